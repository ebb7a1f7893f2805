package nl.factuurstroom.connector.hubspot;

import static nl.factuurstroom.connector.support.SettingChecks.blankToNull;
import static nl.factuurstroom.connector.support.SettingChecks.notBlank;
import static nl.factuurstroom.connector.support.SettingChecks.notNegative;
import static nl.factuurstroom.connector.support.SettingChecks.positive;
import static nl.factuurstroom.connector.support.SettingChecks.zeroOrMore;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.support.Secrets;

/** How one HubSpot account is used. Immutable; {@code toString} hides the secrets. */
public final class HubSpotSettings {

    /** HubSpot's address, the same for all regions. */
    public static final URI DEFAULT_BASE_URI = URI.create("https://api.hubapi.com");

    /** Deadline of one call. */
    public static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(10);

    /** How often to ask for won deals that no webhook told of. */
    public static final Duration DEFAULT_POLL_INTERVAL = Duration.ofMinutes(5);

    /** How far each poll looks back, because HubSpot's index lags. */
    public static final Duration DEFAULT_POLL_OVERLAP = Duration.ofMinutes(10);

    /** Calls per ten seconds that the smallest plan allows. */
    public static final int DEFAULT_LIMIT_PER_10_SECONDS = 100;

    /** What invoice references begin with. */
    public static final String DEFAULT_REFERENCE_PREFIX = "HS-";

    /** What the note on a paid deal says. */
    public static final String DEFAULT_PAID_NOTE = "Klant heeft betaald";

    /** What becomes of a line that is billed again and again. */
    public enum Recurring {
        /** A person decides. */
        ATTENTION,
        /** The first billing period is invoiced. */
        FIRST_PERIOD,
        /** All periods of the term are invoiced at once. */
        WHOLE_TERM
    }

    final URI baseUri;
    final String accessToken;
    final @Nullable String clientSecret;
    final boolean requireSignature;
    final boolean allowLegacySignatures;
    final @Nullable String portalId;
    final HubSpotProperties properties;
    final Recurring recurring;
    final boolean fallbackToDealAmount;
    final Set<String> pipelines;
    final Set<String> wonStages;
    final String referencePrefix;
    final @Nullable String paidNote;
    final boolean createProperties;
    final int limitPer10Seconds;
    final Duration callTimeout;
    final Duration pollInterval;
    final Duration pollOverlap;

    private HubSpotSettings(Builder builder, String accessToken) {
        this.baseUri = builder.baseUri;
        this.accessToken = accessToken;
        this.clientSecret = builder.clientSecret;
        this.requireSignature = builder.requireSignature;
        this.allowLegacySignatures = builder.allowLegacySignatures;
        this.portalId = builder.portalId;
        this.properties = builder.properties;
        this.recurring = builder.recurring;
        this.fallbackToDealAmount = builder.fallbackToDealAmount;
        this.pipelines = Set.copyOf(builder.pipelines);
        this.wonStages = Set.copyOf(builder.wonStages);
        this.referencePrefix = builder.referencePrefix;
        this.paidNote = builder.paidNote;
        this.createProperties = builder.createProperties;
        this.limitPer10Seconds = builder.limitPer10Seconds;
        this.callTimeout = builder.callTimeout;
        this.pollInterval = builder.pollInterval;
        this.pollOverlap = builder.pollOverlap;
    }

    /** Begins with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String toString() {
        return "HubSpotSettings[baseUri=" + baseUri + ", portalId=" + portalId + ", accessToken="
                + Secrets.mask(accessToken) + ", clientSecret=" + Secrets.mask(clientSecret) + "]";
    }

    /** Only the access token is required, and for webhooks the client secret. Not thread-safe. */
    public static final class Builder {

        private URI baseUri = DEFAULT_BASE_URI;
        private @Nullable String accessToken;
        private @Nullable String clientSecret;
        private boolean requireSignature = true;
        private boolean allowLegacySignatures;
        private @Nullable String portalId;
        private HubSpotProperties properties = HubSpotProperties.standard();
        private Recurring recurring = Recurring.ATTENTION;
        private boolean fallbackToDealAmount;
        private Set<String> pipelines = Set.of();
        private Set<String> wonStages = Set.of();
        private String referencePrefix = DEFAULT_REFERENCE_PREFIX;
        private @Nullable String paidNote = DEFAULT_PAID_NOTE;
        private boolean createProperties;
        private int limitPer10Seconds = DEFAULT_LIMIT_PER_10_SECONDS;
        private Duration callTimeout = DEFAULT_CALL_TIMEOUT;
        private Duration pollInterval = DEFAULT_POLL_INTERVAL;
        private Duration pollOverlap = DEFAULT_POLL_OVERLAP;

        private Builder() {}

        /** Defaults to {@link #DEFAULT_BASE_URI}. */
        public Builder baseUri(URI address) {
            baseUri = Objects.requireNonNull(address, "baseUri");
            return this;
        }

        /** Token of a service key, private app or static-auth app. Required. */
        public Builder accessToken(String token) {
            accessToken = notBlank("HubSpot access token", token);
            return this;
        }

        /** The app's client secret, with which webhooks are signed. Without it webhooks are refused. Blank: not set. */
        public Builder clientSecret(@Nullable String secret) {
            clientSecret = blankToNull(secret);
            return this;
        }

        /** Whether webhooks must be signed. Defaults to true; false is for tests. */
        public Builder requireSignature(boolean required) {
            requireSignature = required;
            return this;
        }

        /** Whether signatures v1 and v2 count, which can be replayed. Defaults to false. */
        public Builder allowLegacySignatures(boolean allowed) {
            allowLegacySignatures = allowed;
            return this;
        }

        /**
         * The account's Hub ID. When blank it is asked of HubSpot at first use; until then webhooks of every portal that
         * shares the client secret are taken in, and those of others are dropped when they are read.
         */
        public Builder portalId(@Nullable String id) {
            var given = blankToNull(id);
            if (given != null && !given.matches("[0-9]{1,18}")) {
                throw new IllegalArgumentException("a HubSpot portal id (Hub ID) is a number, was '" + id + "'");
            }
            portalId = given;
            return this;
        }

        /** Defaults to {@link HubSpotProperties#standard()}. */
        public Builder properties(HubSpotProperties names) {
            properties = Objects.requireNonNull(names, "properties");
            return this;
        }

        /** Defaults to {@link Recurring#ATTENTION}. */
        public Builder recurring(Recurring policy) {
            recurring = Objects.requireNonNull(policy, "recurring");
            return this;
        }

        /** Whether a deal without line items becomes one line of its name and amount. Defaults to false: it waits. */
        public Builder fallbackToDealAmount(boolean fallback) {
            fallbackToDealAmount = fallback;
            return this;
        }

        /** Ids of the pipelines whose deals count. Defaults to none given: all pipelines. */
        public Builder pipelines(Set<String> ids) {
            pipelines = Set.copyOf(ids);
            return this;
        }

        /** Ids of the stages that count as won. Defaults to none given: what HubSpot itself counts as won. */
        public Builder wonStages(Set<String> ids) {
            wonStages = Set.copyOf(ids);
            return this;
        }

        /** What invoice references begin with, before the deal's id. Defaults to {@code HS-}. */
        public Builder referencePrefix(String prefix) {
            if (!prefix.matches("[A-Za-z0-9_-]{0,12}")) {
                throw new IllegalArgumentException(
                        "a reference prefix is at most 12 characters of A-Z a-z 0-9 - _, was '" + prefix + "'");
            }
            referencePrefix = prefix;
            return this;
        }

        /** What the note on a paid deal says; blank for no note. Defaults to {@link #DEFAULT_PAID_NOTE}. */
        public Builder paidNote(@Nullable String text) {
            paidNote = blankToNull(text);
            return this;
        }

        /** Whether missing properties are created before the first write to them. Defaults to false. */
        public Builder createProperties(boolean create) {
            createProperties = create;
            return this;
        }

        /** Calls per ten seconds; 0 switches the budget off. Defaults to 100. */
        public Builder limitPer10Seconds(int calls) {
            limitPer10Seconds = zeroOrMore("limit per 10 seconds", calls);
            return this;
        }

        /** Deadline of one call, quick retries included. Defaults to 10 seconds. */
        public Builder callTimeout(Duration timeout) {
            callTimeout = positive("call timeout", timeout);
            return this;
        }

        /** How often to poll for missed deals; zero switches it off. Defaults to 5 minutes. */
        public Builder pollInterval(Duration interval) {
            pollInterval = notNegative("poll interval", interval);
            return this;
        }

        /** How far each poll looks back. Defaults to 10 minutes. */
        public Builder pollOverlap(Duration overlap) {
            pollOverlap = notNegative("poll overlap", overlap);
            return this;
        }

        /**
         * Makes it.
         *
         * @throws IllegalStateException naming all that is missing or contradictory
         */
        public HubSpotSettings build() {
            var faults = new ArrayList<String>();
            if (accessToken == null) {
                faults.add("accessToken is missing");
            }
            if (requireSignature && clientSecret == null && pollInterval.isZero()) {
                faults.add(
                        "without clientSecret webhooks are refused, and the poll is off too: no deal would be heard of");
            }
            if (allowLegacySignatures && clientSecret == null) {
                faults.add("allowLegacySignatures needs clientSecret");
            }
            if (!faults.isEmpty() || accessToken == null) {
                throw new IllegalStateException("HubSpot settings: " + String.join("; ", faults));
            }
            return new HubSpotSettings(this, accessToken);
        }
    }
}
