package nl.factuurstroom.examples.service;

import java.util.Map;
import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.hubspot.HubSpot;
import nl.factuurstroom.connector.hubspot.HubSpotProperties;
import nl.factuurstroom.connector.hubspot.HubSpotSettings;
import nl.factuurstroom.connector.hubspot.HubSpotSettings.Recurring;
import nl.factuurstroom.sale.SupplyKind;

/** {@code hubspot.*} as a source of sales. */
final class HubSpotWiring {

    private static final Map<String, Recurring> RECURRING = Map.of(
            "attention", Recurring.ATTENTION,
            "first-period", Recurring.FIRST_PERIOD,
            "whole-term", Recurring.WHOLE_TERM);
    private static final Map<String, SupplyKind> KINDS = Map.of(
            "goods", SupplyKind.GOODS,
            "goederen", SupplyKind.GOODS,
            "services", SupplyKind.SERVICE,
            "diensten", SupplyKind.SERVICE);

    private final Configuration configuration;

    HubSpotWiring(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Empty when something is wrong with it, which is then among the faults. */
    Optional<SalesSource> source() {
        boolean signed = configuration.flag("hubspot.require-signature");
        if (signed && !configuration.has("hubspot.client-secret")) {
            configuration
                    .faults()
                    .add("hubspot.client-secret is missing: webhooks are signed with it"
                            + " (hubspot.require-signature=false takes them unsigned, for tests)");
        }
        var token = configuration.text("hubspot.access-token");
        var builder = HubSpotSettings.builder()
                .baseUri(configuration.address("hubspot.base-url"))
                .clientSecret(configuration.optional("hubspot.client-secret"))
                .requireSignature(signed)
                .recurring(configuration.choice("hubspot.recurring", RECURRING, Recurring.ATTENTION))
                .limitPer10Seconds(configuration.number("hubspot.limit-per-10-seconds", 0, 100_000))
                .pollInterval(configuration.durationOrOff("hubspot.poll-interval"))
                .callTimeout(configuration.duration("hubspot.call-timeout"));
        var wonSince = configuration.moment("hubspot.won-since");
        var settle = configuration.durationOrOff("hubspot.settle");
        var properties = configuration.faults().attempt("hubspot.property", this::properties);
        var portal = configuration
                .faults()
                .attempt("hubspot.portal-id", () -> builder.portalId(configuration.optional("hubspot.portal-id")));
        if (token.isEmpty()
                || properties == null
                || portal == null
                || (signed && !configuration.has("hubspot.client-secret"))) {
            return Optional.empty();
        }
        var settings = configuration
                .faults()
                .attempt(
                        "hubspot",
                        () -> builder.accessToken(token).properties(properties).build());
        if (settings == null) {
            return Optional.empty();
        }
        var hubSpot = HubSpot.of(settings);
        return Optional.of(new SalesSource(hubSpot.dealWon(), hubSpot.crmUpdater(), wonSince, settle));
    }

    /** What a line is that doesn't say. */
    SupplyKind defaultSupplyKind() {
        return configuration.choice("hubspot.property.line.default-supply-kind", KINDS, SupplyKind.SERVICE);
    }

    /** What isn't named has its usual name where there is one, and is passed over where the account doesn't have it. */
    private HubSpotProperties properties() {
        var usual = HubSpotProperties.standard();
        var named = HubSpotProperties.builder()
                .companyVatId(or("company.vat-id", usual.companyVatId()))
                .companyKvkNumber(or("company.kvk-number", usual.companyKvkNumber()))
                .companyInvoiceEmail(or("company.invoice-email", usual.companyInvoiceEmail()))
                .companyPoRequired(or("company.po-required", usual.companyPoRequired()))
                .lineVatRate(or("line.vat-rate", usual.lineVatRate()))
                .lineSupplyKind(or("line.supply-kind", usual.lineSupplyKind()))
                .dealPoNumber(or("deal.po-number", usual.dealPoNumber()))
                .dealSupplyDate(or("deal.supply-date", usual.dealSupplyDate()))
                .dealShipToCountry(or("deal.ship-to-country", usual.dealShipToCountry()))
                .dealInvoiceNumber(or("deal.invoice-number", usual.dealInvoiceNumber()))
                .dealInvoiceStatus(or("deal.invoice-status", usual.dealInvoiceStatus()))
                .dealAmountPaid(or("deal.amount-paid", usual.dealAmountPaid()))
                .dealPaidDate(or("deal.paid-date", usual.dealPaidDate()))
                .build();
        return new HubSpotProperties(
                named.companyVatId(),
                named.companyKvkNumber(),
                named.companyInvoiceEmail(),
                named.companyPoRequired(),
                named.companyPrivatePerson(),
                named.lineVatRate(),
                named.lineSupplyKind(),
                named.dealPoNumber(),
                named.dealSupplyDate(),
                named.dealShipToCountry(),
                named.dealInvoiceNumber(),
                named.dealInvoiceStatus(),
                named.dealAmountPaid(),
                named.dealPaidDate(),
                true);
    }

    private @Nullable String or(String property, @Nullable String usual) {
        var name = configuration.optional("hubspot.property." + property);
        return name == null ? usual : name;
    }
}
