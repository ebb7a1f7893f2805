package nl.factuurstroom.endtoend;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nl.factuurstroom.connector.hubspot.HubSpot;
import nl.factuurstroom.connector.hubspot.HubSpotProperties;
import nl.factuurstroom.connector.hubspot.HubSpotSettings;
import nl.factuurstroom.testkit.simulator.HubSpotRecord;
import nl.factuurstroom.testkit.simulator.HubSpotSimulator;
import nl.factuurstroom.trigger.WebhookRequest;

/** Won deals at HubSpot. */
final class HubSpotSource implements Source {

    private final Clock clock;
    private final HubSpotSimulator hubSpot;
    private final Map<Deal, String> ids = new HashMap<>();
    private final List<WebhookRequest> webhooks = new ArrayList<>();

    HubSpotSource(Clock clock) {
        this.clock = clock;
        this.hubSpot = new HubSpotSimulator(clock);
        List.of("vat_number", "kvk_number", "invoice_email")
                .forEach(name -> hubSpot.property("companies", name, "string"));
        List.of("vat_rate", "supply_kind").forEach(name -> hubSpot.property("line_items", name, "string"));
        hubSpot.property("deals", "ship_to", "string");
    }

    @Override
    public Connector connect() {
        var properties = HubSpotProperties.builder()
                .companyVatId("vat_number")
                .companyKvkNumber("kvk_number")
                .companyInvoiceEmail("invoice_email")
                .lineVatRate("vat_rate")
                .lineSupplyKind("supply_kind")
                .dealShipToCountry("ship_to")
                .dealInvoiceNumber("invoice_number")
                .dealInvoiceStatus("invoice_status");
        var connector = HubSpot.of(HubSpotSettings.builder()
                .baseUri(hubSpot.baseUri())
                .accessToken(HubSpotSimulator.TOKEN)
                .clientSecret(HubSpotSimulator.SECRET)
                .portalId(Long.toString(HubSpotSimulator.PORTAL))
                .properties(properties.build())
                .createProperties(true)
                .build());
        return new Connector(connector.dealWon(), connector.crmUpdater());
    }

    @Override
    public void win(Deal deal) {
        var id = Integer.toString(981 + ids.size());
        ids.put(deal, id);
        var made = hubSpot.deal(id).name(deal.title());
        var buyer = deal.buyer();
        if (buyer.isCompany()) {
            company(buyer);
            made.company(Integer.toString(buyer.id()));
        } else {
            contact(buyer);
            made.contact(Integer.toString(buyer.id()));
        }
        for (Deal.Line line : deal.lines()) {
            made.line(
                    line.text(),
                    Integer.toString(line.quantity()),
                    line.price(),
                    item -> item.set("vat_rate", Integer.toString(line.rate()))
                            .set("supply_kind", line.isGoods() ? "goederen" : "diensten"));
        }
        if (deal.hasGoodsOnly()) {
            made.set("ship_to", buyer.address().countryName());
        }
        made.stage("closedwon");
        webhooks.add(hubSpot.webhook().creation(id).build().request(clock.instant()));
        webhooks.add(hubSpot.webhook().dealStage(id, "closedwon").build().request(clock.instant()));
    }

    private void company(Buyer buyer) {
        address(hubSpot.company(Integer.toString(buyer.id())), buyer)
                .name(buyer.name())
                .set("vat_number", buyer.vatId())
                .set("kvk_number", buyer.kvkNumber())
                .set("invoice_email", buyer.email());
    }

    private void contact(Buyer buyer) {
        address(hubSpot.contact(Integer.toString(buyer.id())), buyer)
                .set("firstname", buyer.firstName())
                .set("lastname", buyer.lastName())
                .set("email", buyer.email());
    }

    private static HubSpotRecord address(HubSpotRecord record, Buyer buyer) {
        var place = buyer.address();
        return record.address(
                place.street() + " " + place.number(), place.postalCode(), place.city(), place.countryName());
    }

    @Override
    public List<WebhookRequest> webhooks() {
        var taken = List.copyOf(webhooks);
        webhooks.clear();
        return taken;
    }

    @Override
    public HubSpotSimulator simulator() {
        return hubSpot;
    }

    @Override
    public Optional<Shown> shown(Deal deal) {
        var made = hubSpot.deal(Objects.requireNonNull(ids.get(deal)));
        return Optional.of(new Shown(
                Objects.requireNonNullElse(made.get("invoice_number"), ""), "paid".equals(made.get("invoice_status"))));
    }
}
