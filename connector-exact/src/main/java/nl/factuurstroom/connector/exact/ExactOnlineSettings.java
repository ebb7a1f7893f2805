package nl.factuurstroom.connector.exact;

import static nl.factuurstroom.connector.support.SettingChecks.blankToNull;
import static nl.factuurstroom.connector.support.SettingChecks.notBlank;
import static nl.factuurstroom.connector.support.SettingChecks.notNegative;
import static nl.factuurstroom.connector.support.SettingChecks.positive;
import static nl.factuurstroom.connector.support.SettingChecks.zeroOrMore;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.support.Secrets;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.tax.VatTreatment;

/**
 * How to reach one administration and how to book in it. Immutable; made with {@link #builder()}. {@code toString} hides
 * secrets.
 *
 * @param baseUri scheme and host of the country's Exact Online
 * @param division the administration's code, 0 while it still has to be chosen
 * @param clientId of the app, or null with a fixed access token
 * @param clientSecret of the app, or null
 * @param refreshToken seeds an empty token store once, or null
 * @param accessToken a fixed one, for tests only; beside a refresh token the one that came with it; or null
 * @param webhookSecret of the app; null when Exact sends us no webhooks
 * @param journal code of the sales journal
 * @param item code of the item for lines without an item of their own, or null
 * @param items code of such an item per product group
 * @param costCenter code for lines without one by product group, or null
 * @param costCenters code of the cost centre per product group
 * @param paymentCondition code for customers without one of their own, or null for the administration's default
 * @param vatCodes the administration's VAT code per treatment
 * @param currencies ISO codes in which the administration invoices beside its own
 * @param positiveCreditNotes whether quantities of credit notes go over as positive numbers
 * @param customerStatus status of accounts that we create
 * @param limitPerMinute calls per minute, 0 for no limit
 * @param limitPerDay calls per day, 0 for no limit
 * @param maxConcurrentCalls calls under way at once
 * @param callTimeout deadline of one call, body included
 * @param settleTime how long after an unclear answer a search that finds nothing counts as proof
 * @param paymentPollInterval how often payments are polled, zero for never
 */
public record ExactOnlineSettings(
        URI baseUri,
        int division,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String refreshToken,
        @Nullable String accessToken,
        @Nullable String webhookSecret,
        String journal,
        @Nullable String item,
        Map<String, String> items,
        @Nullable String costCenter,
        Map<String, String> costCenters,
        @Nullable String paymentCondition,
        Map<VatTreatment, String> vatCodes,
        Set<String> currencies,
        boolean positiveCreditNotes,
        String customerStatus,
        int limitPerMinute,
        int limitPerDay,
        int maxConcurrentCalls,
        Duration callTimeout,
        Duration settleTime,
        Duration paymentPollInterval) {

    /** The Dutch host. */
    public static final URI DEFAULT_BASE_URI = URI.create("https://start.exactonline.nl");

    public ExactOnlineSettings {
        Objects.requireNonNull(baseUri, "baseUri");
        Objects.requireNonNull(journal, "journal");
        items = Map.copyOf(items);
        costCenters = Map.copyOf(costCenters);
        vatCodes = Map.copyOf(vatCodes);
        currencies = Set.copyOf(currencies);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The configured VAT code of a treatment. */
    Optional<String> vatCode(VatTreatment treatment) {
        return Optional.ofNullable(vatCodes.get(treatment));
    }

    /** Code of the item for a line without one of its own, by its product group where that has one. */
    Optional<String> itemFor(SaleLine line) {
        return Optional.ofNullable(byGroup(line, items, item));
    }

    /** Codes of all items that are named here. */
    Set<String> allItems() {
        var all = new TreeSet<>(items.values());
        if (item != null) {
            all.add(item);
        }
        return all;
    }

    /** Code of the cost centre of a line, or null. */
    @Nullable
    String costCenterFor(SaleLine line) {
        return byGroup(line, costCenters, costCenter);
    }

    private static @Nullable String byGroup(SaleLine line, Map<String, String> codes, @Nullable String otherwise) {
        var group = line.productGroup();
        var own = group == null ? null : codes.get(group);
        return own == null ? otherwise : own;
    }

    /** Whether the access token is all we have. */
    boolean fixedToken() {
        return accessToken != null && refreshToken == null;
    }

    @Override
    public String toString() {
        return "ExactOnlineSettings[" + baseUri + ", division=" + division + ", journal=" + journal + ", item=" + item
                + ", vatCodes=" + new java.util.TreeMap<>(vatCodes) + ", clientId=" + clientId + ", clientSecret="
                + Secrets.mask(clientSecret) + ", refreshToken=" + Secrets.mask(refreshToken) + ", accessToken="
                + Secrets.mask(accessToken) + ", webhookSecret=" + Secrets.mask(webhookSecret) + "]";
    }

    /** Not thread-safe. */
    public static final class Builder {

        private URI baseUri = DEFAULT_BASE_URI;
        private int division;
        private @Nullable String clientId;
        private @Nullable String clientSecret;
        private @Nullable String refreshToken;
        private @Nullable String accessToken;
        private @Nullable String webhookSecret;
        private String journal = "70";
        private @Nullable String item;
        private final Map<String, String> items = new TreeMap<>();
        private @Nullable String costCenter;
        private final Map<String, String> costCenters = new TreeMap<>();
        private @Nullable String paymentCondition;
        private final Map<VatTreatment, String> vatCodes = new EnumMap<>(VatTreatment.class);
        private final Set<String> currencies = new TreeSet<>();
        private boolean positiveCreditNotes;
        private String customerStatus = "C";
        private int limitPerMinute = 60;
        private int limitPerDay = 5000;
        private int maxConcurrentCalls = 4;
        private Duration callTimeout = Duration.ofSeconds(30);
        private Duration settleTime = Duration.ofMinutes(2);
        private Duration paymentPollInterval = Duration.ofMinutes(15);

        private Builder() {}

        /** Tokens and administrations belong to one host. Defaults to {@link #DEFAULT_BASE_URI}. */
        public Builder baseUri(URI baseUri) {
            this.baseUri = Objects.requireNonNull(baseUri, "baseUri");
            return this;
        }

        /** Code of the administration. Left out (0), {@link ExactOnline#check()} lists those that can be reached. */
        public Builder division(int division) {
            if (division < 0) {
                throw new IllegalArgumentException("a division is a positive number, was " + division);
            }
            this.division = division;
            return this;
        }

        /** The app and the refresh token that a login gave. The stored token wins over it once there is one. */
        public Builder oauth(@Nullable String clientId, @Nullable String clientSecret, @Nullable String refreshToken) {
            this.clientId = blankToNull(clientId);
            this.clientSecret = blankToNull(clientSecret);
            this.refreshToken = blankToNull(refreshToken);
            return this;
        }

        /** Without a refresh token: a fixed one, for tests; real ones live ten minutes. Beside one: what came with it. */
        public Builder accessToken(@Nullable String accessToken) {
            this.accessToken = blankToNull(accessToken);
            return this;
        }

        /** The app's webhook secret. Without it every webhook is refused. */
        public Builder webhookSecret(@Nullable String webhookSecret) {
            this.webhookSecret = blankToNull(webhookSecret);
            return this;
        }

        /** Code of the sales journal. Defaults to "70". */
        public Builder journal(String journal) {
            this.journal = notBlank("journal", journal);
            return this;
        }

        /** Code of the item that lines without an item of their own are booked on. Defaults to none: such lines wait. */
        public Builder item(@Nullable String item) {
            this.item = blankToNull(item);
            return this;
        }

        /** Code of the item for lines in a product group without an item of their own. It decides the ledger account too. */
        public Builder item(String productGroup, String code) {
            items.put(notBlank("product group", productGroup), notBlank("item", code));
            return this;
        }

        /** Code of the cost centre of every line without one by product group. Defaults to none. */
        public Builder costCenter(@Nullable String code) {
            this.costCenter = blankToNull(code);
            return this;
        }

        /** Code of the cost centre of lines in a product group. */
        public Builder costCenter(String productGroup, String code) {
            costCenters.put(notBlank("product group", productGroup), notBlank("cost centre", code));
            return this;
        }

        /** Code for customers without a payment condition of their own. Defaults to the administration's default. */
        public Builder paymentCondition(@Nullable String paymentCondition) {
            this.paymentCondition = blankToNull(paymentCondition);
            return this;
        }

        /** The administration's VAT code for a treatment; blank or null takes it away. No defaults: codes differ. */
        public Builder vatCode(VatTreatment treatment, @Nullable String code) {
            var trimmed = blankToNull(code);
            if (trimmed == null) {
                vatCodes.remove(treatment);
            } else {
                vatCodes.put(treatment, trimmed);
            }
            return this;
        }

        /** One more currency, ISO 4217, that the administration invoices in. Its own and EUR need not be given. */
        public Builder currency(String currency) {
            currencies.add(Currency.getInstance(currency).getCurrencyCode());
            return this;
        }

        /**
         * Whether quantities of credit notes go over as positive numbers. Exact doesn't document which sign it expects: make one
         * in a trial administration, and look at the customer's balance. Defaults to false.
         */
        public Builder positiveCreditNotes(boolean positive) {
            this.positiveCreditNotes = positive;
            return this;
        }

        /** Status of accounts that we create: C is customer. Defaults to "C"; others can't be invoiced by Exact. */
        public Builder customerStatus(String customerStatus) {
            this.customerStatus = notBlank("customer status", customerStatus);
            return this;
        }

        /** Calls per minute, 0 for no limit. Defaults to 60. */
        public Builder limitPerMinute(int limitPerMinute) {
            this.limitPerMinute = zeroOrMore("limit per minute", limitPerMinute);
            return this;
        }

        /** Calls per day, 0 for no limit. Defaults to 5000. */
        public Builder limitPerDay(int limitPerDay) {
            this.limitPerDay = zeroOrMore("limit per day", limitPerDay);
            return this;
        }

        /** Calls under way at once, on one node. Defaults to 4. */
        public Builder maxConcurrentCalls(int maxConcurrentCalls) {
            if (maxConcurrentCalls < 1) {
                throw new IllegalArgumentException("at least one call must be allowed at once");
            }
            this.maxConcurrentCalls = maxConcurrentCalls;
            return this;
        }

        /** Deadline of one call, body included. Defaults to 30 seconds. */
        public Builder callTimeout(Duration callTimeout) {
            this.callTimeout = positive("call timeout", callTimeout);
            return this;
        }

        /** How long searches may lag, and a call without an answer may still be processed. Defaults to 2 minutes. */
        public Builder settleTime(Duration settleTime) {
            this.settleTime = notNegative("settle time", settleTime);
            return this;
        }

        /** How often payments are polled; zero switches it off. Defaults to 15 minutes. */
        public Builder paymentPollInterval(Duration paymentPollInterval) {
            this.paymentPollInterval = notNegative("payment poll interval", paymentPollInterval);
            return this;
        }

        /** @throws IllegalStateException naming all that is missing or contradictory */
        public ExactOnlineSettings build() {
            var faults = new ArrayList<String>();
            if ((clientId == null) != (clientSecret == null)) {
                faults.add("client id and client secret belong together");
            }
            if (clientId == null && refreshToken != null) {
                faults.add("a refresh token needs the client id and secret of its app");
            }
            if (clientId == null && accessToken == null) {
                faults.add("credentials are missing: oauth(clientId, clientSecret, refreshToken)");
            }
            if (!faults.isEmpty()) {
                throw new IllegalStateException("Exact Online: " + String.join("; ", faults));
            }
            return new ExactOnlineSettings(
                    baseUri,
                    division,
                    clientId,
                    clientSecret,
                    refreshToken,
                    accessToken,
                    webhookSecret,
                    journal,
                    item,
                    items,
                    costCenter,
                    costCenters,
                    paymentCondition,
                    vatCodes,
                    currencies,
                    positiveCreditNotes,
                    customerStatus,
                    limitPerMinute,
                    limitPerDay,
                    maxConcurrentCalls,
                    callTimeout,
                    settleTime,
                    paymentPollInterval);
        }
    }
}
