package nl.factuurstroom.connector.hubspot;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.AccountId;
import nl.factuurstroom.account.CallBudget;
import nl.factuurstroom.account.Connected;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.connector.support.AccountConnection;
import nl.factuurstroom.connector.support.VendorTrigger;
import nl.factuurstroom.followup.CrmUpdater;
import nl.factuurstroom.trigger.Receipt;
import nl.factuurstroom.trigger.Trigger;
import nl.factuurstroom.trigger.WebhookRequest;
import nl.factuurstroom.trigger.WebhookSource;

/**
 * One HubSpot account: where deals are won, and where their invoices are shown. Immutable but for what it learns from the
 * account; thread-safe.
 *
 * <pre>{@code
 * HubSpot hubSpot = HubSpot.of(HubSpotSettings.builder().accessToken(token).clientSecret(secret).build());
 * InvoicingPipeline.builder().trigger(hubSpot.dealWon()).crmUpdater(hubSpot.crmUpdater()) …
 * pipeline.receive(hubSpot, request);
 * }</pre>
 */
public final class HubSpot implements WebhookSource, Connected {

    /** Its name in a pipeline, and the source of its sales. */
    public static final String NAME = "hubspot";

    private final HubSpotSettings settings;
    private final AccountId account;
    private final AccountConnection connection = new AccountConnection();
    private final AtomicBoolean writes = new AtomicBoolean();
    private final HubSpotApi api;
    private final HubSpotPortal portal;
    private final HubSpotStages stages;
    private final HubSpotEvents events;
    private final HubSpotSetup setup;
    private final HubSpotTaxRates taxRates;

    private HubSpot(HubSpotSettings settings) {
        this.settings = settings;
        this.account = new AccountId(NAME, settings.portalId == null ? "default" : settings.portalId);
        this.api = new HubSpotApi(settings, connection);
        ;
        this.portal = new HubSpotPortal(api, settings.portalId);
        this.stages = new HubSpotStages(api, connection.clock(), settings);
        this.events = new HubSpotEvents(portal, stages, settings);
        this.setup = new HubSpotSetup(api, settings, connection.clock());
        this.taxRates = new HubSpotTaxRates(api, connection.clock());
    }

    /**
     * An account used with all defaults. No I/O.
     *
     * @param accessToken token of a service key or app
     * @param clientSecret the app's, with which webhooks are signed
     */
    public static HubSpot of(String accessToken, String clientSecret) {
        return of(HubSpotSettings.builder()
                .accessToken(accessToken)
                .clientSecret(clientSecret)
                .build());
    }

    /** An account used as the settings say. No I/O. */
    public static HubSpot of(HubSpotSettings settings) {
        return new HubSpot(settings);
    }

    /** Announces and reads won deals. Webhooks of it may be handed to the pipeline as its own or as this object's. */
    public Trigger dealWon() {
        var mapper = new HubSpotMapper(settings, new HubSpotLines(settings, taxRates::percentage), portal::currency);
        return VendorTrigger.of(
                this,
                new HubSpotSaleReader(api, portal, stages, mapper, settings),
                new HubSpotCatchUp(api, portal, settings, connection.clock()));
    }

    /** Shows on the deals how their invoices fare. */
    public CrmUpdater crmUpdater() {
        writes.set(true);
        var notes = settings.paidNote == null ? null : new HubSpotNotes(api, settings.paidNote, connection.clock());
        return new HubSpotCrmUpdater(this, api, portal, setup, notes);
    }

    /**
     * Creates the deal properties that {@link #crmUpdater()} writes and that the account doesn't have. May be repeated. The
     * token needs the scopes {@code crm.schemas.deals.read} and {@code crm.schemas.deals.write}.
     *
     * @return internal names of those created now
     * @throws nl.factuurstroom.error.InvoicingException when HubSpot refuses or can't be reached
     */
    public List<String> createProperties() {
        return setup.create();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Receipt receive(WebhookRequest request) {
        return HubSpotSignature.fault(request, settings)
                .<Receipt>map(why -> new Receipt.Refused(401, why))
                .orElseGet(() -> events.read(request));
    }

    @Override
    public AccountId account() {
        return account;
    }

    @Override
    public void connect(AccountContext context) {
        connection.connect(context);
    }

    @Override
    public List<Finding> check() {
        return new HubSpotDoctor(api, portal, stages, setup, settings).check(writes.get());
    }

    @Override
    public List<CallBudget> budgets() {
        return settings.limitPer10Seconds == 0
                ? List.of()
                : List.of(new CallBudget(HubSpotErrors.BUDGET, settings.limitPer10Seconds, Duration.ofSeconds(10)));
    }

    @Override
    public String toString() {
        return "HubSpot[" + account + "]";
    }
}
