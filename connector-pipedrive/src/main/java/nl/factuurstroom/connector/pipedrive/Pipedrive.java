package nl.factuurstroom.connector.pipedrive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.AccountId;
import nl.factuurstroom.account.CallBudget;
import nl.factuurstroom.account.Connected;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.connector.support.AccountConnection;
import nl.factuurstroom.connector.support.Sleeper;
import nl.factuurstroom.connector.support.VendorTrigger;
import nl.factuurstroom.followup.CrmUpdater;
import nl.factuurstroom.trigger.Receipt;
import nl.factuurstroom.trigger.Trigger;
import nl.factuurstroom.trigger.WebhookRequest;
import nl.factuurstroom.trigger.WebhookSource;

/**
 * A Pipedrive company: a source of sales, and told afterwards how they fare. One instance serves all parts; thread-safe.
 *
 * <pre>{@code
 * Pipedrive pipedrive = Pipedrive.of(
 *         PipedriveSettings.builder().apiToken(token).webhookAuth("pipedrive", password).build());
 * builder.trigger(pipedrive.dealWon()).crmUpdater(pipedrive.crmUpdater());
 * WebhookResponse response = pipeline.receive(pipedrive, request);
 * }</pre>
 */
public final class Pipedrive implements WebhookSource, Connected {

    /** Its name in a pipeline, and the source of its sales. */
    public static final String NAME = "pipedrive";

    private static final Duration BURST_WINDOW = Duration.ofSeconds(2);
    private static final int CONCURRENT_CALLS = 4;

    private final PipedriveSettings settings;
    private final AccountConnection connection = new AccountConnection();
    private final PipedriveSignature signature;
    private final PipedriveEvents events;
    private final PipedriveSetup setup;
    private final PipedriveDoctor doctor;
    private final AtomicBoolean writes = new AtomicBoolean();
    private final Trigger dealWon;
    private final CrmUpdater crmUpdater;

    private Pipedrive(PipedriveSettings settings, Sleeper sleeper, LongSupplier nanoTime) {
        this.settings = settings;
        var api = new PipedriveApi(settings, connection, sleeper, nanoTime);
        var clock = connection.clock();
        var company = new PipedriveCompany(api, settings.companyId);
        var fields = new PipedriveFields(settings, api, clock);
        this.setup = new PipedriveSetup(settings, api, fields);
        var catalogue = new PipedriveCatalogue(api, fields, clock);
        this.signature = new PipedriveSignature(settings);
        this.events = new PipedriveEvents(company, fields);
        this.doctor = new PipedriveDoctor(settings, api, company, fields, setup);
        this.dealWon = VendorTrigger.of(
                this,
                new PipedriveSaleReader(settings, api, company, fields, catalogue),
                new PipedriveCatchUp(settings, api, company, clock));
        this.crmUpdater = new PipedriveCrmUpdater(this, api, fields, setup, new PipedriveNotes(settings, api), company);
    }

    /** A company with these settings. No I/O. */
    public static Pipedrive of(PipedriveSettings settings) {
        return new Pipedrive(settings, Sleeper.real(), System::nanoTime);
    }

    /** With waits and monotonic time that a test decides on. */
    static Pipedrive of(PipedriveSettings settings, Sleeper sleeper, LongSupplier nanoTime) {
        return new Pipedrive(settings, sleeper, nanoTime);
    }

    /** Sales from deals that were won. Brings its reader and the catch-up poll. */
    public Trigger dealWon() {
        return dealWon;
    }

    /** Writes invoice number, status, amount paid and day of payment to the deal, and a note if one is configured. */
    public CrmUpdater crmUpdater() {
        writes.set(true);
        return crmUpdater;
    }

    /**
     * Creates the custom fields that {@link #crmUpdater()} writes and that the account doesn't have. May be repeated. A token
     * of an administrator is needed, or the scope {@code deal-fields:full}.
     *
     * @return names of those created now
     * @throws nl.factuurstroom.error.InvoicingException when Pipedrive refuses or can't be reached
     */
    public List<String> createProperties() {
        return setup.create();
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Takes webhooks of version 2 and 1, told apart by their shape. */
    @Override
    public Receipt receive(WebhookRequest request) {
        return signature
                .refusal(request)
                .<Receipt>map(why -> new Receipt.Refused(401, why))
                .orElseGet(() -> events.read(request));
    }

    @Override
    public AccountId account() {
        return new AccountId(NAME, settings.companyId == null ? "default" : settings.companyId);
    }

    @Override
    public void connect(AccountContext context) {
        connection.connect(context);
    }

    @Override
    public List<Finding> check() {
        return doctor.check(writes.get());
    }

    /**
     * Pipedrive counts tokens a day and requests in a rolling window; the engine counts calls in fixed ones. So the day is in
     * calls of five tokens, dear calls being reported as several, and half of the burst fits a window, for two windows can
     * meet in a rolling one.
     */
    @Override
    public List<CallBudget> budgets() {
        var budgets = new ArrayList<CallBudget>();
        if (settings.limitPer2Seconds > 0) {
            budgets.add(new CallBudget("two-seconds", Math.max(1, settings.limitPer2Seconds / 2), BURST_WINDOW));
        }
        if (settings.tokensPerDay > 0) {
            int calls = Math.max(1, settings.tokensPerDay / PipedriveErrors.TOKENS_PER_CALL);
            budgets.add(new CallBudget(PipedriveErrors.DAY, calls, Duration.ofDays(1)));
        }
        return budgets;
    }

    @Override
    public int maxConcurrentCalls() {
        return CONCURRENT_CALLS;
    }

    @Override
    public String toString() {
        return "Pipedrive[" + account() + "]";
    }
}
