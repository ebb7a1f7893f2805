package nl.factuurstroom.tax;

import java.util.List;
import java.util.Locale;
import nl.factuurstroom.tax.TaxDetails.VatIdEvidence;
import nl.factuurstroom.tax.TaxResult.Decision;

/** A result in words, for an accountant. */
final class Explanation {

    private final StringBuilder text = new StringBuilder();

    private Explanation() {}

    static String of(TaxResult result) {
        var explanation = new Explanation();
        explanation.decision(result);
        if (!result.details().discounts().isEmpty()) {
            explanation.list("Tiered discounts, in order:", result.details().discounts());
        }
        if (result.decision() == Decision.ISSUE) {
            explanation.lines(result);
            explanation.totals(result);
            explanation.list("On the invoice:", result.texts());
            explanation.listings(result);
        }
        explanation.evidence(result);
        return explanation.text.toString();
    }

    private void decision(TaxResult result) {
        say("Decision: "
                + switch (result.decision()) {
                    case ISSUE -> "ISSUE – the invoice may go out.";
                    case HOLD -> "HOLD – a fact is missing or doubtful; the sale waits for it.";
                    case REVIEW -> "REVIEW – a person must judge the treatment.";
                });
        list(
                result.decision() == Decision.ISSUE ? "Warnings:" : "Why:",
                result.reasons().stream()
                        .map(reason -> reason.text() + " [" + reason.code() + "]")
                        .toList());
        if (result.details().retryable()) {
            say("  The check is asked again by itself.");
        }
    }

    private void lines(TaxResult result) {
        say("Lines:");
        int number = 1;
        for (TaxedLine line : result.lines()) {
            say(String.format(
                    Locale.ROOT,
                    "  %d. %s: %s × %s = %s net – %s, category %s, %s",
                    number++,
                    line.line().description(),
                    line.line().quantity().toPlainString(),
                    line.line().unitPrice(),
                    line.net(),
                    name(line),
                    line.vat().category(),
                    line.vat().category().equals("O") ? "no rate" : line.rate()));
            say("     " + line.why()
                    + (line.vat().row() > 0 ? " (row " + line.vat().row() + ")" : ""));
        }
    }

    private static String name(TaxedLine line) {
        return switch (line.treatment()) {
            case STANDARD -> "Dutch standard rate";
            case REDUCED -> "Dutch reduced rate";
            case ZERO -> "Dutch zero rate";
            case EXEMPT -> "exempt (vrijgesteld)";
            case SMALL_BUSINESS -> "small business scheme (KOR)";
            case MARGIN -> "margin scheme (margeregeling)";
            case DOMESTIC_REVERSE_CHARGE -> "domestic reverse charge (btw verlegd)";
            case EU_SERVICES -> "EU service, reverse charge (btw verlegd)";
            case EU_GOODS -> "intra-Community supply (ICL)";
            case EXPORT -> "export (uitvoer)";
            case OUTSIDE_SCOPE -> "outside the scope of Dutch VAT";
            case OSS -> "rate of " + line.vat().country() + " through OSS";
        };
    }

    private void totals(TaxResult result) {
        say("Breakdown:");
        for (VatGroup group : result.groups()) {
            say("  " + group.category()
                    + (group.category().equals("O") ? "" : " " + group.rate())
                    + (group.country() == null ? "" : " (" + group.country() + ")")
                    + ": base " + group.base() + ", VAT " + group.vat()
                    + (group.reasonNl() == null
                            ? ""
                            : " – " + group.reasonNl() + (group.vatex() == null ? "" : " [" + group.vatex() + "]")));
        }
        say("Total: net " + result.net() + ", VAT " + result.vat() + ", to pay " + result.gross());
        var euro = result.details().vatInEuro();
        if (euro != null) {
            say("VAT in euro: " + euro.vat() + " (at " + euro.perEuro().toPlainString() + " per euro, " + euro.source()
                    + " " + euro.publishedOn() + ")");
        }
        if (result.details().marginVat() != null) {
            say("VAT owed over the margin, not shown on the invoice: "
                    + result.details().marginVat());
        }
        if (!result.details().documents().isEmpty()) {
            say("This sale becomes " + result.details().documents().size()
                    + " invoices: services outside the scope of Dutch VAT stand alone.");
            for (TaxResult document : result.details().documents()) {
                say("  - net " + document.net() + ", VAT " + document.vat() + ", to pay " + document.gross());
            }
        }
    }

    private void listings(TaxResult result) {
        list(
                "VAT return:",
                result.details().boxes().stream()
                        .map(box -> (box.box().equals("OSS") ? "not here, in the OSS return" : "box " + box.box())
                                + ": turnover " + box.base() + ", VAT " + box.vat())
                        .toList());
        list(
                "ICP listing:",
                result.details().icp().stream()
                        .map(line -> line.customer() + ", " + line.kind().name().toLowerCase(Locale.ROOT) + ": "
                                + line.amount())
                        .toList());
    }

    private void evidence(TaxResult result) {
        list(
                "Evidence:",
                result.details().vatIds().stream().map(Explanation::vatId).toList());
        list("Still to collect (holds nothing):", result.openEvidence());
    }

    private static String vatId(VatIdEvidence id) {
        var text = new StringBuilder("VAT id " + id.number() + ": "
                + id.status().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        if (id.at() != null) {
            text.append(", asked ").append(id.at());
        }
        if (id.consultationNumber() != null) {
            text.append(", consultation number ").append(id.consultationNumber());
        }
        if (id.name() != null) {
            text.append(", name '").append(id.name()).append("'").append(fits(id.nameMatches()));
        }
        if (id.address() != null) {
            text.append(", address '")
                    .append(id.address().replaceAll("\\s+", " "))
                    .append("'")
                    .append(fits(id.addressMatches()));
        }
        return text.toString();
    }

    private static String fits(@javax.annotation.Nullable Boolean matches) {
        return matches == null ? "" : matches ? " (fits)" : " (does not fit)";
    }

    private void list(String title, List<String> items) {
        if (!items.isEmpty()) {
            say(title);
            items.forEach(item -> say("  - " + item));
        }
    }

    private void say(String line) {
        text.append(line).append('\n');
    }
}
