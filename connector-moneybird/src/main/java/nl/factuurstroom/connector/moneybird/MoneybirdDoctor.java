package nl.factuurstroom.connector.moneybird;

import static nl.factuurstroom.connector.moneybird.MoneybirdJson.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.TaxRate;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Workflow;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.PermanentException;
import nl.factuurstroom.tax.VatTreatment;

/** Compares the settings with the administration: every fault at once, and a proposal for what is missing. */
final class MoneybirdDoctor {

    private static final String TOKEN = "moneybird.access-token";

    private final MoneybirdSettings settings;
    private final MoneybirdApi api;
    private final List<Finding> findings = new ArrayList<>();

    MoneybirdDoctor(MoneybirdSettings settings, MoneybirdApi api) {
        this.settings = settings;
        this.api = api;
    }

    List<Finding> check() {
        if (administration()) {
            ask("moneybird.tax-rate", () -> api.taxRates()).ifPresent(this::taxRates);
            ask("moneybird.workflow", () -> api.workflows()).ifPresent(this::workflows);
            ledgerAccounts();
            documentStyle();
            withSettingsScope();
        }
        return List.copyOf(findings);
    }

    private boolean administration() {
        var administrations = ask("moneybird.administration", () -> api.administrations());
        if (administrations.isEmpty()) {
            return false;
        }
        for (var one : administrations.get()) {
            if (one.id().equals(settings.administration())) {
                if (one.suspended()) {
                    error("moneybird.administration", "Moneybird suspended administration '" + one.name() + "'.");
                }
                return true;
            }
        }
        error(
                "moneybird.administration",
                "The token does not reach administration " + settings.administration() + "; it reaches "
                        + String.join(
                                ", ",
                                administrations.get().stream()
                                        .map(a -> a.id() + " (" + a.name() + ")")
                                        .toList())
                        + ".");
        return false;
    }

    private void taxRates(List<TaxRate> rates) {
        settings.taxRates().forEach((treatment, id) -> taxRate(rates, treatment, id));
        settings.ossTaxRates().forEach((percentage, id) -> {
            var rate = rates.stream().filter(r -> r.id().equals(id)).findFirst();
            if (rate.isEmpty() || MoneybirdTaxRates.percentage(rate.get()).compareTo(percentage.value()) != 0) {
                error("moneybird.tax-rate.oss", "No tax rate " + id + " of " + percentage + " is in Moneybird.");
            }
        });
        shared();
        for (VatTreatment treatment : VatTreatment.values()) {
            if (MoneybirdTaxRates.common(treatment) && !settings.taxRates().containsKey(treatment)) {
                missing(treatment, rates);
            }
        }
    }

    private void taxRate(List<TaxRate> rates, VatTreatment treatment, String id) {
        var setting = MoneybirdTaxRates.key(treatment);
        var found = rates.stream().filter(r -> r.id().equals(id)).findFirst();
        if (found.isEmpty()) {
            error(
                    setting,
                    "Moneybird has no tax rate " + id + " for sales invoices."
                            + MoneybirdTaxRates.proposal(treatment, rates)
                                    .map(p -> " Perhaps: " + p)
                                    .orElse(""));
            return;
        }
        var rate = found.get();
        if (Boolean.FALSE.equals(rate.active())) {
            error(setting, "Tax rate " + id + " (" + rate.name() + ") is switched off in Moneybird.");
        }
        var expected = MoneybirdTaxRates.usualPercentage(treatment);
        if (expected != null && MoneybirdTaxRates.percentage(rate).compareTo(expected) != 0) {
            error(
                    setting,
                    "Tax rate " + id + " (" + rate.name() + ") has "
                            + MoneybirdTaxRates.percentage(rate).toPlainString() + " %, but " + treatment + " has "
                            + expected.toPlainString() + " %.");
        }
    }

    /** Only a draft shows what a rate does, but one rate can't end up in two boxes. */
    private void shared() {
        var mapped = settings.taxRates().keySet().stream().sorted().toList();
        for (VatTreatment one : mapped) {
            for (VatTreatment other : mapped) {
                boolean same = one.compareTo(other) < 0
                        && Objects.equals(
                                settings.taxRates().get(one),
                                settings.taxRates().get(other));
                if (same && MoneybirdDraftCheck.exclude(one, other)) {
                    findings.add(Finding.warning(
                            MoneybirdTaxRates.key(other),
                            one + " and " + other + " have the same tax rate "
                                    + settings.taxRates().get(one)
                                    + ", but belong in different boxes of the VAT return: choose another for one."
                                    + " Drafts that end up in the wrong box wait for a person."));
                }
            }
        }
    }

    private void missing(VatTreatment treatment, List<TaxRate> rates) {
        var setting = MoneybirdTaxRates.key(treatment);
        var proposal = MoneybirdTaxRates.proposal(treatment, rates);
        findings.add(Finding.warning(
                setting,
                setting + " is not set: sales treated as " + treatment + " will wait for a person."
                        + proposal.map(p -> " Add: " + p).orElse("")));
    }

    private void workflows(List<Workflow> all) {
        var workflows = all.stream().filter(MoneybirdBooks::isForInvoices).toList();
        var id = settings.workflow();
        var used = workflows.stream()
                .filter(w -> id == null ? w.isDefault() : w.id().equals(id))
                .findFirst();
        if (id != null && (used.isEmpty() || Boolean.FALSE.equals(used.get().active()))) {
            error(
                    "moneybird.workflow",
                    "Moneybird has no active invoice workflow " + id + "; it has "
                            + String.join(
                                    ", ",
                                    workflows.stream()
                                            .map(w -> w.id() + " (" + w.name() + ")")
                                            .toList())
                            + ".");
        }
        if (settings.remindersByUs()) {
            workflows.stream()
                    .filter(MoneybirdBooks::remindsItself)
                    .forEach(w -> findings.add(Finding.warning(
                            "moneybird.workflow",
                            "Workflow " + w.id() + " (" + w.name() + ") sends reminders by itself, and so do we. "
                                    + (used.isPresent() && used.get().id().equals(w.id())
                                            ? "Invoices would use it, so they wait: switch off its automatic reminders,"
                                                    + " or name another workflow."
                                            : "No invoice of ours will use it."))));
        }
    }

    private void ledgerAccounts() {
        var ids = new ArrayList<String>(settings.ledgerAccounts().values());
        if (settings.ledgerAccount() != null) {
            ids.add(settings.ledgerAccount());
        }
        if (ids.isEmpty()) {
            return;
        }
        ask("moneybird.ledger-account", () -> api.ledgerAccounts()).ifPresent(accounts -> {
            var usable = accounts.stream()
                    .filter(a -> !Boolean.FALSE.equals(a.active()))
                    .filter(a -> list(a.allowedDocumentTypes()).contains("sales_invoice"))
                    .toList();
            ids.stream()
                    .distinct()
                    .filter(id -> usable.stream().noneMatch(a -> a.id().equals(id)))
                    .forEach(id -> error(
                            "moneybird.ledger-account",
                            "Ledger account " + id + " takes no sales invoices; these do: "
                                    + String.join(
                                            ", ",
                                            usable.stream()
                                                    .map(a -> a.id() + " (" + a.name() + ")")
                                                    .toList())
                                    + "."));
        });
    }

    private void documentStyle() {
        var id = settings.documentStyle();
        if (id != null) {
            ask("moneybird.document-style", () -> api.documentStyles()).ifPresent(styles -> {
                if (styles.stream().noneMatch(s -> s.id().equals(id))) {
                    error("moneybird.document-style", "Moneybird has no document style " + id + ".");
                }
            });
        }
    }

    /** What needs a right that booking doesn't: without it, only a warning. */
    private void withSettingsScope() {
        try {
            api.products();
            var email = MoneybirdMapper.filled(api.defaultIdentity().email());
            if (email == null) {
                // A warning, since nothing says that a sender without one can't be used: sending tells.
                findings.add(Finding.warning(
                        "moneybird.sender", "The sender address in Moneybird shows no e-mail address: fill it in."));
            } else if (list(api.verifications().emails()).stream().noneMatch(e -> MoneybirdMapper.same(e, email))) {
                error("moneybird.sender", "The sender address " + email + " is not verified in Moneybird: verify it.");
            }
        } catch (AuthenticationException e) {
            findings.add(Finding.warning(
                    TOKEN,
                    "The token lacks scope settings: lines with a SKU are booked without their product, and whether the"
                            + " sender address is verified can't be seen."));
        } catch (InvoicingException e) {
            unreachable("moneybird.sender", e);
        }
    }

    private <T> Optional<List<T>> ask(String subject, Supplier<List<T>> call) {
        try {
            return Optional.of(call.get());
        } catch (AuthenticationException e) {
            error(TOKEN, String.valueOf(e.getMessage()));
        } catch (NotFoundException e) {
            // That a list isn't there proves nothing about the settings: each sale will tell for itself.
            findings.add(Finding.warning(subject, "This can't be checked: " + e.getMessage()));
        } catch (PermanentException e) {
            error(subject, String.valueOf(e.getMessage()));
        } catch (InvoicingException e) {
            unreachable(subject, e);
        }
        return Optional.empty();
    }

    private void unreachable(String subject, InvoicingException e) {
        findings.add(Finding.warning(subject, "Moneybird could not be asked now: " + e.getMessage()));
    }

    private void error(String subject, String message) {
        var finding = Finding.error(subject, message);
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }
}
