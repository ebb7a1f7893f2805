package nl.factuurstroom.connector.stripe;

import java.time.Duration;
import java.util.List;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.AccountId;
import nl.factuurstroom.account.CallBudget;
import nl.factuurstroom.account.Connected;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.connector.support.AccountConnection;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.trigger.Receipt;
import nl.factuurstroom.trigger.Trigger;
import nl.factuurstroom.trigger.WebhookRequest;
import nl.factuurstroom.trigger.WebhookSource;

/**
 * Stripe as a source of sales: one account, one mode.
 *
 * <pre>{@code
 * Stripe stripe = Stripe.of(StripeSettings.builder().apiKey(key).webhookSecrets(secret).build());
 * InvoicingPipeline.builder().trigger(stripe.paymentSucceeded()) …
 * pipeline.receive(stripe, request);
 * }</pre>
 *
 * <p>Thread-safe. Nothing is written at Stripe.
 */
public final class Stripe implements WebhookSource, Connected {

    static final String NAME = "stripe";

    private final StripeSettings settings;
    private final AccountConnection connection = new AccountConnection();
    private final StripeApi api;
    private final StripeEvents events;
    private final StripeTrigger trigger;

    private Stripe(StripeSettings settings) {
        this.settings = settings;
        this.api = new StripeApi(settings, connection);
        this.events = new StripeEvents(settings);
        var reader = new StripeSaleReader(settings, api, new StripeCatalogue(api, connection.clock()));
        this.trigger = new StripeTrigger(events, reader, new StripeCatchUp(settings, api, events));
    }

    /** Makes the connector. No I/O. */
    public static Stripe of(StripeSettings settings) {
        return new Stripe(settings);
    }

    /**
     * Announces payments that succeeded, from checkout sessions, invoices and payment intents; brings their reader and the
     * catch-up by Stripe's list of events.
     */
    public Trigger paymentSucceeded() {
        return trigger;
    }

    /**
     * How much a refund or dispute sends back to the buyer, asked from Stripe; one call.
     *
     * @param correctionId as {@link nl.factuurstroom.trigger.Signal.MoneyReturned#correctionId()} gives it
     * @throws nl.factuurstroom.error.InvoicingException when Stripe doesn't tell
     * @throws IllegalArgumentException when it is neither a refund nor a dispute in a currency that we know
     */
    public Money returned(String correctionId) {
        var id = correctionId.contains(":") ? correctionId.substring(0, correctionId.indexOf(':')) : correctionId;
        if (id.startsWith("re_") || id.startsWith("pyr_")) {
            var refund = api.refund(id);
            return money(refund.amount(), refund.currency());
        }
        if (id.startsWith("du_") || id.startsWith("dp_")) {
            var dispute = api.dispute(id);
            return money(dispute.amount(), dispute.currency());
        }
        throw new IllegalArgumentException("neither a refund nor a dispute: " + id);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Receipt receive(WebhookRequest request) {
        return events.receive(request);
    }

    /** The connected account, or {@code default} for the key's own, and the mode: {@code stripe/default-live}. */
    @Override
    public AccountId account() {
        return new AccountId(NAME, StripeEvents.accountName(settings));
    }

    @Override
    public void connect(AccountContext context) {
        connection.connect(context);
    }

    @Override
    public List<Finding> check() {
        return new StripeDoctor(settings, api).check();
    }

    /** One: {@code second}, as configured. */
    @Override
    public List<CallBudget> budgets() {
        return settings.callsPerSecond() == 0
                ? List.of()
                : List.of(new CallBudget("second", settings.callsPerSecond(), Duration.ofSeconds(1)));
    }

    @Override
    public String toString() {
        return "Stripe[" + account() + "]";
    }

    private static Money money(long minor, @javax.annotation.Nullable String currency) {
        return StripeAmounts.currency(currency)
                .map(known -> StripeAmounts.money(minor, known))
                .orElseThrow(() -> new IllegalArgumentException("no currency that we know: " + currency));
    }
}
