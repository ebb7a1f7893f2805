package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.trigger.WebhookRequest;

/**
 * A Moneybird that remembers: administrations with contacts, settings and sales invoices, over real HTTP.
 *
 * <p>It plays the vendor's habits: ids of eighteen digits as text, money as text, bodies in a wrapper, filters whose
 * unknown keys are ignored, lists without what has no date this year, synchronization that cuts off after a hundred ids,
 * free-text search that finds too much, archived contacts that hide, an invoice that is sent again by whoever asks again,
 * a credit note that leaves its original "paid", rate headers that don't mean what they say, and signed webhooks that are
 * repeated until they get a 200.
 */
public final class MoneybirdSimulator extends VendorSimulator {

    /** Works for everything. */
    public static final String TOKEN = "moneybird-token";

    /** Works for sales invoices only, as the default scope of an OAuth grant. */
    public static final String TOKEN_WITHOUT_SETTINGS = "moneybird-token-sales-invoices";

    /** The administration that is there from the start. */
    public static final String ADMINISTRATION = "123";

    /**
     * An e-mail that went out.
     *
     * @param invoiceId which invoice
     * @param to whom to
     * @param number its number
     * @param reminder whether the workflow sent it as a reminder
     */
    public record Mail(String invoiceId, String to, String number, boolean reminder) {}

    private final MoneybirdRoutes routes;
    private final MoneybirdQuota quota = new MoneybirdQuota();

    public MoneybirdSimulator(Clock clock) {
        this(clock, 0);
    }

    public MoneybirdSimulator(Clock clock, int port) {
        super(clock, port);
        this.routes = new MoneybirdRoutes(clock);
    }

    /** Base of the API: {@code http://127.0.0.1:34567/api/v2}. */
    public URI apiUri() {
        return baseUri().resolve("/api/v2");
    }

    @Override
    protected Answer handle(Call call) {
        if (!quota.take(clock.instant())) {
            return quota.tooMany(clock.instant());
        }
        var answer = routes.answer(call);
        var headers = new LinkedHashMap<>(answer.headers());
        headers.putAll(quota.headers(clock.instant()));
        return new Answer(answer.status(), headers, answer.body());
    }

    // What a test says and asks; all of it about the first administration, unless it says otherwise.

    /** One more administration that the token can reach. */
    public void addAdministration(String id) {
        locked(() -> routes.add(id));
    }

    /** The rate that a careful user would choose for this treatment. */
    public String taxRate(VatTreatment treatment) {
        return locked(() -> java.util.Objects.requireNonNull(books().rateFor.get(treatment), treatment.name()));
    }

    /** A rate of the user's own making; {@code boxes} are what a draft shows as its VAT-return boxes. */
    public String addTaxRate(String name, String percentage, String... boxes) {
        return locked(() -> books().taxRate(
                        name, percentage, "sales_invoice", new MoneybirdAdministration.Effect(List.of(boxes), null)));
    }

    /** The rate is gone, as if it had never been there. */
    public void removeTaxRate(String id) {
        change(books -> books.taxRates.remove(id));
    }

    /** Switches a rate off, as people do in the settings. */
    public void deactivateTaxRate(String id) {
        change(books -> kept(books.taxRates, id).put("active", false));
    }

    /** Id of the ledger account with this name: {@code Omzet}, {@code Algemene kosten}. */
    public String ledgerAccount(String name) {
        return locked(() -> named(books().ledgerAccounts.values(), name));
    }

    /** A new invoice workflow with so many days to pay; {@code remindsItself} for reminders that Moneybird sends. */
    public String addWorkflow(String name, int days, boolean remindsItself) {
        return locked(() -> books().workflow(name, "InvoiceWorkflow", days, remindsItself)
                .path("id")
                .asText());
    }

    /** Id of the workflow that is used when nobody names one. */
    public String defaultWorkflow() {
        return locked(() -> books().defaultWorkflow().path("id").asText());
    }

    /** Id of the document style that is there from the start. */
    public String documentStyle() {
        return locked(() -> List.copyOf(books().documentStyles.keySet()).get(0));
    }

    /** A product with a code of one's own; answers its id. */
    public String addProduct(String identifier, String description, String price) {
        return locked(() -> books().product(identifier, description, new BigDecimal(price), ledgerAccount("Omzet"))
                .path("id")
                .asText());
    }

    /** A contact as people fill it in, by the vendor's field names; answers its id. */
    public String addContact(Map<String, String> fields) {
        return locked(() -> {
            var body = MoneybirdJson.object();
            fields.forEach(body.putObject("contact")::put);
            var call = new Call("POST", URI.create("/contacts"), Map.of(), body.toString(), clock.instant());
            var answer = routes.contacts(books()).handle(call, List.of("contacts"));
            if (answer.status() != 201) {
                throw new IllegalArgumentException(answer.body());
            }
            return List.copyOf(books().contacts.keySet()).get(books().contacts.size() - 1);
        });
    }

    public void archiveContact(String id) {
        change(books -> kept(books.contacts, id).put("archived", true));
    }

    public List<JsonNode> contacts() {
        return locked(() -> copies(books().contacts.values()));
    }

    /** All invoices, drafts and credit notes too, oldest first. */
    public List<JsonNode> invoices() {
        return locked(() -> copies(books().invoices.values()));
    }

    /** One invoice. @throws IllegalArgumentException when it isn't there */
    public JsonNode invoice(String id) {
        return locked(() -> stored(id).deepCopy());
    }

    /** Invoices with this reference, oldest first. */
    public List<JsonNode> invoicesWith(String reference) {
        return invoices().stream()
                .filter(invoice -> invoice.path("reference").asText().equals(reference))
                .toList();
    }

    /** Somebody makes a draft like this invoice, with the same reference. */
    public void copyInvoice(String invoiceId) {
        change(books -> {
            var copy = stored(invoiceId).deepCopy();
            copy.put("id", books.newId())
                    .put("state", "draft")
                    .putNull("invoice_id")
                    .putNull("sent_at");
            copy.putArray("payments");
            MoneybirdAdministration.put(books.invoices, copy);
        });
    }

    /** Every e-mail that went out, repeats too. */
    public List<Mail> mails() {
        return locked(() -> List.copyOf(books().mails));
    }

    /** Money comes in by bank and is linked to the invoice. */
    public void pay(String invoiceId, String amount, LocalDate on) {
        change(books -> routes.invoices(books)
                .payments()
                .pay(stored(invoiceId), new BigDecimal(amount), on, null)
                .put("financial_mutation_id", books.newId()));
    }

    /** Somebody ticks "paid" by hand: a payment that says nothing about where it came from. */
    public void payByHand(String invoiceId, String amount, LocalDate on) {
        change(books -> routes.invoices(books).payments().pay(stored(invoiceId), new BigDecimal(amount), on, null));
    }

    /** The last payment of an invoice is taken back. */
    public void removeLastPayment(String invoiceId) {
        change(books -> {
            var payments = stored(invoiceId).path("payments");
            routes.invoices(books)
                    .payments()
                    .remove(
                            stored(invoiceId),
                            payments.get(payments.size() - 1).path("id").asText());
        });
    }

    /** A credit note for the whole invoice is made, sent and settled; answers its id. */
    public String credit(String invoiceId) {
        return locked(() -> {
            act("PATCH", invoiceId, "duplicate_creditinvoice", "");
            var id = List.copyOf(books().invoices.keySet()).get(books().invoices.size() - 1);
            act("PATCH", id, "send_invoice", "{\"sales_invoice_sending\":{\"delivery_method\":\"Manual\"}}");
            act("PATCH", id, "register_payment_creditinvoice", "");
            return id;
        });
    }

    /** Somebody sends the draft from the web app. */
    public void sendByHand(String invoiceId) {
        locked(() -> act("PATCH", invoiceId, "send_invoice", ""));
    }

    public void writeOff(String invoiceId) {
        locked(() -> act(
                "PATCH",
                invoiceId,
                "mark_as_uncollectible",
                "{\"uncollectible_date\":\"" + books().today() + "\",\"book_method\":\"revenue\"}"));
    }

    /** Lets the clock's time work: open invoices become late, workflows remind. */
    public void passTime() {
        change(books -> routes.invoices(books).payments().passTime());
    }

    /** Everything gets a 429 for so long. */
    public void limitFor(Duration time) {
        change(books -> quota.limitedUntil(clock.instant().plus(time)));
    }

    /** Calls per five minutes; 150 unless told. */
    public void limit(int calls) {
        change(books -> quota.limit(calls));
    }

    /** The free plan's invoices of this month are used up. */
    public void reachPlanLimit(boolean reached) {
        change(books -> books.planLimitReached = reached);
    }

    /** Whether the sender's address was verified; it is unless told. */
    public void senderVerified(boolean verified) {
        change(books -> books.senderVerified = verified);
    }

    public void suspend(boolean suspended) {
        change(books -> books.suspended = suspended);
    }

    /** How long a new invoice stays out of lists and look-ups; zero unless told. */
    public void searchLag(Duration lag) {
        change(books -> routes.invoices(books).searchLag(lag));
    }

    /** Whether a payment by credit note names the credit note (unverified of the vendor); it does unless told. */
    public void tellsCreditInvoice(boolean tells) {
        change(books -> books.tellsCreditInvoice = tells);
    }

    /** VAT rounded per line instead of per rate (unverified of the vendor). */
    public void roundsPerLine(boolean perLine) {
        change(books -> books.roundsPerLine = perLine);
    }

    /**
     * A webhook, as one call to the API makes it but without the call to the URL.
     *
     * @return {@code secret} and {@code token}, as the vendor tells them
     */
    public JsonNode addWebhook(URI url, String... events) {
        return locked(() -> {
            var enabled = MoneybirdJson.array();
            List.of(events).forEach(enabled::add);
            return routes.webhooks(books()).add(url, enabled).deepCopy();
        });
    }

    /** Every push that waits, signed now, for a test that hands them to a pipeline itself. */
    public List<WebhookRequest> takeWebhooks() {
        return locked(() -> routes.webhooks(books()).take());
    }

    /** Posts every push that is due; answers how many got a 200. Others are tried again later, ten times. */
    public int deliverWebhooks() {
        return locked(() -> routes.webhooks(books()).deliver());
    }

    /** Header value for a body of one's own: {@code t=…,v1=…}. */
    public static String signature(String secret, long epochSeconds, String body) {
        return "t=" + epochSeconds + ",v1=" + MoneybirdWebhooks.sign(secret, epochSeconds, body);
    }

    private MoneybirdAdministration books() {
        return routes.books(ADMINISTRATION);
    }

    private void change(Consumer<MoneybirdAdministration> change) {
        locked(() -> {
            change.accept(books());
            return true;
        });
    }

    private Answer act(String method, String invoiceId, String what, String body) {
        var call = new Call(method, URI.create("/sales_invoices"), Map.of(), body, clock.instant());
        var answer = routes.invoices(books()).handle(call, List.of("sales_invoices", invoiceId, what));
        if (answer.status() >= 300) {
            throw new IllegalArgumentException(answer.body());
        }
        return answer;
    }

    private ObjectNode stored(String id) {
        return kept(books().invoices, id);
    }

    private static ObjectNode kept(Map<String, ObjectNode> records, String id) {
        var node = records.get(id);
        if (node == null) {
            throw new IllegalArgumentException("Moneybird has no record " + id);
        }
        return node;
    }

    private static String named(Iterable<ObjectNode> records, String name) {
        for (ObjectNode node : records) {
            if (node.path("name").asText().equals(name)) {
                return node.path("id").asText();
            }
        }
        throw new IllegalArgumentException("Moneybird has no " + name);
    }

    private static List<JsonNode> copies(Iterable<ObjectNode> records) {
        var copies = new ArrayList<JsonNode>();
        records.forEach(node -> copies.add(node.deepCopy()));
        return copies;
    }
}
