package nl.factuurstroom.connector.stripe;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.support.Secrets;
import nl.factuurstroom.sale.RateClass;

/**
 * How to reach a Stripe account and how to read its payments. Immutable; made with {@link #builder()}. {@code toString} hides
 * every secret. The Javadoc of each part stands at its setter.
 */
public record StripeSettings(
        String apiKey,
        Set<String> webhookSecrets,
        URI baseUrl,
        @Nullable String connectedAccount,
        boolean testMode,
        boolean paymentIntents,
        boolean products,
        StripeInvoices stripeInvoices,
        @Nullable RateClass untaxed,
        boolean partlyRefunded,
        String referencePrefix,
        Keys keys,
        @Nullable DealReference dealReference,
        Duration signatureTolerance,
        Duration pollInterval,
        Duration pollOverlap,
        int callsPerSecond,
        Duration callTimeout) {

    /** What to do with a sale for which Stripe made an invoice of its own, as it does for subscriptions. */
    public enum StripeInvoices {
        /** The sale waits for a person, as already invoiced under Stripe's number. */
        ATTENTION,
        /** The sale is passed over: Stripe's invoice is the invoice. */
        SKIP,
        /** The sale is booked with Stripe's number as its reference. Meant for deliveries that mail nothing. */
        BOOK_UNDER_NUMBER
    }

    /** Keys of custom fields and metadata that hold facts of a sale; see the setters. */
    record Keys(String kvk, String purchaseOrder, String rateClass, String supplyKind, String sku) {}

    /** Where a payment names the deal that it pays. */
    record DealReference(String source, String account, String key, String prefix) {}

    /** Stripe's own address. */
    public static final URI DEFAULT_BASE_URL = URI.create("https://api.stripe.com");

    /** How old a webhook's signature may be, unless set; as in Stripe's own libraries. */
    public static final Duration DEFAULT_SIGNATURE_TOLERANCE = Duration.ofSeconds(300);

    /** Unless set. */
    public static final Duration DEFAULT_POLL_INTERVAL = Duration.ofMinutes(5);

    /** Unless set. */
    public static final Duration DEFAULT_POLL_OVERLAP = Duration.ofMinutes(5);

    /** Stripe allows 100 in live mode and 25 in test mode, and 25 of one kind; unless set. */
    public static final int DEFAULT_CALLS_PER_SECOND = 25;

    /** Unless set. */
    public static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(30);

    public StripeSettings {
        webhookSecrets = Set.copyOf(webhookSecrets);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** {@code live} or {@code test}. */
    String mode() {
        return testMode ? "test" : "live";
    }

    @Override
    public String toString() {
        return "StripeSettings[apiKey=" + Secrets.mask(apiKey) + ", webhookSecrets=" + webhookSecrets.size()
                + " (hidden), baseUrl=" + baseUrl + ", connectedAccount=" + connectedAccount + ", testMode=" + testMode
                + ", paymentIntents=" + paymentIntents + ", stripeInvoices=" + stripeInvoices + ", untaxed=" + untaxed
                + "]";
    }

    /** Collects the settings. Not thread-safe. */
    public static final class Builder {

        private String apiKey = "";
        private final Set<String> webhookSecrets = new LinkedHashSet<>();
        private URI baseUrl = DEFAULT_BASE_URL;
        private @Nullable String connectedAccount;
        private boolean testMode;
        private boolean paymentIntents = true;
        private boolean products = true;
        private StripeInvoices stripeInvoices = StripeInvoices.ATTENTION;
        private @Nullable RateClass untaxed;
        private boolean partlyRefunded;
        private String referencePrefix = "ST-";
        private String kvkKey = "kvk";
        private String purchaseOrderKey = "po_number";
        private String rateClassKey = "vat_rate";
        private String supplyKindKey = "supply_kind";
        private String skuKey = "sku";
        private @Nullable DealReference dealReference;
        private Duration signatureTolerance = DEFAULT_SIGNATURE_TOLERANCE;
        private Duration pollInterval = DEFAULT_POLL_INTERVAL;
        private Duration pollOverlap = DEFAULT_POLL_OVERLAP;
        private int callsPerSecond = DEFAULT_CALLS_PER_SECOND;
        private Duration callTimeout = DEFAULT_CALL_TIMEOUT;

        private Builder() {}

        /** A secret key ({@code sk_…}) or, better, a restricted one ({@code rk_…}) that may read. Required. */
        public Builder apiKey(String key) {
            if (key.startsWith("pk_")) {
                throw new IllegalArgumentException(
                        "a publishable key (pk_…) can't read payments: use a restricted key (rk_…) with read rights");
            }
            this.apiKey = notBlank("apiKey", key);
            return this;
        }

        /**
         * Signing secrets of the webhook endpoint ({@code whsec_…}), whole; more than one while a secret is being rolled or
         * for a second endpoint. Without any, webhooks are refused and only the catch-up finds sales. Replaces earlier ones.
         */
        public Builder webhookSecrets(String... secrets) {
            webhookSecrets.clear();
            for (String secret : secrets) {
                webhookSecrets.add(notBlank("webhookSecrets", secret));
            }
            return this;
        }

        /** Defaults to {@link #DEFAULT_BASE_URL}. */
        public Builder baseUrl(URI url) {
            this.baseUrl = Objects.requireNonNull(url, "baseUrl");
            return this;
        }

        /**
         * Reads the sales of this connected account ({@code acct_…}) with the platform's key, and takes its events only.
         * Defaults to the key's own account, whose events name none.
         */
        public Builder connectedAccount(@Nullable String account) {
            this.connectedAccount = account == null ? null : notBlank("connectedAccount", account);
            return this;
        }

        /**
         * Takes payments of test mode instead of live ones. They become invoices like any other, so only books for testing
         * should be wired behind it. Defaults to false: events of test mode are ignored.
         */
        public Builder testMode(boolean test) {
            this.testMode = test;
            return this;
        }

        /**
         * Whether payment intents are sales too when neither a checkout session nor an invoice belongs to them. False saves
         * two calls for each invoice that Stripe collects. Defaults to true.
         */
        public Builder paymentIntents(boolean take) {
            this.paymentIntents = take;
            return this;
        }

        /**
         * Whether products are read for the metadata that a line and its price lack; costs a call per product and hour.
         * Defaults to true.
         */
        public Builder products(boolean read) {
            this.products = read;
            return this;
        }

        /** Defaults to {@link StripeInvoices#ATTENTION}. */
        public Builder stripeInvoices(StripeInvoices policy) {
            this.stripeInvoices = Objects.requireNonNull(policy, "stripeInvoices");
            return this;
        }

        /**
         * The VAT rate class of amounts about whose tax Stripe knows nothing; what was paid is then taken to include that
         * VAT. Defaults to null: such a sale waits for a person.
         */
        public Builder untaxed(@Nullable RateClass rateClass) {
            this.untaxed = rateClass;
            return this;
        }

        /**
         * Invoices a payment whole although part of it was refunded before it was read; the refund then follows by itself.
         * Defaults to false: it waits for a person.
         */
        public Builder partlyRefunded(boolean invoiceWhole) {
            this.partlyRefunded = invoiceWhole;
            return this;
        }

        /** Begins the reference of every invoice; up to 6 letters, digits, - and _. Defaults to {@code ST-}. */
        public Builder referencePrefix(String prefix) {
            if (!prefix.matches("[A-Za-z0-9_-]{0,6}")) {
                throw new IllegalArgumentException(
                        "referencePrefix is up to 6 letters, digits, - and _, was '" + prefix + "'");
            }
            this.referencePrefix = prefix;
            return this;
        }

        /** Custom field or metadata that holds the buyer's KvK number. Defaults to {@code kvk}. */
        public Builder kvkKey(String key) {
            this.kvkKey = notBlank("kvkKey", key);
            return this;
        }

        /** Custom field or metadata that holds the buyer's order number. Defaults to {@code po_number}. */
        public Builder purchaseOrderKey(String key) {
            this.purchaseOrderKey = notBlank("purchaseOrderKey", key);
            return this;
        }

        /**
         * Metadata of line, price or product that holds the Dutch rate class: {@code standard}, {@code reduced}, {@code zero},
         * {@code exempt}, or {@code hoog}, {@code laag}, {@code nul}, {@code vrijgesteld}. Defaults to {@code vat_rate}.
         */
        public Builder rateClassKey(String key) {
            this.rateClassKey = notBlank("rateClassKey", key);
            return this;
        }

        /**
         * Metadata of line, price or product that says {@code goods} or {@code services} ({@code goederen}, {@code diensten}).
         * Defaults to {@code supply_kind}; a product's own {@code shippable} counts where there is none.
         */
        public Builder supplyKindKey(String key) {
            this.supplyKindKey = notBlank("supplyKindKey", key);
            return this;
        }

        /** Metadata of line, price or product that holds the article code. Defaults to {@code sku}. */
        public Builder skuKey(String key) {
            this.skuKey = notBlank("skuKey", key);
            return this;
        }

        /**
         * Where a payment names the deal of another source that it pays, so that a deal that was invoiced isn't invoiced again
         * by its payment. Only for payments of whole deals. Off by default.
         *
         * @param source name of that source's trigger: {@code hubspot}
         * @param account the account there, as its sales name it
         * @param key a metadata key, or {@code client_reference_id}
         * @param prefix what stands before the deal's id and is cut off; a value without it names no deal. May be empty
         */
        public Builder dealReference(String source, String account, String key, String prefix) {
            this.dealReference = new DealReference(
                    notBlank("source", source), notBlank("account", account), notBlank("key", key), prefix);
            return this;
        }

        /** How old a signature may be. Defaults to {@link #DEFAULT_SIGNATURE_TOLERANCE}. */
        public Builder signatureTolerance(Duration tolerance) {
            this.signatureTolerance = positive("signatureTolerance", tolerance);
            return this;
        }

        /** How often the events are asked for; zero switches the catch-up off. Defaults to 5 minutes. */
        public Builder pollInterval(Duration interval) {
            if (interval.isNegative()) {
                throw new IllegalArgumentException("pollInterval must not be negative");
            }
            this.pollInterval = interval;
            return this;
        }

        /** How far each poll looks back before the newest event of the last one. Defaults to 5 minutes. */
        public Builder pollOverlap(Duration overlap) {
            this.pollOverlap = positive("pollOverlap", overlap);
            return this;
        }

        /** Our own limit. Defaults to {@link #DEFAULT_CALLS_PER_SECOND}; 0 lifts it. */
        public Builder callsPerSecond(int calls) {
            if (calls < 0) {
                throw new IllegalArgumentException("callsPerSecond must not be negative");
            }
            this.callsPerSecond = calls;
            return this;
        }

        /** Deadline of one call, retries included. Defaults to 30 seconds. */
        public Builder callTimeout(Duration timeout) {
            this.callTimeout = positive("callTimeout", timeout);
            return this;
        }

        /** @throws IllegalStateException naming everything that is missing or contradicts itself */
        public StripeSettings build() {
            var faults = new ArrayList<String>();
            if (apiKey.isEmpty()) {
                faults.add("apiKey is missing");
            }
            if (!testMode && isKeyOf("test")) {
                faults.add(
                        "apiKey is of test mode: its payments would become real invoices (testMode(true) allows them)");
            }
            if (testMode && isKeyOf("live")) {
                faults.add("apiKey is a live one, but testMode is true");
            }
            if (!faults.isEmpty()) {
                throw new IllegalStateException("Stripe: " + String.join("; ", faults));
            }
            return new StripeSettings(
                    apiKey,
                    webhookSecrets,
                    baseUrl,
                    connectedAccount,
                    testMode,
                    paymentIntents,
                    products,
                    stripeInvoices,
                    untaxed,
                    partlyRefunded,
                    referencePrefix,
                    new Keys(kvkKey, purchaseOrderKey, rateClassKey, supplyKindKey, skuKey),
                    dealReference,
                    signatureTolerance,
                    pollInterval,
                    pollOverlap,
                    callsPerSecond,
                    callTimeout);
        }

        private boolean isKeyOf(String mode) {
            return List.of("sk_", "rk_").stream().anyMatch(kind -> apiKey.startsWith(kind + mode + "_"));
        }

        private static String notBlank(String name, String value) {
            if (value.isBlank()) {
                throw new IllegalArgumentException(name + " must not be blank");
            }
            return value.strip();
        }

        private static Duration positive(String name, Duration value) {
            if (value.isZero() || value.isNegative()) {
                throw new IllegalArgumentException(name + " must be longer than zero");
            }
            return value;
        }
    }
}
