package nl.factuurstroom.testkit.simulator;

import static nl.factuurstroom.testkit.simulator.PipedriveRecords.DEAL;
import static nl.factuurstroom.testkit.simulator.PipedriveRecords.ORGANIZATION;
import static nl.factuurstroom.testkit.simulator.PipedriveRecords.PERSON;
import static nl.factuurstroom.testkit.simulator.PipedriveRecords.PRODUCT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.annotation.Nullable;
import nl.factuurstroom.trigger.WebhookRequest;

/**
 * One Pipedrive company, stateful, over real HTTP: deals with products, tax methods and discounts, organizations, persons,
 * field lists, notes, API v2 and the parts of v1 that have no v2, limits in tokens and bursts, webhooks v2 and v1.
 *
 * <p>It plays the vendor's habits: ids that don't exist or can't be seen are left out of lists without a word, archived
 * deals too; custom fields go by hashes; a deal created as won has no update time; a {@code value} sent for a deal with
 * products empties it; webhooks are repeated with the same id, and silenced after ten failures.
 */
public final class PipedriveSimulator extends VendorSimulator {

    /** The API token that it accepts until {@link #revokeTokens()}. */
    public static final String API_TOKEN = "0123456789abcdef0123456789abcdef01234567";

    /** The OAuth client that it knows. */
    public static final String CLIENT_ID = "8d7e6c5b4a39281f";

    /** And its secret. */
    public static final String CLIENT_SECRET = "example-client-secret";

    /** The refresh token that it accepts at first. */
    public static final String REFRESH_TOKEN = "1:1:example-refresh-token";

    /** The company's id, as in webhooks and {@code users/me}. */
    public static final String COMPANY_ID = "8087566";

    static final long USER = 12094821;
    static final long SELLER = 12415231;

    /** A webhook on its way. The body's {@code meta.id} stays the same over all attempts. */
    public record Delivery(long webhookId, URI url, Map<String, List<String>> headers, String body, int attempt) {

        /** As our side receives it. */
        public WebhookRequest request() {
            return WebhookRequest.of("POST", url, headers, body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private final PipedriveHabits habits = new PipedriveHabits();
    private final PipedriveRecords records;
    private final PipedriveWebhooks webhooks;
    private final PipedriveLimits limits;
    private final PipedriveOAuth oauth;
    private final PipedriveEndpoints endpoints;
    private final HttpClient client = HttpClient.newHttpClient();

    /** Listens on a free port of the loopback address. */
    public PipedriveSimulator(Clock clock) {
        this(clock, 0);
    }

    /** Listens on the given port of the loopback address. */
    @SuppressWarnings("this-escape")
    public PipedriveSimulator(Clock clock, int port) {
        super(clock, port);
        this.records = new PipedriveRecords(clock, habits);
        this.webhooks = new PipedriveWebhooks(clock, COMPANY_ID);
        this.limits = new PipedriveLimits(clock, habits);
        this.oauth = new PipedriveOAuth(clock, habits);
        this.endpoints = new PipedriveEndpoints(clock, this, records, webhooks);
    }

    @Override
    protected Answer handle(Call call) {
        if (call.path().startsWith("/oauth/token")) {
            return oauth.token(call);
        }
        if (!oauth.knows(call)) {
            return PipedriveOAuth.refusal();
        }
        var refusal = limits.refusal(call);
        return refusal != null ? refusal : limits.withHeaders(endpoints.answer(call));
    }

    // -- records ------------------------------------------------------------------------------------------------------

    /** Adds an organization; the JSON overrides the defaults, {@code id} included. Returns its id. */
    public long addOrganization(String json) {
        return add(ORGANIZATION, () -> records.template("Voorbeeld Bouw B.V.").putNull("address"), json);
    }

    /** Adds a person. Returns its id. */
    public long addPerson(String json) {
        return add(
                PERSON,
                () -> {
                    var person = records.template("Anna de Vries")
                            .put("first_name", "Anna")
                            .put("last_name", "de Vries");
                    person.putNull("org_id").putArray("emails");
                    person.putArray("phones");
                    return person;
                },
                json);
    }

    /** Adds a product of the catalogue, with {@code code}, {@code unit} and custom fields. Returns its id. */
    public long addProduct(String json) {
        return add(PRODUCT, () -> records.template("Advies").putNull("code").putNull("unit"), json);
    }

    /** Adds a deal and tells it to the webhooks. An open one unless the JSON says otherwise. Returns its id. */
    public long addDeal(String json) {
        return locked(() -> {
            var deal = records.add(DEAL, records.dealTemplate(), json);
            happened("create", deal, null, deal.deepCopy(), SELLER, null, null);
            return deal.get("id").asLong();
        });
    }

    private long add(String kind, Supplier<ObjectNode> template, String json) {
        return locked(() -> records.add(kind, template.get(), json).get("id").asLong());
    }

    /** Adds a custom field to deals, organizations, persons or products. Returns its 40-character code. */
    public String addField(String kind, String name, String type, String... options) {
        return locked(() -> records.addField(kind, name, type, List.of(options))
                .get("field_code")
                .asText());
    }

    /** Adds an option to a field. Returns its id, as {@link #fill} takes it. */
    public String addOption(String kind, String fieldCode, String label) {
        return locked(() -> records.addOption(kind, fieldCode, label));
    }

    /** The id of an option, as {@link #fill} takes it. */
    public String optionId(String kind, String fieldCode, String label) {
        return locked(() -> records.optionId(kind, fieldCode, label));
    }

    /** Fills a custom field of a record, as a user would. */
    public void fill(String kind, long id, String fieldCode, String jsonValue) {
        locked(() -> {
            var value = PipedriveRecords.object("{\"v\":" + jsonValue + "}").get("v");
            if (kind.equals(DEAL)) {
                change(id, SELLER, deal -> ((ObjectNode) deal.get("custom_fields")).set(fieldCode, value));
            } else {
                ((ObjectNode) records.get(kind, id).get("custom_fields")).set(fieldCode, value);
            }
            return true;
        });
    }

    /** A record as it stands: {@code record("deal", 812)}. */
    public JsonNode record(String kind, long id) {
        return locked(() -> records.get(kind, id).deepCopy());
    }

    /** Custom fields of deals by name, to see what was created. */
    public List<String> dealFieldNames() {
        return locked(() -> records.fieldsOf(DEAL).values().stream()
                .map(field -> field.get("field_name").asText())
                .toList());
    }

    /** What a deal shows in a custom field, by the field's name; options by their label. Empty while it has none. */
    public Optional<String> shown(long dealId, String fieldName) {
        return locked(() -> records.shown(dealId, fieldName));
    }

    /** Adds a line to a deal and works its sum out, unless the JSON gives one. Returns the line's id. */
    public long addLine(long dealId, String json) {
        return locked(() -> records.lines().add(dealId, json));
    }

    /** Changes a line; the deal's update time stays, as the vendor doesn't promise that it moves. */
    public void editLine(long lineId, String json) {
        locked(() -> {
            records.lines().edit(lineId, json);
            return true;
        });
    }

    /** Adds a discount on the whole deal: {@code percentage} or {@code amount}. */
    public void addDiscount(long dealId, String type, String amount, String description) {
        locked(() -> {
            records.lines().addDiscount(dealId, type, amount, description);
            return true;
        });
    }

    /** The text of every note on a deal. */
    public List<String> notes(long dealId) {
        return locked(() -> records.notes().values().stream()
                .filter(note -> note.get("deal_id").asLong() == dealId)
                .map(note -> note.get("content").asText())
                .toList());
    }

    // -- what happens to a deal ---------------------------------------------------------------------------------------

    /** Sets the status to won, now. */
    public void win(long dealId) {
        edit(dealId, deal -> {
            deal.put("status", "won").put("won_time", records.now()).put("close_time", records.now());
            if (!deal.hasNonNull("first_won_time")) {
                deal.put("first_won_time", records.now());
            }
        });
    }

    /** Sets a won deal back to open. */
    public void reopen(long dealId) {
        edit(dealId, deal -> deal.put("status", "open").putNull("won_time").putNull("close_time"));
    }

    /** Changes fields of a deal; a {@code value} given here stays, whatever the lines say. */
    public void edit(long dealId, String json) {
        var changes = PipedriveRecords.object(json);
        edit(dealId, deal -> {
            if (changes.has("value")) {
                records.lines().valueByHand(dealId);
            }
            deal.setAll(changes);
        });
    }

    private void edit(long dealId, Consumer<ObjectNode> edit) {
        locked(() -> {
            change(dealId, SELLER, edit);
            return true;
        });
    }

    /** Archives a deal: lists leave it out from now on. */
    public void archive(long dealId) {
        edit(dealId, deal -> deal.put("is_archived", true).put("archive_time", records.now()));
    }

    /** Deletes a deal. */
    public void delete(long dealId) {
        locked(() -> delete(dealId, null));
    }

    /** Merges one deal into another: the first is deleted, the second changes. */
    public void merge(long dealId, long survivorId) {
        locked(() -> {
            delete(dealId, survivorId);
            var survivor = records.get(DEAL, survivorId);
            var before = survivor.deepCopy();
            survivor.put("update_time", records.now());
            happened("change", survivor, before, survivor.deepCopy(), SELLER, null, dealId);
            return true;
        });
    }

    private boolean delete(long dealId, @Nullable Long mergedTo) {
        var deal = records.get(DEAL, dealId);
        var before = deal.deepCopy();
        deal.put("is_deleted", true).put("status", "deleted").put("update_time", records.now());
        happened("delete", deal, before, null, SELLER, mergedTo, null);
        return true;
    }

    /** The record exists but our user may not see it: absent everywhere, without an error. */
    public void hide(String kind, long id) {
        locked(() -> records.hide(kind, id));
    }

    /** Our user may see the record again. */
    public void show(String kind, long id) {
        locked(() -> records.show(kind, id));
    }

    void change(long dealId, long userId, Consumer<ObjectNode> edit) {
        var deal = records.get(DEAL, dealId);
        var before = deal.deepCopy();
        edit.accept(deal);
        deal.put("update_time", records.now());
        happened("change", deal, before, deal.deepCopy(), userId, null, null);
    }

    private void happened(
            String action,
            ObjectNode deal,
            @Nullable ObjectNode before,
            @Nullable ObjectNode after,
            long userId,
            @Nullable Long mergedTo,
            @Nullable Long mergedFrom) {
        webhooks.happened(new PipedriveChange(
                records.nextId(),
                action,
                deal.get("id").asLong(),
                before,
                after,
                userId,
                records.fieldsOf(DEAL),
                mergedTo,
                mergedFrom));
    }

    // -- webhooks -----------------------------------------------------------------------------------------------------

    /** Subscribes to everything that happens to deals. Version {@code 2.0} or {@code 1.0}. Returns the webhook's id. */
    public long subscribe(URI url, String version, String user, String password) {
        var wanted = PipedriveRecords.JSON.createObjectNode();
        wanted.put("subscription_url", url.toString()).put("event_action", "*").put("event_object", "deal");
        wanted.put("name", "Invoicing").put("version", version);
        wanted.put("http_auth_user", user).put("http_auth_password", password);
        return locked(() -> {
            long id = records.nextId();
            webhooks.subscribe(id, wanted);
            return id;
        });
    }

    /** Takes the deliveries that are due, without sending them: for tests that hand them over themselves. */
    public List<Delivery> takeDeliveries() {
        return locked(webhooks::takeDue);
    }

    /** Sends what is due over HTTP, one after the other; what fails comes again later. Returns the statuses. */
    public List<Integer> deliverDue() {
        return takeDeliveries().stream().map(this::deliver).toList();
    }

    private int deliver(Delivery delivery) {
        int status = PipedriveWebhooks.send(client, delivery);
        settle(delivery, status);
        return status;
    }

    /** Tells how a delivery that was taken ended; 0 for no answer in ten seconds. */
    public void settle(Delivery delivery, int status) {
        locked(() -> {
            webhooks.settled(delivery, status);
            return true;
        });
    }

    // -- habits and limits --------------------------------------------------------------------------------------------

    /** What may be set about its behaviour. */
    public PipedriveHabits habits() {
        return habits;
    }

    /** The server's midnight: all tokens are there again. */
    public void newDay() {
        locked(() -> {
            limits.newDay();
            return true;
        });
    }

    /** Cloudflare's wall goes away. */
    public void unblock() {
        locked(() -> {
            limits.unblock();
            return true;
        });
    }

    /** Tokens spent today. */
    public long tokensSpent() {
        return locked(limits::spent);
    }

    /** From now on neither our token nor our refresh token is worth anything. */
    public void revokeTokens() {
        locked(() -> {
            oauth.revoke();
            return true;
        });
    }

    ObjectNode user() {
        var user = PipedriveRecords.JSON.createObjectNode();
        user.put("id", USER).put("name", "Koppeling").put("email", "koppeling@example.nl");
        user.put("default_currency", "EUR").put("active_flag", true).put("timezone_name", "Europe/Amsterdam");
        user.putArray("access").addObject().put("app", "sales").put("admin", true);
        user.put("company_id", Long.parseLong(COMPANY_ID)).put("company_name", "Voorbeeld Verkoop B.V.");
        user.put("company_domain", "voorbeeld").put("company_country", "NL");
        return user;
    }
}
