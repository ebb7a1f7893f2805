package nl.factuurstroom.connector.pipedrive;

import static nl.factuurstroom.connector.support.SettingChecks.blankToNull;
import static nl.factuurstroom.connector.support.SettingChecks.notNegative;
import static nl.factuurstroom.connector.support.SettingChecks.positive;
import static nl.factuurstroom.connector.support.SettingChecks.zeroOrMore;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.support.Secrets;
import nl.factuurstroom.followup.CrmUpdate;

/** How one Pipedrive company is used. Immutable; {@code toString} hides the secrets. */
public final class PipedriveSettings {

    /** Pipedrive's address for all companies; the vendor advises {@code https://{company}.pipedrive.com}. */
    public static final URI DEFAULT_BASE_URI = URI.create("https://api.pipedrive.com");

    /** Where OAuth tokens come from. */
    public static final URI DEFAULT_TOKEN_URI = URI.create("https://oauth.pipedrive.com/oauth/token");

    /** Deadline of one call. */
    public static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(10);

    /** How often to ask for won deals that no webhook told of: 1440 tokens a day. */
    public static final Duration DEFAULT_POLL_INTERVAL = Duration.ofMinutes(10);

    /** How far each poll looks back. */
    public static final Duration DEFAULT_POLL_OVERLAP = Duration.ofMinutes(5);

    /** Calls per token and rolling two seconds that the smallest plan allows. */
    public static final int DEFAULT_LIMIT_PER_2_SECONDS = 20;

    /** Tokens per day that the smallest account has: one seat on Lite. */
    public static final int DEFAULT_TOKENS_PER_DAY = 30_000;

    /** What invoice references begin with. */
    public static final String DEFAULT_REFERENCE_PREFIX = "PD-";

    /** What becomes of a line that is billed again and again. */
    public enum Recurring {
        /** A person decides. */
        ATTENTION,
        /** The first billing period is invoiced. */
        FIRST_PERIOD,
        /** All periods of the term are invoiced at once. */
        WHOLE_TERM
    }

    /** When the discounts on a whole deal are asked for: one call of ten tokens per deal. */
    public enum Discounts {
        /** For every deal. */
        ALWAYS,
        /**
         * Only when the deal's value differs from what its products add up to. Right as long as nobody types a value over
         * that of a discounted deal.
         */
        WHEN_VALUE_DIFFERS
    }

    final URI baseUri;
    final URI tokenUri;
    final @Nullable String apiToken;
    final @Nullable OAuth oauth;
    final @Nullable String companyId;
    final String webhookUser;
    final @Nullable String webhookPassword;
    final boolean requireAuth;
    final PipedriveProperties properties;
    final Map<CrmUpdate.Status, String> statusTexts;
    final boolean createProperties;
    final @Nullable String paidNote;
    final Recurring recurring;
    final Discounts discounts;
    final boolean checkValue;
    final boolean fallbackToDealValue;
    final Set<String> pipelines;
    final String referencePrefix;
    final int limitPer2Seconds;
    final int tokensPerDay;
    final Duration callTimeout;
    final Duration pollInterval;
    final Duration pollOverlap;

    /** Credentials of an app. */
    record OAuth(String clientId, String clientSecret, String refreshToken) {

        @Override
        public String toString() {
            return "OAuth[clientId=" + clientId + "]";
        }
    }

    private PipedriveSettings(Builder builder) {
        this.baseUri = builder.baseUri;
        this.tokenUri = builder.tokenUri;
        this.apiToken = builder.apiToken;
        this.oauth = builder.oauth;
        this.companyId = builder.companyId;
        this.webhookUser = builder.webhookUser;
        this.webhookPassword = builder.webhookPassword;
        this.requireAuth = builder.requireAuth;
        this.properties = builder.properties;
        this.statusTexts = Map.copyOf(builder.statusTexts);
        this.createProperties = builder.createProperties;
        this.paidNote = builder.paidNote;
        this.recurring = builder.recurring;
        this.discounts = builder.discounts;
        this.checkValue = builder.checkValue;
        this.fallbackToDealValue = builder.fallbackToDealValue;
        this.pipelines = builder.pipelines;
        this.referencePrefix = builder.referencePrefix;
        this.limitPer2Seconds = builder.limitPer2Seconds;
        this.tokensPerDay = builder.tokensPerDay;
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
        return "PipedriveSettings[baseUri=" + baseUri + ", companyId=" + companyId + ", apiToken="
                + Secrets.mask(apiToken) + ", oauth=" + oauth + ", webhookPassword=" + Secrets.mask(webhookPassword)
                + "]";
    }

    /** Only an API token or an app's credentials are required, and for webhooks their password. Not thread-safe. */
    public static final class Builder {

        private URI baseUri = DEFAULT_BASE_URI;
        private URI tokenUri = DEFAULT_TOKEN_URI;
        private @Nullable String apiToken;
        private @Nullable OAuth oauth;
        private @Nullable String companyId;
        private String webhookUser = "";
        private @Nullable String webhookPassword;
        private boolean requireAuth = true;
        private PipedriveProperties properties = PipedriveProperties.standard();
        private final Map<CrmUpdate.Status, String> statusTexts = new EnumMap<>(Map.of(
                CrmUpdate.Status.INVOICED, "Verstuurd",
                CrmUpdate.Status.PARTLY_PAID, "Deels betaald",
                CrmUpdate.Status.PAID, "Betaald",
                CrmUpdate.Status.OVERDUE, "Te laat",
                CrmUpdate.Status.CREDITED, "Gecrediteerd"));
        private boolean createProperties;
        private @Nullable String paidNote;
        private Recurring recurring = Recurring.ATTENTION;
        private Discounts discounts = Discounts.ALWAYS;
        private boolean checkValue = true;
        private boolean fallbackToDealValue;
        private Set<String> pipelines = Set.of();
        private String referencePrefix = DEFAULT_REFERENCE_PREFIX;
        private int limitPer2Seconds = DEFAULT_LIMIT_PER_2_SECONDS;
        private int tokensPerDay = DEFAULT_TOKENS_PER_DAY;
        private Duration callTimeout = DEFAULT_CALL_TIMEOUT;
        private Duration pollInterval = DEFAULT_POLL_INTERVAL;
        private Duration pollOverlap = DEFAULT_POLL_OVERLAP;

        private Builder() {}

        /** Scheme and host; the paths of API v2 and v1 are added. Defaults to {@link #DEFAULT_BASE_URI}. */
        public Builder baseUri(URI address) {
            var path = address.getRawPath();
            if (address.getHost() == null || (path != null && path.length() > 1)) {
                throw new IllegalArgumentException("Pipedrive's base address is scheme and host only, was " + address);
            }
            baseUri = address;
            return this;
        }

        /** Defaults to {@link #DEFAULT_TOKEN_URI}. */
        public Builder tokenUri(URI address) {
            tokenUri = Objects.requireNonNull(address, "tokenUri");
            return this;
        }

        /** A user's API token. Its user should see all deals. Either this or {@link #oauth}. Blank: not set. */
        public Builder apiToken(@Nullable String token) {
            apiToken = blankToNull(token);
            return this;
        }

        /** An app's credentials; later refresh tokens are kept in the store. Either this or {@link #apiToken}. */
        public Builder oauth(String clientId, String clientSecret, String refreshToken) {
            if (clientId.isBlank() || clientSecret.isBlank()) {
                throw new IllegalArgumentException(
                        "client id and client secret of the Pipedrive app must not be blank");
            }
            oauth = new OAuth(clientId.strip(), clientSecret.strip(), refreshToken.strip());
            return this;
        }

        /**
         * The company's id: {@code company_id} in {@code GET /v1/users/me}. When blank it is asked of Pipedrive at first
         * use; until then webhooks of every company that carry the right password are taken in.
         */
        public Builder companyId(@Nullable String id) {
            var given = blankToNull(id);
            if (given != null && !given.matches("[0-9]{1,18}")) {
                throw new IllegalArgumentException("a Pipedrive company id is a number, was '" + id + "'");
            }
            companyId = given;
            return this;
        }

        /** What the webhook was created with. Without a password webhooks are refused. Blank: not set. */
        public Builder webhookAuth(@Nullable String user, @Nullable String password) {
            webhookUser = user == null ? "" : user.strip();
            if (webhookUser.indexOf(':') >= 0) {
                throw new IllegalArgumentException("the user name of a webhook must not hold a colon");
            }
            webhookPassword = blankToNull(password);
            return this;
        }

        /** Whether webhooks must carry user name and password. Defaults to true; false is for tests. */
        public Builder requireAuth(boolean required) {
            requireAuth = required;
            return this;
        }

        /** Defaults to {@link PipedriveProperties#standard()}. */
        public Builder properties(PipedriveProperties names) {
            properties = Objects.requireNonNull(names, "properties");
            return this;
        }

        /** What a deal shows. Defaults to Verstuurd, Deels betaald, Betaald, Te laat, Gecrediteerd. */
        public Builder statusText(CrmUpdate.Status status, String text) {
            statusTexts.put(status, text.strip());
            return this;
        }

        /** Whether missing custom fields are created before the first write to them. Defaults to false. */
        public Builder createProperties(boolean create) {
            createProperties = create;
            return this;
        }

        /** What the note on a paid deal says. Defaults to no note: it costs two calls and 30 tokens. */
        public Builder paidNote(@Nullable String text) {
            paidNote = blankToNull(text);
            return this;
        }

        /** Defaults to {@link Recurring#ATTENTION}. */
        public Builder recurring(Recurring policy) {
            recurring = Objects.requireNonNull(policy, "recurring");
            return this;
        }

        /** Defaults to {@link Discounts#ALWAYS}. */
        public Builder discounts(Discounts when) {
            discounts = Objects.requireNonNull(when, "discounts");
            return this;
        }

        /** Whether a deal waits whose value isn't what its products add up to. Defaults to true. */
        public Builder checkValue(boolean check) {
            checkValue = check;
            return this;
        }

        /** Whether a deal without products becomes one line of its title and value. Defaults to false: it waits. */
        public Builder fallbackToDealValue(boolean fallback) {
            fallbackToDealValue = fallback;
            return this;
        }

        /** Ids of the pipelines whose deals count. Defaults to none given: all pipelines. */
        public Builder pipelines(Set<String> ids) {
            pipelines = Set.copyOf(ids);
            return this;
        }

        /** What invoice references begin with, before the deal's id. Defaults to {@code PD-}. */
        public Builder referencePrefix(String prefix) {
            if (!prefix.matches("[A-Za-z0-9_-]{0,12}")) {
                throw new IllegalArgumentException(
                        "a reference prefix is at most 12 characters of A-Z a-z 0-9 - _, was '" + prefix + "'");
            }
            referencePrefix = prefix;
            return this;
        }

        /** What the plan allows: 20 (Lite, the default), 40, 100 or 120; an app four times that. 0: no limit. */
        public Builder limitPer2Seconds(int calls) {
            limitPer2Seconds = zeroOrMore("limit per 2 seconds", calls);
            return this;
        }

        /** Tokens that a day may cost. Defaults to 30 000. 0: no limit. */
        public Builder tokensPerDay(int tokens) {
            tokensPerDay = zeroOrMore("tokens per day", tokens);
            return this;
        }

        /** Deadline of one call, quick retries included. Defaults to 10 seconds. */
        public Builder callTimeout(Duration timeout) {
            callTimeout = positive("call timeout", timeout);
            return this;
        }

        /** How often to poll for missed deals; zero switches it off. Defaults to 10 minutes. */
        public Builder pollInterval(Duration interval) {
            pollInterval = notNegative("poll interval", interval);
            return this;
        }

        /** How far each poll looks back. Defaults to 5 minutes. */
        public Builder pollOverlap(Duration overlap) {
            pollOverlap = notNegative("poll overlap", overlap);
            return this;
        }

        /** @throws IllegalStateException naming all that is missing or contradictory */
        public PipedriveSettings build() {
            var faults = new ArrayList<String>();
            if ((apiToken == null) == (oauth == null)) {
                faults.add(apiToken == null ? "apiToken or oauth is missing" : "apiToken and oauth exclude each other");
            }
            if (requireAuth && webhookPassword == null && pollInterval.isZero()) {
                faults.add(
                        "without webhookAuth webhooks are refused, and the poll is off too: no deal would be heard of");
            }
            if (!faults.isEmpty()) {
                throw new IllegalStateException("Pipedrive settings: " + String.join("; ", faults));
            }
            return new PipedriveSettings(this);
        }
    }
}
