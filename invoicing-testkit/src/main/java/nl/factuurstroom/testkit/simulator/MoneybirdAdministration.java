package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import javax.annotation.Nullable;
import nl.factuurstroom.tax.VatTreatment;

/** What one administration holds. A fresh one has the settings that a new Dutch administration has. */
final class MoneybirdAdministration {

    static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    /**
     * What a rate does shows on a draft only, never on the rate itself.
     *
     * @param boxes of the VAT return
     * @param text legal text, or null
     */
    record Effect(List<String> boxes, @Nullable String text) {}

    final String id;
    final Map<String, ObjectNode> contacts = new LinkedHashMap<>();
    final Map<String, ObjectNode> invoices = new LinkedHashMap<>();
    final Map<String, ObjectNode> taxRates = new LinkedHashMap<>();
    final Map<String, Effect> effects = new LinkedHashMap<>();
    final Map<VatTreatment, String> rateFor = new EnumMap<>(VatTreatment.class);
    final Map<String, ObjectNode> ledgerAccounts = new LinkedHashMap<>();
    final Map<String, ObjectNode> workflows = new LinkedHashMap<>();
    final Map<String, ObjectNode> documentStyles = new LinkedHashMap<>();
    final Map<String, ObjectNode> products = new LinkedHashMap<>();
    final Map<String, ObjectNode> webhooks = new LinkedHashMap<>();
    final List<MoneybirdSimulator.Mail> mails = new ArrayList<>();
    final ObjectNode identity = MoneybirdJson.object();
    String currency = "EUR";
    boolean suspended;
    boolean planLimitReached;
    boolean senderVerified = true;
    boolean tellsCreditInvoice = true;
    boolean roundsPerLine;
    int numbers;
    int drafts;
    int customerIds;

    /** Called for each change that a webhook may tell: event name and record. */
    BiConsumer<String, ObjectNode> events = (action, entity) -> {};

    private final Clock clock;
    private long lastId;

    MoneybirdAdministration(String id, Clock clock, long firstId) {
        this.id = id;
        this.clock = clock;
        this.lastId = firstId;
        rates();
        ledgerAccount("Omzet", "revenue", "sales_invoice");
        ledgerAccount("Ongecategoriseerde inkomsten", "revenue", "sales_invoice");
        ledgerAccount("Algemene kosten", "expenses", "purchase_invoice");
        workflow("Standaard", "EstimateWorkflow", 14, false);
        workflow("Standaard", "InvoiceWorkflow", 14, false);
        put(documentStyles, record().put("name", "Standaard").put("default", true));
        identity.put("id", newId()).put("company_name", "Jansen Advies B.V.").put("email", "facturen@jansen.example");
    }

    Instant now() {
        return clock.instant();
    }

    LocalDate today() {
        return LocalDate.ofInstant(now(), ZONE);
    }

    /** Eighteen digits, rising. */
    String newId() {
        lastId += 2_097_153;
        return Long.toString(lastId);
    }

    /** A record with id, administration and times. The administration's id is a number here, as the vendor writes it. */
    ObjectNode record() {
        var node = MoneybirdJson.object().put("id", newId()).put("administration_id", Long.parseLong(id));
        node.put("created_at", MoneybirdJson.time(now()));
        touch(node);
        return node;
    }

    /** A change: version is the time of the change in whole seconds. */
    void touch(ObjectNode node) {
        node.put("updated_at", MoneybirdJson.time(now()));
        node.put("version", now().getEpochSecond());
    }

    void event(ObjectNode node, String action, ObjectNode data) {
        var events = node.get("events") instanceof ArrayNode existing ? existing : node.putArray("events");
        var event =
                events.addObject().put("administration_id", Long.parseLong(id)).put("action", action);
        event.set("data", data);
        event.put("created_at", MoneybirdJson.time(now()));
        this.events.accept(action, node);
    }

    ObjectNode ledgerAccount(String name, String type, String documentType) {
        var account = record().put("name", name).put("account_type", type).put("active", true);
        account.putArray("allowed_document_types").add(documentType);
        put(ledgerAccounts, account);
        return account;
    }

    ObjectNode workflow(String name, String type, int days, boolean remindsItself) {
        boolean first = workflows.values().stream()
                .noneMatch(w -> w.path("type").asText().equals(type));
        var workflow = record().put("type", type).put("name", name).put("default", first);
        workflow.put("currency", currency).put("language", "nl").put("active", true);
        workflow.put("prices_are_incl_tax", false);
        var steps = workflow.putArray("steps");
        steps.addObject().put("step_order", 0).put("due_interval", days).put("reminder_auto_send", false);
        if (type.equals("InvoiceWorkflow")) {
            steps.addObject()
                    .put("step_order", 1)
                    .put("due_interval", 10)
                    .put("reminder_delay", 0)
                    .put("reminder_auto_send", remindsItself);
        }
        put(workflows, workflow);
        return workflow;
    }

    ObjectNode product(String identifier, String description, BigDecimal price, String ledgerAccountId) {
        var product = record().put("identifier", identifier).put("description", description);
        product.put("price", MoneybirdJson.number(price))
                .put("currency", currency)
                .put("active", true);
        product.put("tax_rate_id", rateFor.get(VatTreatment.STANDARD)).put("ledger_account_id", ledgerAccountId);
        put(products, product);
        return product;
    }

    String taxRate(String name, @Nullable String percentage, String type, Effect effect) {
        var rate = record().put("name", name).put("percentage", percentage).put("tax_rate_type", type);
        rate.put("show_tax", percentage != null).put("active", true).putNull("country");
        put(taxRates, rate);
        effects.put(rate.path("id").asText(), effect);
        return rate.path("id").asText();
    }

    ObjectNode defaultWorkflow() {
        return workflows.values().stream()
                .filter(w -> w.path("type").asText().equals("InvoiceWorkflow"))
                .filter(w -> w.path("default").asBoolean())
                .findFirst()
                .orElseThrow();
    }

    ObjectNode rate(String rateId) {
        return Objects.requireNonNull(taxRates.get(rateId), rateId);
    }

    Effect effect(String rateId) {
        return Objects.requireNonNull(effects.get(rateId), rateId);
    }

    ObjectNode workflowOf(ObjectNode invoice) {
        return Objects.requireNonNull(workflows.get(invoice.path("workflow_id").asText()));
    }

    static String put(Map<String, ObjectNode> map, ObjectNode node) {
        var id = node.path("id").asText();
        map.put(id, node);
        return id;
    }

    private void rates() {
        sales(VatTreatment.STANDARD, "21% btw", "21.0", List.of("NL/1a"), null);
        sales(VatTreatment.REDUCED, "9% btw", "9.0", List.of("NL/1b"), null);
        sales(VatTreatment.ZERO, "0% btw", "0.0", List.of("NL/1e"), null);
        sales(VatTreatment.EXEMPT, "Vrijgesteld van btw", null, List.of(), null);
        sales(VatTreatment.DOMESTIC_REVERSE_CHARGE, "Btw verlegd", "0.0", List.of("NL/1e"), "Btw verlegd");
        sales(
                VatTreatment.EU_SERVICES,
                "Diensten binnen de EU",
                "0.0",
                List.of("NL/3b"),
                "Btw verlegd, artikel 44 en 196, Richtlijn 2006/112");
        sales(
                VatTreatment.EU_GOODS,
                "Leveringen binnen de EU",
                "0.0",
                List.of("NL/3b"),
                "Intracommunautaire levering, artikel 138, lid 1, Richtlijn 2006/112");
        sales(
                VatTreatment.EXPORT,
                "Export buiten de EU",
                "0.0",
                List.of("NL/3a"),
                "Levering buiten de EU, artikel 146, Richtlijn 2006/112");
        sales(VatTreatment.OUTSIDE_SCOPE, "Geen btw", null, List.of(), null);
        rateFor.put(VatTreatment.SMALL_BUSINESS, rateFor.get(VatTreatment.EXEMPT));
        rateFor.put(VatTreatment.MARGIN, taxRate("Margeregeling", null, "sales_invoice", new Effect(List.of(), null)));
        rateFor.put(VatTreatment.OSS, taxRate("19% Duitsland", "19.0", "sales_invoice", new Effect(List.of(), null)));
        rate(String.valueOf(rateFor.get(VatTreatment.OSS))).put("country", "DE");
        taxRate("21% btw", "21.0", "purchase_invoice", new Effect(List.of("NL/5b"), null));
        taxRate("9% btw", "9.0", "purchase_invoice", new Effect(List.of("NL/5b"), null));
        var old = taxRate("6% btw", "6.0", "sales_invoice", new Effect(List.of("NL/1c"), null));
        rate(old).put("active", false);
    }

    private void sales(
            VatTreatment treatment, String name, @Nullable String rate, List<String> boxes, @Nullable String text) {
        rateFor.put(treatment, taxRate(name, rate, "sales_invoice", new Effect(boxes, text)));
    }
}
