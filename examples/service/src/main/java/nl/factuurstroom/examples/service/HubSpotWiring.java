package nl.factuurstroom.examples.service;

import java.util.Map;
import java.util.function.Consumer;
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

    /** Null when something is wrong with it, which is then among the faults. */
    @Nullable
    SalesSource source() {
        boolean signed = configuration.flag("hubspot.require-signature");
        if (signed && !configuration.has("hubspot.client-secret")) {
            configuration.faults().add("hubspot.client-secret is missing: webhooks are signed with it"
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
        if (token.isEmpty() || properties == null || portal == null || (signed && !configuration.has("hubspot.client-secret"))) {
            return null;
        }
        var settings = configuration
                .faults()
                .attempt("hubspot", () -> builder.accessToken(token).properties(properties).build());
        if (settings == null) {
            return null;
        }
        var hubSpot = HubSpot.of(settings);
        return new SalesSource(hubSpot.dealWon(), hubSpot.crmUpdater(), wonSince, settle);
    }

    /** What a line is that doesn't say. */
    SupplyKind defaultSupplyKind() {
        return configuration.choice("hubspot.property.line.default-supply-kind", KINDS, SupplyKind.SERVICE);
    }

    private HubSpotProperties properties() {
        var builder = HubSpotProperties.standardBuilder();
        set("company.vat-id", builder::companyVatId);
        set("company.kvk-number", builder::companyKvkNumber);
        set("company.invoice-email", builder::companyInvoiceEmail);
        set("company.po-required", builder::companyPoRequired);
        set("line.vat-rate", builder::lineVatRate);
        set("line.supply-kind", builder::lineSupplyKind);
        set("deal.po-number", builder::dealPoNumber);
        set("deal.supply-date", builder::dealSupplyDate);
        set("deal.ship-to-country", builder::dealShipToCountry);
        set("deal.invoice-number", builder::dealInvoiceNumber);
        set("deal.invoice-status", builder::dealInvoiceStatus);
        set("deal.amount-paid", builder::dealAmountPaid);
        set("deal.paid-date", builder::dealPaidDate);
        return builder.build();
    }

    private void set(String property, Consumer<String> setter) {
        var name = configuration.optional("hubspot.property." + property);
        if (name != null) {
            setter.accept(name);
        }
    }
}
