package nl.factuurstroom.examples.service;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.factuurstroom.connector.pipedrive.Pipedrive;
import nl.factuurstroom.connector.pipedrive.PipedriveProperties;
import nl.factuurstroom.connector.pipedrive.PipedriveSettings;
import nl.factuurstroom.connector.pipedrive.PipedriveSettings.Discounts;
import nl.factuurstroom.connector.pipedrive.PipedriveSettings.Recurring;
import nl.factuurstroom.followup.CrmUpdate;

/** {@code pipedrive.*} as a source of sales. */
final class PipedriveWiring {

    private static final Map<String, Recurring> RECURRING = Map.of(
            "attention", Recurring.ATTENTION,
            "first-period", Recurring.FIRST_PERIOD,
            "whole-term", Recurring.WHOLE_TERM);
    private static final Map<String, Discounts> DISCOUNTS =
            Map.of("always", Discounts.ALWAYS, "when-value-differs", Discounts.WHEN_VALUE_DIFFERS);

    private final Configuration configuration;

    PipedriveWiring(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Empty when something is wrong with it, which is then among the faults. */
    Optional<SalesSource> source() {
        int faultsBefore = configuration.faults().all().size();
        var builder = PipedriveSettings.builder()
                .baseUri(configuration.address("pipedrive.base-url"))
                .tokenUri(configuration.address("pipedrive.token-url"))
                .recurring(configuration.choice("pipedrive.recurring", RECURRING, Recurring.ATTENTION))
                .discounts(configuration.choice("pipedrive.discounts", DISCOUNTS, Discounts.ALWAYS))
                .checkValue(configuration.flag("pipedrive.check-value"))
                .limitPer2Seconds(configuration.number("pipedrive.limit-per-2-seconds", 0, 100_000))
                .tokensPerDay(configuration.number("pipedrive.tokens-per-day", 0, Integer.MAX_VALUE))
                .pollInterval(configuration.durationOrOff("pipedrive.poll-interval"))
                .pollOverlap(configuration.durationOrOff("pipedrive.poll-overlap"))
                .callTimeout(configuration.duration("pipedrive.call-timeout"))
                .pipelines(Set.copyOf(configuration.list("pipedrive.pipelines")))
                .fallbackToDealValue(configuration.flag("pipedrive.fallback-to-deal-value"))
                .createProperties(configuration.flag("pipedrive.create-properties"))
                .paidNote(configuration.optional("pipedrive.paid-note"))
                .properties(properties());
        var settings = new Named(configuration, "pipedrive.");
        settings.set("company-id", builder::companyId);
        settings.set("reference-prefix", builder::referencePrefix);
        for (CrmUpdate.Status status : CrmUpdate.Status.values()) {
            var name = "status." + status.name().toLowerCase(Locale.ROOT).replace('_', '-');
            settings.set(name, text -> builder.statusText(status, text));
        }
        credentials(builder);
        webhooks(builder);
        var wonSince = configuration.moment("pipedrive.won-since");
        var settle = configuration.durationOrOff("pipedrive.settle");
        var kind = SalesSource.supplyKind(configuration, "pipedrive.property.product.default-supply-kind");
        if (configuration.faults().all().size() > faultsBefore) {
            return Optional.empty();
        }
        return Optional.ofNullable(configuration.faults().attempt("pipedrive", builder::build))
                .map(Pipedrive::of)
                .map(pipedrive -> new SalesSource(pipedrive.dealWon(), pipedrive.crmUpdater(), wonSince, settle, kind));
    }

    private void credentials(PipedriveSettings.Builder builder) {
        builder.apiToken(configuration.optional("pipedrive.api-token"));
        if (configuration.has("pipedrive.client-id") || configuration.has("pipedrive.client-secret")) {
            var id = configuration.text("pipedrive.client-id");
            var secret = configuration.text("pipedrive.client-secret");
            var token = configuration.optional("pipedrive.refresh-token");
            configuration
                    .faults()
                    .attempt("pipedrive.client-id", () -> builder.oauth(id, secret, token == null ? "" : token));
        } else if (!configuration.has("pipedrive.api-token")) {
            configuration
                    .faults()
                    .add("pipedrive.api-token is missing, or pipedrive.client-id, pipedrive.client-secret and"
                            + " pipedrive.refresh-token of an app");
        }
    }

    private void webhooks(PipedriveSettings.Builder builder) {
        boolean required = configuration.flag("pipedrive.require-auth");
        var password = configuration.optional("pipedrive.webhook-password");
        builder.requireAuth(required);
        if (required && password == null) {
            configuration
                    .faults()
                    .add("pipedrive.webhook-password is missing: webhooks carry it"
                            + " (pipedrive.require-auth=false takes them without, for tests)");
        }
        configuration
                .faults()
                .attempt(
                        "pipedrive.webhook-user",
                        () -> builder.webhookAuth(configuration.optional("pipedrive.webhook-user"), password));
    }

    private PipedriveProperties properties() {
        var builder = PipedriveProperties.standard().toBuilder();
        var named = new Named(configuration, "pipedrive.property.");
        named.set("organization.vat-id", builder::organizationVatId);
        named.set("organization.kvk-number", builder::organizationKvkNumber);
        named.set("organization.invoice-email", builder::organizationInvoiceEmail);
        named.set("organization.po-required", builder::organizationPoRequired);
        named.set("organization.private-person", builder::organizationPrivatePerson);
        named.set("organization.country", builder::organizationCountry);
        named.set("person.invoice-email", builder::personInvoiceEmail);
        named.set("person.address", builder::personAddress);
        named.set("product.vat-rate", builder::productVatRate);
        named.set("product.supply-kind", builder::productSupplyKind);
        named.set("product.product-group", builder::productGroup);
        named.set("deal.po-number", builder::dealPoNumber);
        named.set("deal.supply-date", builder::dealSupplyDate);
        named.set("deal.ship-to-country", builder::dealShipToCountry);
        named.set("deal.invoice-number", builder::dealInvoiceNumber);
        named.set("deal.invoice-status", builder::dealInvoiceStatus);
        named.set("deal.amount-paid", builder::dealAmountPaid);
        named.set("deal.paid-date", builder::dealPaidDate);
        return builder.build();
    }
}
