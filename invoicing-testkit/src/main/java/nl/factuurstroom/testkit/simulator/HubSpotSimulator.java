package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.annotation.Nullable;

/**
 * A HubSpot account over real HTTP, version 2026-09 of the API, with the habits that the vendor is known for: values are
 * text, only asked properties come back, batches answer 207 when a part fails, search lags, merged records answer under a
 * new id, limits roll. The test sets up the account and decides when webhooks are sent.
 *
 * <pre>{@code
 * HubSpotSimulator hubSpot = new HubSpotSimulator(clock);
 * hubSpot.company("501").name("Voorbeeld Bouw B.V.").set("vat_number", "NL123456782B90");
 * hubSpot.deal("987").company("501").line("Consultancy", "4", "137.50").stage("closedwon");
 * WebhookRequest request = hubSpot.webhook().dealStage("987", "closedwon").build().request(clock.instant());
 * }</pre>
 */
public final class HubSpotSimulator extends VendorSimulator {

    /** The portal's id. */
    public static final long PORTAL = 25_012_345L;

    /** The token that calls must carry. */
    public static final String TOKEN = "pat-eu1-simulated";

    /** The secret that signs webhooks. */
    public static final String SECRET = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";

    /** Where webhooks go unless said otherwise. */
    public static final URI PUBLIC_URL = URI.create("https://invoicing.example.nl/webhooks/hubspot");

    private final HubSpotDeliveries deliveries = new HubSpotDeliveries();
    private final HubSpotStore store;
    private final HubSpotRoutes routes;
    private @Nullable URI subscriber;
    private URI publicUrl = PUBLIC_URL;

    /** Listens on a free port of the loopback address. */
    public HubSpotSimulator(Clock clock) {
        this(clock, 0);
    }

    /** Listens on the given port of the loopback address. */
    public HubSpotSimulator(Clock clock, int port) {
        super(clock, port);
        this.store = new HubSpotStore(clock, new HubSpotSchema(), deliveries);
        this.routes = new HubSpotRoutes(store);
    }

    @Override
    protected Answer handle(Call call) {
        return routes.answer(call);
    }

    /** The deal with this id; created, open and without lines, when there is none. */
    public HubSpotDeal deal(String id) {
        return locked(() -> {
            var row = store.find("deals", id).orElseGet(() -> {
                var created = store.create("deals", id);
                store.change(created, deal -> {
                    deal.put("dealname", "Deal " + id);
                    deal.put("pipeline", "default");
                    deal.put("dealstage", "appointmentscheduled");
                    deal.put("deal_currency_code", "EUR");
                });
                return created;
            });
            return new HubSpotDeal(this, store, row);
        });
    }

    /** The company with this id; created with a name and an address in Utrecht when there is none. */
    public HubSpotRecord company(String id) {
        return locked(() ->
                new HubSpotRecord(this, store, store.find("companies", id).orElseGet(() -> {
                    var created = store.create("companies", id);
                    store.change(created, company -> {
                        company.put("name", "Bedrijf " + id + " B.V.");
                        company.put("address", "Voorbeeldstraat 12");
                        company.put("zip", "3511 AB");
                        company.put("city", "Utrecht");
                        company.put("country", "Netherlands");
                    });
                    return created;
                })));
    }

    /** The contact with this id; created with a name and an e-mail address when there is none. */
    public HubSpotRecord contact(String id) {
        return locked(() ->
                new HubSpotRecord(this, store, store.find("contacts", id).orElseGet(() -> {
                    var created = store.create("contacts", id);
                    store.change(created, contact -> {
                        contact.put("firstname", "Anna");
                        contact.put("lastname", "de Vries");
                        contact.put("email", "contact" + id + "@example.nl");
                    });
                    return created;
                })));
    }

    /** Takes over recorded answers: records, batches, pipelines, tax rates, or sections of these by name. */
    public void load(JsonNode recorded) {
        locked(() -> {
            new HubSpotLoader(store).load(recorded);
            return this;
        });
    }

    /** Merges two deals into a new one, as HubSpot does; whoever subscribed hears of it. */
    public HubSpotDeal mergeDeals(String primaryId, String mergedId) {
        return locked(() -> new HubSpotDeal(this, store, store.merge("deals", primaryId, mergedId)));
    }

    /** Adds a stage. */
    public HubSpotSimulator stage(String pipeline, String id, String probability, boolean closed) {
        return setting(() -> store.schema.stage(pipeline, id, probability, closed));
    }

    /**
     * Adds a property.
     *
     * @param objectType {@code deals}, {@code companies}, …
     * @param type string, number, date, datetime, bool or enumeration
     * @param options the allowed values of an enumeration
     */
    public HubSpotSimulator property(String objectType, String name, String type, String... options) {
        return setting(() -> store.schema.define(
                objectType, new HubSpotSchema.Property(name, name, type, "text", List.of(options), false)));
    }

    /** Whether a property is defined. */
    public boolean hasProperty(String objectType, String name) {
        return locked(() -> store.schema.property(objectType, name) != null);
    }

    /** Adds a tax rate. */
    public HubSpotSimulator taxRate(String id, String label, int percentage) {
        return setting(() -> store.schema.taxRate(HubSpotAnswers.object()
                .put("id", id)
                .put("name", label)
                .put("label", label)
                .put("percentageRate", percentage)
                .put("active", true)));
    }

    /** Sets the account's own currency. Defaults to EUR. */
    public HubSpotSimulator companyCurrency(String code) {
        return setting(() -> routes.companyCurrency = code);
    }

    /** How long search doesn't see a change. Defaults to zero. */
    public HubSpotSimulator searchLag(Duration lag) {
        return setting(() -> routes.search.lag = lag);
    }

    /** Calls per ten seconds, searches per second, calls per day; 0 switches one off. Defaults to 100, 5 and 250 000. */
    public HubSpotSimulator limits(int perTenSeconds, int searchesPerSecond, int perDay) {
        return setting(() -> {
            routes.limits.perTenSeconds = perTenSeconds;
            routes.limits.searchesPerSecond = searchesPerSecond;
            routes.limits.perDay = perDay;
        });
    }

    /** Refuses the token from now on. */
    public HubSpotSimulator refuseCredentials() {
        return setting(() -> routes.credentialsRefused = true);
    }

    /** Takes a scope away from the token: {@code crm.objects.deals.write}. */
    public HubSpotSimulator withoutScope(String scope) {
        return setting(() -> routes.missingScopes.add(scope));
    }

    /** Whether one bad input makes a whole batch update fail with 400, instead of a 207. Defaults to false. */
    public HubSpotSimulator oneSpoilsTheBatch(boolean spoils) {
        return setting(() -> routes.writes.oneSpoilsAll = spoils);
    }

    /** For {@link #failNext}: the account is locked for two seconds after heavy writing. */
    public static Fault lockedForAMoment() {
        return Fault.status(423, "");
    }

    /** For {@link #failNext}: the account moves to another data centre. */
    public static Fault moving(Duration retryAfter) {
        return Fault.status(477, "", Map.of("Retry-After", List.of(Long.toString(retryAfter.toSeconds()))));
    }

    /** How many associations of one record come at once. Defaults to 500. */
    public HubSpotSimulator associationPage(int size) {
        return setting(() -> routes.associations.pageSize = size);
    }

    /** An empty delivery of this account, to be filled and signed. */
    public HubSpotWebhooks webhook() {
        return new HubSpotWebhooks(clock, PORTAL, SECRET, publicUrl);
    }

    /**
     * From now on, what happens to deals waits to be delivered.
     *
     * @param signedFor the public address that is signed
     * @param listensAt where the receiver really listens
     */
    public HubSpotSimulator subscribe(URI signedFor, URI listensAt) {
        return setting(() -> {
            publicUrl = signedFor;
            subscriber = listensAt;
            deliveries.subscribe();
        });
    }

    /** Events that wait to be delivered, again or for the first time. */
    public int waitingEvents() {
        return deliveries.waiting();
    }

    /** Sends all that waits, unordered, waiting five seconds for each answer; what failed waits again. */
    public List<Integer> deliver() {
        return deliver(HubSpotWebhook.ANSWER_LIMIT);
    }

    /** The same with another limit for the answer. */
    public List<Integer> deliver(Duration answerLimit) {
        var target = Optional.ofNullable(subscriber).orElseThrow(() -> new IllegalStateException("nobody subscribed"));
        return deliveries.deliver(this::webhook, target, answerLimit);
    }

    private HubSpotSimulator setting(Runnable change) {
        Supplier<HubSpotSimulator> whole = () -> {
            change.run();
            return this;
        };
        return locked(whole);
    }
}
