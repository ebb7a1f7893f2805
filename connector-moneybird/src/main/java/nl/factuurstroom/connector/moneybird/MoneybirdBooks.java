package nl.factuurstroom.connector.moneybird;

import static nl.factuurstroom.connector.moneybird.MoneybirdJson.list;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.accounting.InvoiceDraft;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Product;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.TaxRate;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Workflow;
import nl.factuurstroom.connector.support.CachedValue;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.tax.TaxedLine;
import nl.factuurstroom.tax.VatTreatment;

/** What our words are called in this administration: by configuration, and by lists that are read once an hour at most. */
final class MoneybirdBooks {

    private static final Duration GOOD_FOR = Duration.ofHours(1);

    private final MoneybirdSettings settings;
    private final CachedValue<Map<String, String>> products;
    private final CachedValue<List<Workflow>> workflows;
    private final CachedValue<List<TaxRate>> taxRates;

    MoneybirdBooks(MoneybirdSettings settings, MoneybirdApi api, Clock clock) {
        this.settings = settings;
        this.products = new CachedValue<>(clock, GOOD_FOR, () -> productsBySku(api));
        this.workflows = new CachedValue<>(clock, GOOD_FOR, api::workflows);
        this.taxRates = new CachedValue<>(clock, GOOD_FOR, api::taxRates);
    }

    /** @throws RejectedException when the treatment has no tax rate: never guessed */
    String taxRate(TaxedLine line) {
        var id = line.treatment() == VatTreatment.OSS ? settings.ossTaxRates().get(line.rate()) : null;
        if (id == null) {
            id = settings.taxRates().get(line.treatment());
        }
        if (id == null) {
            throw missing(line);
        }
        return id;
    }

    private RejectedException missing(TaxedLine line) {
        var setting = MoneybirdTaxRates.key(line.treatment());
        return new RejectedException(
                "No Moneybird tax rate is configured for " + line.treatment() + " at " + line.rate() + " (line '"
                        + line.line().description() + "'): set " + setting + "." + proposal(line.treatment()),
                setting,
                null);
    }

    private String proposal(VatTreatment treatment) {
        try {
            return MoneybirdTaxRates.proposal(treatment, taxRates.get())
                    .map(line -> " Perhaps: " + line)
                    .orElse("");
        } catch (InvoicingException e) {
            // Only advice is lost; what is missing was said.
            return "";
        }
    }

    @Nullable
    String ledgerAccount(SaleLine line) {
        return byGroup(line, settings.ledgerAccounts(), settings.ledgerAccount());
    }

    @Nullable
    String project(SaleLine line) {
        return byGroup(line, settings.projects(), settings.project());
    }

    private static @Nullable String byGroup(SaleLine line, Map<String, String> ids, @Nullable String otherwise) {
        var group = line.productGroup();
        var own = group == null ? null : ids.get(group);
        return own == null ? otherwise : own;
    }

    @Nullable
    String documentStyle() {
        return settings.documentStyle();
    }

    /** The product of the line's SKU, when the books have it. */
    @Nullable
    String product(SaleLine line) {
        var sku = line.sku();
        return sku == null || sku.isBlank() ? null : products.get().get(sku.trim());
    }

    boolean printsLegalTexts() {
        return settings.printLegalTexts();
    }

    /**
     * The workflow to name, or null for the one that Moneybird takes by itself: the contact's own, else the configured one,
     * else the administration's. One that reminds by itself is never taken while our own reminders are on.
     *
     * @throws RejectedException when only such a workflow is left
     */
    @Nullable
    String workflow(InvoiceDraft draft) {
        var own = draft.customer().paymentTerm();
        var asked = workflowIn(draft.paymentTerm());
        var configured = asked == null || asked.equals(own) ? settings.workflow() : asked;
        if (!settings.remindersByUs()) {
            return own == null ? configured : null;
        }
        if (own != null && !remindsItself(own)) {
            return null;
        }
        if (configured == null ? standardRemindsItself() : remindsItself(configured)) {
            throw new RejectedException(
                    "Moneybird's workflow for " + draft.customer().name() + " sends reminders by itself, and so do we:"
                            + " switch off automatic reminders there, or set moneybird.workflow to one without them.",
                    "moneybird.workflow",
                    null);
        }
        return own == null
                ? configured
                : configured == null ? standard().map(Workflow::id).orElse(null) : configured;
    }

    /** Days to pay where the customer has no term of its own. */
    @Nullable
    Integer days(InvoiceDraft draft) {
        if (draft.customer().paymentTerm() != null) {
            return null;
        }
        var term = draft.paymentTerm();
        if (term == null) {
            return settings.paymentDays();
        }
        if (term.matches("[0-9]{1,3}")) {
            return Integer.valueOf(term);
        }
        if (workflowIn(term) == null) {
            throw new RejectedException(
                    "The payment term '" + term + "' is neither a number of days nor the id of a Moneybird workflow.",
                    "payment-term",
                    null);
        }
        return null;
    }

    private static @Nullable String workflowIn(@Nullable String paymentTerm) {
        return paymentTerm != null && paymentTerm.matches("[0-9]{4,20}") ? paymentTerm : null;
    }

    private boolean remindsItself(String workflowId) {
        return workflows.get().stream().anyMatch(w -> w.id().equals(workflowId) && remindsItself(w));
    }

    private boolean standardRemindsItself() {
        return standard().filter(MoneybirdBooks::remindsItself).isPresent();
    }

    private Optional<Workflow> standard() {
        return workflows.get().stream()
                .filter(w -> isForInvoices(w) && w.isDefault())
                .findFirst();
    }

    static boolean isForInvoices(Workflow workflow) {
        return "InvoiceWorkflow".equals(workflow.type());
    }

    static boolean remindsItself(Workflow workflow) {
        return list(workflow.steps()).stream().anyMatch(s -> s.reminderAutoSend());
    }

    private static Map<String, String> productsBySku(MoneybirdApi api) {
        var bySku = new HashMap<String, String>();
        try {
            for (Product product : api.products()) {
                var sku = MoneybirdMapper.filled(product.identifier());
                if (sku != null) {
                    bySku.putIfAbsent(sku, product.id());
                }
            }
        } catch (AuthenticationException lacksScope) {
            // Products need a right that invoices don't; check() tells. Lines are then booked without product.
            return Map.of();
        }
        return bySku;
    }
}
