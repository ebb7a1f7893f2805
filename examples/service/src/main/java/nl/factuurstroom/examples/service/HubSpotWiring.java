package nl.factuurstroom.examples.service;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.factuurstroom.connector.hubspot.HubSpot;
import nl.factuurstroom.connector.hubspot.HubSpotProperties;
import nl.factuurstroom.connector.hubspot.HubSpotSettings;
import nl.factuurstroom.connector.hubspot.HubSpotSettings.Recurring;

/** {@code hubspot.*} as a source of sales. */
final class HubSpotWiring {

    private static final String NO_NOTE = "-";
    private static final Map<String, Recurring> RECURRING = Map.of(
            "attention", Recurring.ATTENTION,
            "first-period", Recurring.FIRST_PERIOD,
            "whole-term", Recurring.WHOLE_TERM);

    private final Configuration configuration;

    HubSpotWiring(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Empty when something is wrong with it, which is then among the faults. */
    Optional<SalesSource> source() {
        int faultsBefore = configuration.faults().all().size();
        var builder = HubSpotSettings.builder()
                .baseUri(configuration.address("hubspot.base-url"))
                .recurring(configuration.choice("hubspot.recurring", RECURRING, Recurring.ATTENTION))
                .limitPer10Seconds(configuration.number("hubspot.limit-per-10-seconds", 0, 100_000))
                .pollInterval(configuration.durationOrOff("hubspot.poll-interval"))
                .pollOverlap(configuration.durationOrOff("hubspot.poll-overlap"))
                .callTimeout(configuration.duration("hubspot.call-timeout"))
                .pipelines(Set.copyOf(configuration.list("hubspot.pipelines")))
                .wonStages(Set.copyOf(configuration.list("hubspot.won-stages")))
                .fallbackToDealAmount(configuration.flag("hubspot.fallback-to-deal-amount"))
                .createProperties(configuration.flag("hubspot.create-properties"))
                .allowLegacySignatures(configuration.flag("hubspot.allow-legacy-signatures"))
                .properties(properties());
        var settings = new Named(configuration, "hubspot.");
        settings.set("portal-id", builder::portalId);
        settings.set("reference-prefix", builder::referencePrefix);
        settings.set("paid-note", note -> builder.paidNote(note.equals(NO_NOTE) ? null : note));
        credentials(builder);
        var wonSince = configuration.moment("hubspot.won-since");
        var settle = configuration.durationOrOff("hubspot.settle");
        var kind = SalesSource.supplyKind(configuration, "hubspot.property.line.default-supply-kind");
        if (configuration.faults().all().size() > faultsBefore) {
            return Optional.empty();
        }
        return Optional.ofNullable(configuration.faults().attempt("hubspot", builder::build))
                .map(HubSpot::of)
                .map(hubSpot -> new SalesSource(hubSpot.dealWon(), hubSpot.crmUpdater(), wonSince, settle, kind));
    }

    private void credentials(HubSpotSettings.Builder builder) {
        var token = configuration.text("hubspot.access-token");
        if (!token.isEmpty()) {
            builder.accessToken(token);
        }
        boolean signed = configuration.flag("hubspot.require-signature");
        builder.requireSignature(signed).clientSecret(configuration.optional("hubspot.client-secret"));
        if (signed && !configuration.has("hubspot.client-secret")) {
            configuration
                    .faults()
                    .add("hubspot.client-secret is missing: webhooks are signed with it"
                            + " (hubspot.require-signature=false takes them unsigned, for tests)");
        }
    }

    /** What isn't named has its usual name where there is one, and is passed over where the account doesn't have it. */
    private HubSpotProperties properties() {
        var builder = HubSpotProperties.standard().toBuilder();
        var named = new Named(configuration, "hubspot.property.");
        named.set("company.vat-id", builder::companyVatId);
        named.set("company.kvk-number", builder::companyKvkNumber);
        named.set("company.invoice-email", builder::companyInvoiceEmail);
        named.set("company.po-required", builder::companyPoRequired);
        named.set("company.private-person", builder::companyPrivatePerson);
        named.set("line.vat-rate", builder::lineVatRate);
        named.set("line.supply-kind", builder::lineSupplyKind);
        named.set("line.product-group", builder::lineProductGroup);
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
