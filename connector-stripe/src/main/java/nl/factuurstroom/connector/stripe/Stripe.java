package nl.factuurstroom.connector.stripe;

import java.time.Duration;
import java.util.List;
import javax.annotation.Nullable;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.AccountId;
import nl.factuurstroom.account.CallBudget;
import nl.factuurstroom.account.Connected;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.connector.support.AccountConnection;
import nl.factuurstroom.connector.support.VendorTrigger;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.trigger.Receipt;
import nl.factuurstroom.trigger.Trigger;
import nl.factuurstroom.trigger.WebhookRequest;
import nl.factuurstroom.trigger.WebhookSource;

/**
 * One Stripe account in one mode, whose payments are sales. Immutable; thread-safe. Nothing is written at Stripe.
 *
 * <pre>{@code
 * Stripe stripe = Stripe.of(StripeSettings.builder().apiKey(key).webhookSecrets(secret).build());
 * InvoicingPipeline.builder().trigger(stripe.paymentSucceeded()) …
 * pipeline.receive(stripe, request);
 * }</pre>
 */
public final class Stripe implements WebhookSource, Connected {

    /** Its name in a pipeline, and the source of its sales. */
    public static final String NAME = "stripe";

    private final StripeSettings settings;
    private final AccountId account;
    private final AccountConnection connection = new AccountConnection();
    private final StripeApi api;
    private final StripeEvents events;
    private final StripeCatalogue catalogue;

    private Stripe(StripeSettings settings) {
        this.settings = settings;
        this.account = new AccountId(NAME, settings.accountName());
        this.api = new StripeApi(settings, connection);
        this.events = new StripeEvents(settings);
        this.catalogue = new StripeCatalogue(api, connection.clock());
    }

    /** An account used as the settings say. No I/O. */
    public static Stripe of(StripeSettings settings) {
        return new Stripe(settings);
    }

    /**
     * Announces payments that succeeded, from checkout sessions, invoices and payment intents, and reads them. Webhooks of it
     * may be handed to the pipeline as its own or as this object's.
     */
    public Trigger paymentSucceeded() {
        return VendorTrigger.ofPaid(
                this,
                new StripeSaleReader(settings, api, catalogue),
                new StripeCatchUp(settings, api, events),
                new StripeRefundReader(api));
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
        return StripeSignature.fault(request, settings)
                .<Receipt>map(why -> new Receipt.Refused(401, why))
                .orElseGet(() -> events.read(request));
    }

    /** The connected account, or {@code default} for the key's own, and the mode: {@code stripe/default-live}. */
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
        return new StripeDoctor(settings, api).check();
    }

    @Override
    public List<CallBudget> budgets() {
        return settings.limitPerSecond == 0
                ? List.of()
                : List.of(new CallBudget(StripeErrors.BUDGET, settings.limitPerSecond, Duration.ofSeconds(1)));
    }

    @Override
    public String toString() {
        return "Stripe[" + account + "]";
    }

    private static Money money(long minor, @Nullable String currency) {
        return StripeAmounts.currency(currency)
                .map(known -> StripeAmounts.money(minor, known))
                .orElseThrow(() -> new IllegalArgumentException("no currency that we know: " + currency));
    }
}
