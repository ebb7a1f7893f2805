package nl.factuurstroom.tax.whatif;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.tax.GAccountSplit;
import nl.factuurstroom.tax.Instalments;
import nl.factuurstroom.tax.TaxDetails;
import nl.factuurstroom.tax.TaxResult;
import nl.factuurstroom.tax.TaxResult.Decision;
import nl.factuurstroom.tax.TaxedLine;
import nl.factuurstroom.tax.VatGroup;

/** Writes a result. Amounts and rates are decimal texts with a dot. */
final class ResultOutput {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ResultOutput() {}

    static ObjectNode of(String id, TaxResult result) {
        var out = JSON.objectNode();
        out.put("id", id);
        out.put("decision", result.decision().name());
        boolean issue = result.decision() == Decision.ISSUE;
        out.set("reasons", reasons(issue ? List.of() : result.reasons()));
        out.set("warnings", reasons(issue ? result.reasons() : List.of()));
        out.put("retryable", result.details().retryable());
        document(out, result);
        out.set("evidence", evidence(result.details()));
        out.set("missingEvidence", texts(result.openEvidence()));
        out.set("discounts", texts(result.details().discounts()));
        var documents = out.putArray("documents");
        result.details().documents().forEach(document -> document(documents.addObject(), document));
        return out;
    }

    static ArrayNode instalments(List<Instalments.Invoice> invoices) {
        var array = JSON.arrayNode();
        for (Instalments.Invoice invoice : invoices) {
            var out = array.addObject();
            out.put("number", invoice.number());
            out.put("label", invoice.label());
            out.put("date", invoice.date().toString());
            document(out, invoice.result());
        }
        return array;
    }

    private static void document(ObjectNode out, TaxResult result) {
        out.set("lines", lines(result));
        out.set("breakdown", breakdown(result));
        out.set("totals", totals(result));
        var texts = out.putObject("texts");
        texts.set("nl", texts(result.texts()));
        texts.set("en", texts(result.details().textsEnglish()));
        var boxes = out.putArray("returnBoxes");
        result.details()
                .boxes()
                .forEach(box -> boxes.addObject()
                        .put("box", box.box())
                        .put("base", plain(box.base()))
                        .put("vat", plain(box.vat())));
        var icp = out.putArray("icp");
        result.details()
                .icp()
                .forEach(line -> icp.addObject()
                        .put("vatId", line.customer().value())
                        .put("kind", line.kind().name().toLowerCase(Locale.ROOT))
                        .put("amount", plain(line.amount())));
        var deliveredTo = result.details().deliveredTo();
        out.put("deliveredTo", deliveredTo == null ? null : deliveredTo.value());
        var oss = result.details().ossTurnover();
        out.put("ossTurnover", oss == null ? null : oss.toPlainString());
        out.set("gAccount", gAccount(result.details().gAccount()));
    }

    private static ArrayNode reasons(List<TaxResult.Reason> reasons) {
        var array = JSON.arrayNode();
        reasons.forEach(reason -> array.addObject().put("code", reason.code()).put("text", reason.text()));
        return array;
    }

    private static ArrayNode lines(TaxResult result) {
        var array = JSON.arrayNode();
        for (TaxedLine line : result.lines()) {
            var out = array.addObject();
            if (line.vat().saleLine() < 0) {
                out.putNull("line");
            } else {
                out.put("line", line.vat().saleLine() + 1);
            }
            out.put("role", word(line.vat().role()));
            out.put("description", line.line().description());
            out.put("quantity", line.line().quantity().toPlainString());
            out.put("unitPrice", line.line().unitPrice().amount().toPlainString());
            out.put("net", plain(line.net()));
            out.put("treatment", line.treatment().name());
            out.put("category", line.vat().category());
            out.put("rate", rate(line.vat().category(), line.rate()));
            out.put("rateCountry", country(line));
            out.put("vatex", line.vat().vatex());
            out.put("reasonNl", line.vat().reasonNl());
            out.put("reasonEn", line.vat().reasonEn());
            out.put("article", line.vat().article());
            out.put("returnBox", line.vat().returnBox());
            out.put("icp", line.vat().icp() == null ? null : word(line.vat().icp()));
            out.put("row", line.vat().row());
            out.put("why", line.why());
        }
        return array;
    }

    private static @Nullable String country(TaxedLine line) {
        if (line.vat().country() != null) {
            return line.vat().country().value();
        }
        var category = line.vat().category();
        return category.equals("S") || category.equals("Z") ? "NL" : null;
    }

    private record Key(String category, Percentage rate) {}

    /** One per category and rate, as EN 16931 wants it, though treatments may differ. */
    private static ArrayNode breakdown(TaxResult result) {
        var merged = new LinkedHashMap<Key, VatGroup>();
        for (VatGroup group : result.groups()) {
            merged.merge(
                    new Key(group.category(), group.rate()),
                    group,
                    (a, b) -> new VatGroup(
                            a.treatment(),
                            a.rate(),
                            a.base().plus(b.base()),
                            a.vat().plus(b.vat()),
                            a.category(),
                            a.country(),
                            a.vatex(),
                            join(a.reasonNl(), b.reasonNl()),
                            join(a.reasonEn(), b.reasonEn())));
        }
        var array = JSON.arrayNode();
        merged.values()
                .forEach(group -> array.addObject()
                        .put("category", group.category())
                        .put("rate", rate(group.category(), group.rate()))
                        .put("base", plain(group.base()))
                        .put("vat", plain(group.vat()))
                        .put("vatex", group.vatex())
                        .put("reasonNl", group.reasonNl())
                        .put("reasonEn", group.reasonEn()));
        return array;
    }

    private static @Nullable String join(@Nullable String a, @Nullable String b) {
        return a == null || a.equals(b) ? b : b == null ? a : a + "; " + b;
    }

    private static ObjectNode totals(TaxResult result) {
        var out = JSON.objectNode();
        boolean issue = result.decision() == Decision.ISSUE;
        out.put("currency", result.gross().currency().getCurrencyCode());
        out.put("net", issue ? plain(result.net()) : null);
        out.put("vat", issue ? plain(result.vat()) : null);
        out.put("gross", issue ? plain(result.gross()) : null);
        var euro = result.details().vatInEuro();
        out.put("vatInEuro", euro == null ? null : plain(euro.vat()));
        out.put("exchangeRate", euro == null ? null : euro.perEuro().toPlainString());
        out.put("exchangeRateDate", euro == null ? null : euro.publishedOn().toString());
        var margin = result.details().marginVat();
        out.put("marginVat", margin == null ? null : plain(margin));
        return out;
    }

    private static ArrayNode evidence(TaxDetails details) {
        var array = JSON.arrayNode();
        details.vatIds()
                .forEach(id -> array.addObject()
                        .put("vatId", id.number().value())
                        .put("status", word(id.status()))
                        .put("at", id.at() == null ? null : id.at().toString())
                        .put("consultationNumber", id.consultationNumber())
                        .put("name", id.name())
                        .put("address", id.address())
                        .put("nameMatches", id.nameMatches())
                        .put("addressMatches", id.addressMatches()));
        return array;
    }

    private static @Nullable ObjectNode gAccount(@Nullable GAccountSplit split) {
        return split == null
                ? null
                : JSON.objectNode()
                        .put("blocked", plain(split.blocked()))
                        .put("gAccount", split.gAccount().value())
                        .put("normal", plain(split.normal()))
                        .put("account", split.account().value())
                        .put("reference", split.reference());
    }

    private static ArrayNode texts(List<String> texts) {
        var array = JSON.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static @Nullable String rate(String category, Percentage rate) {
        return category.equals("O") ? null : rate.value().toPlainString();
    }

    private static String plain(Money money) {
        return money.amount().toPlainString();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
