package nl.factuurstroom.connector.stripe;

import static nl.factuurstroom.connector.support.SettingChecks.blankToNull;
import static nl.factuurstroom.connector.support.SettingChecks.notBlank;
import static nl.factuurstroom.connector.support.SettingChecks.notNegative;
import static nl.factuurstroom.connector.support.SettingChecks.positive;
import static nl.factuurstroom.connector.support.SettingChecks.zeroOrMore;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.support.Secrets;
import nl.factuurstroom.sale.RateClass;

/** How the payments of one Stripe account are read. Immutable; {@code toString} hides the secrets. */
public final class StripeSettings {

    /** What to do with a sale for which Stripe made an invoice of its own, as it does for subscriptions. */
    public enum StripeInvoices {
        /** The sale waits for a person, as already invoiced under Stripe's number. */
        ATTENTION,
        /** The sale is passed over: Stripe's invoice is the invoice. */
        SKIP,
        /** The sale is booked with Stripe's number as its reference. Meant for deliveries that mail nothing. */
        BOOK_UNDER_NUMBER
    }

    /** Where a payment names the deal that it pays. */
    record DealReference(String source, String account, String key, String prefix) {}

    /** Stripe's own address. */
    public static final URI DEFAULT_BASE_URI = URI.create("https://api.stripe.com");

    /** What invoice references begin with, unless set. */
    public static final String DEFAULT_REFERENCE_PREFIX = "ST-";

    private static final Duration POLL_INTERVAL = Duration.ofMinutes(5);
    private static final Duration POLL_OVERLAP = Duration.ofMinutes(5);
    private static final int CALLS_PER_SECOND = 25;
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    final String apiKey;
    final Set<String> webhookSecrets;
    final URI baseUri;
    final @Nullable String connectedAccount;
    final boolean testMode;
    final boolean paymentIntents;
    final boolean products;
    final StripeInvoices stripeInvoices;
    final @Nullable RateClass untaxed;
    final boolean partlyRefunded;
    final String referencePrefix;
    final StripeKeys keys;
    final @Nullable DealReference dealReference;
    final Duration pollInterval;
    final Duration pollOverlap;
    final int limitPerSecond;
    final Duration callTimeout;

    private StripeSettings(Builder builder, String apiKey) {
        this.apiKey = apiKey;
        this.webhookSecrets = Set.copyOf(builder.webhookSecrets);
        this.baseUri = builder.baseUri;
        this.connectedAccount = builder.connectedAccount;
        this.testMode = builder.testMode;
        this.paymentIntents = builder.paymentIntents;
        this.products = builder.products;
        this.stripeInvoices = builder.stripeInvoices;
        this.untaxed = builder.untaxed;
        this.partlyRefunded = builder.partlyRefunded;
        this.referencePrefix = builder.referencePrefix;
        this.keys = builder.keys;
        this.dealReference = builder.dealReference;
        this.pollInterval = builder.pollInterval;
        this.pollOverlap = builder.pollOverlap;
        this.limitPerSecond = builder.limitPerSecond;
        this.callTimeout = builder.callTimeout;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** {@code live} or {@code test}. */
    String mode() {
        return testMode ? "test" : "live";
    }

    /** Account and mode together, as sales name them: an id exists in one of them only. */
    String accountName() {
        return (connectedAccount == null ? "default" : connectedAccount) + "-" + mode();
    }

    @Override
    public String toString() {
        return "StripeSettings[baseUri=" + baseUri + ", account=" + accountName() + ", apiKey=" + Secrets.mask(apiKey)
                + ", webhookSecrets=" + Secrets.mask(String.join("", webhookSecrets)) + "]";
    }

    /** Only the API key is required, and for webhooks a secret. Not thread-safe. */
    public static final class Builder {

        private @Nullable String apiKey;
        private final Set<String> webhookSecrets = new LinkedHashSet<>();
        private URI baseUri = DEFAULT_BASE_URI;
        private @Nullable String connectedAccount;
        private boolean testMode;
        private boolean paymentIntents = true;
        private boolean products = true;
        private StripeInvoices stripeInvoices = StripeInvoices.ATTENTION;
        private @Nullable RateClass untaxed;
        private boolean partlyRefunded;
        private String referencePrefix = DEFAULT_REFERENCE_PREFIX;
        private StripeKeys keys = StripeKeys.standard();
        private @Nullable DealReference dealReference;
        private Duration pollInterval = POLL_INTERVAL;
        private Duration pollOverlap = POLL_OVERLAP;
        private int limitPerSecond = CALLS_PER_SECOND;
        private Duration callTimeout = CALL_TIMEOUT;

        private Builder() {}

        /** A secret key ({@code sk_…}) or, better, a restricted one ({@code rk_…}) that may read. Required. */
        public Builder apiKey(String key) {
            if (key.startsWith("pk_")) {
                throw new IllegalArgumentException(
                        "a publishable key (pk_…) can't read payments: use a restricted key (rk_…) with read rights");
            }
            this.apiKey = notBlank("Stripe API key", key);
            return this;
        }

        /**
         * Signing secrets of the webhook endpoint ({@code whsec_…}), whole; more than one while a secret is being rolled or
         * for a second endpoint. Without any, webhooks are refused and only the catch-up finds sales. Replaces earlier ones;
         * blank ones are left out.
         */
        public Builder webhookSecrets(String... secrets) {
            webhookSecrets.clear();
            Stream.of(secrets)
                    .map(String::strip)
                    .filter(secret -> !secret.isEmpty())
                    .forEach(webhookSecrets::add);
            return this;
        }

        /** Defaults to {@link #DEFAULT_BASE_URI}. */
        public Builder baseUri(URI address) {
            this.baseUri = Objects.requireNonNull(address, "baseUri");
            return this;
        }

        /**
         * Reads the sales of this connected account ({@code acct_…}) with the platform's key, and takes its events only.
         * Defaults to the key's own account, whose events name none; blank is the same.
         */
        public Builder connectedAccount(@Nullable String account) {
            this.connectedAccount = blankToNull(account);
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

        /** Begins the reference of every invoice; up to 6 letters, digits, - and _. Defaults to {@link #DEFAULT_REFERENCE_PREFIX}. */
        public Builder referencePrefix(String prefix) {
            if (!prefix.matches("[A-Za-z0-9_-]{0,6}")) {
                throw new IllegalArgumentException(
                        "referencePrefix is up to 6 letters, digits, - and _, was '" + prefix + "'");
            }
            this.referencePrefix = prefix;
            return this;
        }

        /** Defaults to {@link StripeKeys#standard()}. */
        public Builder keys(StripeKeys names) {
            this.keys = Objects.requireNonNull(names, "keys");
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

        /** How often the events are asked for; zero switches the catch-up off. Defaults to 5 minutes. */
        public Builder pollInterval(Duration interval) {
            this.pollInterval = notNegative("poll interval", interval);
            return this;
        }

        /** How far each poll looks back before the newest event of the last one. Defaults to 5 minutes. */
        public Builder pollOverlap(Duration overlap) {
            this.pollOverlap = positive("poll overlap", overlap);
            return this;
        }

        /** Our own limit; 0 lifts it. Stripe allows 100 in live mode, 25 in test mode and 25 of one kind. Defaults to 25. */
        public Builder limitPerSecond(int calls) {
            this.limitPerSecond = zeroOrMore("limit per second", calls);
            return this;
        }

        /** Deadline of one call, retries included. Defaults to 30 seconds. */
        public Builder callTimeout(Duration timeout) {
            this.callTimeout = positive("call timeout", timeout);
            return this;
        }

        /** @throws IllegalStateException naming everything that is missing or contradicts itself */
        public StripeSettings build() {
            var faults = new ArrayList<String>();
            if (apiKey == null) {
                faults.add("apiKey is missing");
            }
            if (!testMode && isKeyOf("test")) {
                faults.add(
                        "apiKey is of test mode: its payments would become real invoices (testMode(true) allows them)");
            }
            if (testMode && isKeyOf("live")) {
                faults.add("apiKey is a live one, but testMode is true");
            }
            if (webhookSecrets.isEmpty() && pollInterval.isZero()) {
                faults.add(
                        "without webhookSecrets webhooks are refused, and the poll is off too: no payment would be heard of");
            }
            if (!faults.isEmpty() || apiKey == null) {
                throw new IllegalStateException("Stripe settings: " + String.join("; ", faults));
            }
            return new StripeSettings(this, apiKey);
        }

        private boolean isKeyOf(String mode) {
            return apiKey != null && apiKey.matches("[rs]k_" + mode + "_.*");
        }
    }
}
