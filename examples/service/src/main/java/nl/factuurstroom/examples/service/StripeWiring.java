package nl.factuurstroom.examples.service;

import java.util.Map;
import java.util.Optional;
import nl.factuurstroom.connector.stripe.Stripe;
import nl.factuurstroom.connector.stripe.StripeKeys;
import nl.factuurstroom.connector.stripe.StripeSettings;
import nl.factuurstroom.connector.stripe.StripeSettings.StripeInvoices;
import nl.factuurstroom.sale.RateClass;

/** {@code stripe.*} as a source of sales. Stripe shows no invoices, so nobody is told. */
final class StripeWiring {

    private static final Map<String, StripeInvoices> INVOICES = Map.of(
            "attention", StripeInvoices.ATTENTION,
            "skip", StripeInvoices.SKIP,
            "book-under-number", StripeInvoices.BOOK_UNDER_NUMBER);
    private static final Map<String, RateClass> RATES = Map.of(
            "standard", RateClass.STANDARD,
            "reduced", RateClass.REDUCED,
            "zero", RateClass.ZERO,
            "exempt", RateClass.EXEMPT);

    private final Configuration configuration;

    StripeWiring(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Empty when something is wrong with it, which is then among the faults. */
    Optional<SalesSource> source() {
        int faultsBefore = configuration.faults().all().size();
        var builder = StripeSettings.builder()
                .baseUri(configuration.address("stripe.base-url"))
                .connectedAccount(configuration.optional("stripe.connected-account"))
                .testMode(configuration.flag("stripe.test-mode"))
                .paymentIntents(configuration.flag("stripe.payment-intents"))
                .products(configuration.flag("stripe.products"))
                .partlyRefunded(configuration.flag("stripe.invoice-partly-refunded"))
                .stripeInvoices(configuration.choice("stripe.invoices", INVOICES, StripeInvoices.ATTENTION))
                .limitPerSecond(configuration.number("stripe.limit-per-second", 0, 10_000))
                .pollInterval(configuration.durationOrOff("stripe.poll-interval"))
                .pollOverlap(configuration.duration("stripe.poll-overlap"))
                .callTimeout(configuration.duration("stripe.call-timeout"))
                .keys(keys());
        if (configuration.has("stripe.untaxed")) {
            builder.untaxed(configuration.choice("stripe.untaxed", RATES, RateClass.STANDARD));
        }
        var apiKey = configuration.text("stripe.api-key");
        configuration.faults().attempt("stripe.api-key", () -> apiKey.isEmpty() ? builder : builder.apiKey(apiKey));
        new Named(configuration, "stripe.").set("reference-prefix", builder::referencePrefix);
        var secrets = configuration.list("stripe.webhook-secret");
        if (secrets.isEmpty()) {
            configuration.faults().add("stripe.webhook-secret is missing: webhooks are signed with it");
        }
        builder.webhookSecrets(secrets.toArray(String[]::new));
        dealReference(builder);
        var wonSince = configuration.moment("stripe.won-since");
        var settle = configuration.durationOrOff("stripe.settle");
        var kind = SalesSource.supplyKind(configuration, "stripe.default-supply-kind");
        if (configuration.faults().all().size() > faultsBefore) {
            return Optional.empty();
        }
        return Optional.ofNullable(configuration.faults().attempt("stripe", builder::build))
                .map(Stripe::of)
                .map(stripe -> new SalesSource(stripe.paymentSucceeded(), null, wonSince, settle, kind));
    }

    private void dealReference(StripeSettings.Builder builder) {
        if (configuration.has("stripe.deal-reference.source")) {
            var source = configuration.text("stripe.deal-reference.source");
            var account = configuration.text("stripe.deal-reference.account");
            var key = configuration.text("stripe.deal-reference.key");
            var prefix = configuration.optional("stripe.deal-reference.prefix");
            if (!account.isEmpty() && !key.isEmpty()) {
                builder.dealReference(source, account, key, prefix == null ? "" : prefix);
            }
        }
    }

    private StripeKeys keys() {
        return new StripeKeys(
                configuration.text("stripe.key.kvk-number"),
                configuration.text("stripe.key.po-number"),
                configuration.text("stripe.key.vat-rate"),
                configuration.text("stripe.key.supply-kind"),
                configuration.text("stripe.key.sku"),
                configuration.text("stripe.key.product-group"));
    }
}
