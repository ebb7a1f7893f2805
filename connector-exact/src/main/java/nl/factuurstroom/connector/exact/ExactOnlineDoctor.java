package nl.factuurstroom.connector.exact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Division;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Journal;
import nl.factuurstroom.connector.exact.ExactOnlineJson.VatCode;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.PermanentException;
import nl.factuurstroom.tax.VatTreatment;

/**
 * Compares the settings with the administration and tells every problem at once. An error is what would stop every sale;
 * what stops only some (one treatment's VAT code) is a warning, for each such sale says so itself.
 */
final class ExactOnlineDoctor {

    private static final int SALES_JOURNAL = 20;

    private final ExactOnlineSettings settings;
    private final ExactOnlineApi api;
    private final ExactOnlineBooks books;

    ExactOnlineDoctor(ExactOnlineSettings settings, ExactOnlineApi api, ExactOnlineBooks books) {
        this.settings = settings;
        this.api = api;
        this.books = books;
    }

    List<Finding> check() {
        var findings = new ArrayList<Finding>();
        try {
            if (division(findings)) {
                journal(findings);
                vatCodes(findings);
                item(findings);
                paymentCondition(findings);
            }
        } catch (AuthenticationException e) {
            findings.add(Finding.error("exact", String.valueOf(e.getMessage())));
        } catch (PermanentException e) {
            // That a list can't be asked proves nothing about the settings: each sale will tell for itself.
            findings.add(Finding.warning("exact", "The settings can't be checked: " + e.getMessage()));
        } catch (InvoicingException e) {
            findings.add(Finding.warning("exact", "Exact Online can't be asked now: " + e.getMessage()));
        }
        return List.copyOf(findings);
    }

    /** Whether the rest can be asked. */
    private boolean division(List<Finding> findings) {
        int wanted = settings.division();
        var reachable = reachable(wanted);
        var found = reachable.stream().filter(d -> d.code() == wanted).findFirst();
        if (found.isPresent() && found.get().active()) {
            return true;
        }
        var problem = "No division is chosen.";
        if (wanted > 0) {
            problem =
                    "Division " + wanted + (found.isPresent() ? " is archived." : " is not within reach of the user.");
        }
        var choice = reachable.stream()
                .filter(Division::active)
                .map(d -> "exact.division=" + d.code() + " (" + d.description() + ")")
                .collect(Collectors.joining(", "));
        findings.add(Finding.error(
                "exact.division",
                problem + (choice.isEmpty() ? " None is within reach." : " Choose from " + choice + ".")));
        return false;
    }

    /** Seen from the wanted division, else from the one that the user works in now. */
    private List<Division> reachable(int wanted) {
        if (wanted > 0) {
            try {
                return api.divisions(wanted);
            } catch (AuthenticationException e) {
                return api.divisions(api.currentDivision());
            }
        }
        return api.divisions(api.currentDivision());
    }

    private void journal(List<Finding> findings) {
        var journals = api.journals();
        var found = journals.stream()
                .filter(j -> ExactOnlineJson.trimmed(j.code()).equals(settings.journal()))
                .findFirst();
        if (found.isPresent() && (found.get().type() == null || found.get().type() == SALES_JOURNAL)) {
            return;
        }
        var problem = "Journal " + settings.journal()
                + (found.isPresent() ? " is no sales journal." : " doesn't exist in the administration.");
        findings.add(Finding.error("exact.journal", problem + choice("exact.journal", salesJournals(journals))));
    }

    private static Map<String, String> salesJournals(List<Journal> journals) {
        return journals.stream()
                .filter(j -> j.type() != null && j.type() == SALES_JOURNAL)
                .collect(Collectors.toMap(
                        j -> ExactOnlineJson.trimmed(j.code()), j -> String.valueOf(j.description()), (a, b) -> a));
    }

    private void vatCodes(List<Finding> findings) {
        var codes = books.vatCodesNow();
        boolean usable = settings.vatCodes().entrySet().stream()
                .anyMatch(e -> fault(e.getValue(), codes, e.getKey()).isEmpty());
        for (VatTreatment treatment : VatTreatment.values()) {
            settings.vatCode(treatment)
                    .flatMap(code -> fault(code, codes, treatment))
                    .ifPresent(why -> findings.add(
                            usable
                                    ? Finding.warning(ExactOnlineVatCodes.key(treatment), why)
                                    : Finding.error(ExactOnlineVatCodes.key(treatment), why)));
        }
        unset(codes)
                .ifPresent(why -> findings.add(
                        settings.vatCodes().isEmpty()
                                ? Finding.error(
                                        "exact.vat-code", "No VAT code is set, so nothing can be booked: " + why)
                                : Finding.warning(
                                        "exact.vat-code", "Sales wait that need a VAT code which isn't set: " + why)));
    }

    private static Optional<String> fault(String code, Map<String, VatCode> codes, VatTreatment treatment) {
        return ExactOnlineVatCodes.fault(code, codes, treatment, ExactOnlineVatCodes.usualRate(treatment));
    }

    /** One sentence over all that aren't set, with what would do. */
    private Optional<String> unset(Map<String, VatCode> codes) {
        var parts = new ArrayList<String>();
        for (VatTreatment treatment : VatTreatment.values()) {
            if (settings.vatCode(treatment).isEmpty() && ExactOnlineVatCodes.common(treatment)) {
                var candidates = ExactOnlineVatCodes.candidates(codes.values(), treatment);
                parts.add(candidates.isEmpty() ? ExactOnlineVatCodes.key(treatment) : candidates);
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts) + ".");
    }

    private void item(List<Finding> findings) {
        if (settings.item() == null) {
            findings.add(
                    Finding.warning(
                            "exact.item",
                            "Lines wait whose code is no item in Exact: set exact.item to the item that such lines are booked on."));
        }
        for (String code : settings.allItems()) {
            var setting = code.equals(settings.item()) ? "exact.item" : "exact.items";
            var found = books.itemNow(code);
            if (found.isEmpty()) {
                findings.add(
                        Finding.error(setting, "Item " + code + " doesn't exist in Exact: make it, or name another."));
            } else if (Boolean.FALSE.equals(found.get().salesItem())) {
                findings.add(
                        Finding.error(setting, "Item " + code + " isn't for sale: tick \"sales\" on it in Exact."));
            }
        }
    }

    private void paymentCondition(List<Finding> findings) {
        var code = settings.paymentCondition();
        if (code == null) {
            return;
        }
        var known = api.paymentConditions().stream()
                .collect(Collectors.toMap(
                        c -> ExactOnlineJson.trimmed(c.code()), c -> String.valueOf(c.description()), (a, b) -> a));
        if (!known.containsKey(code)) {
            findings.add(Finding.error(
                    "exact.payment-condition",
                    "Payment condition " + code + " doesn't exist in Exact."
                            + choice("exact.payment-condition", known)));
        }
    }

    private static String choice(String key, Map<String, String> codes) {
        return codes.isEmpty()
                ? ""
                : codes.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .limit(5)
                        .map(e -> key + "=" + e.getKey() + " (" + e.getValue() + ")")
                        .collect(Collectors.joining(", ", " Choose from ", "."));
    }
}
