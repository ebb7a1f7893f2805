package nl.factuurstroom.connector.moneybird;

import static nl.factuurstroom.connector.support.SettingChecks.notNegative;
import static nl.factuurstroom.connector.support.SettingChecks.positive;
import static nl.factuurstroom.connector.support.SettingChecks.zeroOrMore;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.support.Secrets;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.tax.VatTreatment;

/**
 * How to reach one administration, and what our words are called there. Immutable; made with {@link #builder()}, whose
 * setters say what each value means and what it defaults to. {@code toString} hides every secret.
 *
 * @param administration number in the web app's address
 * @param baseUri of the API
 * @param accessToken bearer token
 * @param webhookSecrets secrets of the webhooks that we accept; empty when none
 * @param webhookToken token of a webhook whose secret is unknown, or null
 * @param taxRates tax rate id per treatment
 * @param ossTaxRates tax rate id per foreign percentage
 * @param reportReferences VAT-return boxes that a draft must show, where they differ from the Dutch ones
 * @param ledgerAccount id for lines without one of their own, or null for Moneybird's choice
 * @param ledgerAccounts ledger account id per product group
 * @param project id of a project for lines without one by product group, or null
 * @param projects project id per product group
 * @param workflow id, or null for the contact's or the administration's own
 * @param documentStyle id, or null for the default one
 * @param paymentDays days to pay, or null for the workflow's
 * @param printLegalTexts whether the VAT decision's texts are printed as a line of their own
 * @param remindersByUs whether our reminders are on
 * @param limitPerFiveMinutes calls, 0 for no limit
 * @param callTimeout deadline of one call
 * @param settleTime how long after an unclear answer a search that finds nothing counts as proof
 * @param paymentPollInterval how often payments are polled; zero switches it off
 */
public record MoneybirdSettings(
        String administration,
        URI baseUri,
        String accessToken,
        List<String> webhookSecrets,
        @Nullable String webhookToken,
        Map<VatTreatment, String> taxRates,
        Map<Percentage, String> ossTaxRates,
        Map<VatTreatment, Set<String>> reportReferences,
        @Nullable String ledgerAccount,
        Map<String, String> ledgerAccounts,
        @Nullable String project,
        Map<String, String> projects,
        @Nullable String workflow,
        @Nullable String documentStyle,
        @Nullable Integer paymentDays,
        boolean printLegalTexts,
        boolean remindersByUs,
        int limitPerFiveMinutes,
        Duration callTimeout,
        Duration settleTime,
        Duration paymentPollInterval) {

    /** Moneybird's own. */
    public static final URI DEFAULT_BASE_URI = URI.create("https://moneybird.com/api/v2");

    public MoneybirdSettings {
        webhookSecrets = List.copyOf(webhookSecrets);
        taxRates = Map.copyOf(taxRates);
        ossTaxRates = Map.copyOf(ossTaxRates);
        reportReferences = Map.copyOf(reportReferences);
        ledgerAccounts = Map.copyOf(ledgerAccounts);
        projects = Map.copyOf(projects);
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String toString() {
        return "MoneybirdSettings[administration=" + administration + ", baseUri=" + baseUri + ", accessToken="
                + Secrets.mask(accessToken) + ", webhookSecrets=" + webhookSecrets.size() + " (hidden), webhookToken="
                + Secrets.mask(webhookToken) + ", taxRates=" + taxRates + ", ledgerAccount=" + ledgerAccount
                + ", workflow=" + workflow + ", documentStyle=" + documentStyle + "]";
    }

    /** Not thread-safe. Setters refuse bad values where they are given; {@link #build} names all that is missing. */
    public static final class Builder {

        private String administration = "";
        private URI baseUri = DEFAULT_BASE_URI;
        private String accessToken = "";
        private final List<String> webhookSecrets = new ArrayList<>();
        private @Nullable String webhookToken;
        private final Map<VatTreatment, String> taxRates = new EnumMap<>(VatTreatment.class);
        private final Map<Percentage, String> ossTaxRates = new HashMap<>();
        private final Map<VatTreatment, Set<String>> reportReferences = new EnumMap<>(VatTreatment.class);
        private @Nullable String ledgerAccount;
        private final Map<String, String> ledgerAccounts = new HashMap<>();
        private @Nullable String project;
        private final Map<String, String> projects = new HashMap<>();
        private @Nullable String workflow;
        private @Nullable String documentStyle;
        private @Nullable Integer paymentDays;
        private boolean printLegalTexts = true;
        private boolean remindersByUs;
        private int limit = 150;
        private Duration callTimeout = Duration.ofSeconds(30);
        private Duration settleTime = Duration.ofMinutes(2);
        private Duration paymentPollInterval = Duration.ofMinutes(15);

        private Builder() {}

        /** Required: the number in the address of the web app. */
        public Builder administration(String id) {
            this.administration = id("administration", id);
            return this;
        }

        /** Required: a personal API token with scope {@code sales_invoices}, and {@code settings} for products. */
        public Builder accessToken(String token) {
            this.accessToken = token.trim();
            return this;
        }

        /** Defaults to {@link #DEFAULT_BASE_URI}. An address without a path gets {@code /api/v2}. */
        public Builder baseUri(URI uri) {
            var path = uri.getPath();
            this.baseUri = path == null || path.isEmpty() || path.equals("/") ? uri.resolve("/api/v2") : uri;
            return this;
        }

        /** Accepts webhooks signed with this secret. May be called more than once; without any, every webhook is refused. */
        public Builder webhookSecret(@Nullable String secret) {
            if (secret != null && !secret.isBlank()) {
                webhookSecrets.add(secret.trim());
            }
            return this;
        }

        /** Accepts unsigned webhooks with this token in their body: only for webhooks from before June 2026. */
        public Builder webhookToken(@Nullable String token) {
            this.webhookToken = MoneybirdMapper.filled(token);
            return this;
        }

        /** Tax rate that a treatment is booked on; blank or null takes it away. {@code check()} proposes missing ones. */
        public Builder taxRate(VatTreatment treatment, @Nullable String id) {
            var given = optional("tax rate of " + treatment, id);
            if (given == null) {
                taxRates.remove(treatment);
            } else {
                taxRates.put(treatment, given);
            }
            return this;
        }

        /** Which tax rate a foreign percentage through the One Stop Shop is booked on. */
        public Builder ossTaxRate(Percentage percentage, String id) {
            ossTaxRates.put(percentage, id("OSS tax rate of " + percentage, id));
            return this;
        }

        /** Boxes that a draft may show for a treatment, as Moneybird writes them: {@code NL/3b}. Defaults to the Dutch ones. */
        public Builder reportReferences(VatTreatment treatment, String... boxes) {
            reportReferences.put(treatment, Set.copyOf(new LinkedHashSet<>(List.of(boxes))));
            return this;
        }

        /** Ledger account of every line without one by product group. Defaults to the product's or Moneybird's own. */
        public Builder ledgerAccount(@Nullable String id) {
            this.ledgerAccount = optional("ledger account", id);
            return this;
        }

        /** Ledger account of lines in a product group. */
        public Builder ledgerAccount(String productGroup, String id) {
            ledgerAccounts.put(productGroup, id("ledger account of " + productGroup, id));
            return this;
        }

        /** Project (Moneybird's cost centre) of every line without one by product group. Defaults to none. */
        public Builder project(@Nullable String id) {
            this.project = optional("project", id);
            return this;
        }

        /** Project of lines in a product group. */
        public Builder project(String productGroup, String id) {
            projects.put(productGroup, id("project of " + productGroup, id));
            return this;
        }

        /** Workflow of invoices whose contact has none of its own. Defaults to the administration's. */
        public Builder workflow(@Nullable String id) {
            this.workflow = optional("workflow", id);
            return this;
        }

        /** Defaults to the administration's. */
        public Builder documentStyle(@Nullable String id) {
            this.documentStyle = optional("document style", id);
            return this;
        }

        /** Days to pay where neither the contact nor the sale says so; 0 to 365. Defaults to the workflow's. */
        public Builder paymentDays(int days) {
            if (days < 0 || days > 365) {
                throw new IllegalArgumentException("payment is due after 0 to 365 days, was " + days);
            }
            this.paymentDays = days;
            return this;
        }

        /** Whether the law's texts are a last line of their own. Defaults to true; false demands them of the tax rates. */
        public Builder printLegalTexts(boolean print) {
            this.printLegalTexts = print;
            return this;
        }

        /** Whether our own reminders are on: then no invoice goes on a workflow that reminds by itself. Defaults to false. */
        public Builder remindersByUs(boolean on) {
            this.remindersByUs = on;
            return this;
        }

        /** Calls per five minutes, 0 for no limit; defaults to 150. Moneybird counts per address: share it between administrations. */
        public Builder limitPerFiveMinutes(int calls) {
            this.limit = zeroOrMore("limit per five minutes", calls);
            return this;
        }

        /** Defaults to 30 seconds. */
        public Builder callTimeout(Duration timeout) {
            this.callTimeout = positive("call timeout", timeout);
            return this;
        }

        /** How long after an unclear answer a search that finds nothing counts as proof. Defaults to 2 minutes. */
        public Builder settleTime(Duration time) {
            this.settleTime = notNegative("settle time", time);
            return this;
        }

        /** Defaults to 15 minutes; zero switches polling off. */
        public Builder paymentPollInterval(Duration interval) {
            this.paymentPollInterval = notNegative("payment poll interval", interval);
            return this;
        }

        /** @throws IllegalStateException naming all that is missing */
        public MoneybirdSettings build() {
            if (administration.isEmpty() || accessToken.isBlank()) {
                throw new IllegalStateException("Moneybird needs"
                        + (administration.isEmpty() ? " an administration" : "")
                        + (accessToken.isBlank() ? " an accessToken" : ""));
            }
            return new MoneybirdSettings(
                    administration,
                    baseUri,
                    accessToken,
                    webhookSecrets,
                    webhookToken,
                    taxRates,
                    ossTaxRates,
                    reportReferences,
                    ledgerAccount,
                    ledgerAccounts,
                    project,
                    projects,
                    workflow,
                    documentStyle,
                    paymentDays,
                    printLegalTexts,
                    remindersByUs,
                    limit,
                    callTimeout,
                    settleTime,
                    paymentPollInterval);
        }

        private static @Nullable String optional(String name, @Nullable String id) {
            return id == null || id.isBlank() ? null : id(name, id);
        }

        private static String id(String name, String id) {
            if (!id.trim().matches("[0-9]{1,20}")) {
                throw new IllegalArgumentException(
                        "the " + name + " is Moneybird's own id, digits only, was '" + id + "'");
            }
            return id.trim();
        }
    }
}
