package nl.factuurstroom.endtoend;

import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nl.factuurstroom.connector.pipedrive.Pipedrive;
import nl.factuurstroom.connector.pipedrive.PipedriveProperties;
import nl.factuurstroom.connector.pipedrive.PipedriveSettings;
import nl.factuurstroom.testkit.simulator.PipedriveSimulator;
import nl.factuurstroom.testkit.simulator.PipedriveSimulator.Delivery;
import nl.factuurstroom.trigger.WebhookRequest;

/** Won deals at Pipedrive. */
final class PipedriveSource implements Source {

    private static final URI HOOK = URI.create("https://invoicing.example/webhooks/pipedrive");
    private static final String USER = "pipedrive";
    private static final String PASSWORD = "a-long-webhook-password";

    private final PipedriveSimulator pipedrive;
    private final Map<Deal, Long> ids = new HashMap<>();
    private final Map<Buyer, Long> buyers = new HashMap<>();
    private final String vatId;
    private final String kvkNumber;
    private final String invoiceEmail;
    private final String personAddress;
    private final String vatRate;
    private final String supplyKind;
    private final String shipTo;

    PipedriveSource(Clock clock) {
        this.pipedrive = new PipedriveSimulator(clock);
        this.vatId = pipedrive.addField("organization", "BTW-nummer", "varchar");
        this.kvkNumber = pipedrive.addField("organization", "KvK-nummer", "varchar");
        this.invoiceEmail = pipedrive.addField("organization", "Factuur-e-mail", "varchar");
        this.personAddress = pipedrive.addField("person", "Adres", "address");
        this.vatRate = pipedrive.addField("product", "Btw-tarief", "varchar");
        this.supplyKind = pipedrive.addField("product", "Soort", "varchar");
        this.shipTo = pipedrive.addField("deal", "Verzenden naar", "varchar");
        pipedrive.subscribe(HOOK, "2.0", USER, PASSWORD);
    }

    @Override
    public Connector connect() {
        var properties = PipedriveProperties.builder()
                .organizationVatId("BTW-nummer")
                .organizationKvkNumber(kvkNumber)
                .organizationInvoiceEmail("Factuur-e-mail")
                .personAddress("Adres")
                .productVatRate("Btw-tarief")
                .productSupplyKind("Soort")
                .dealShipToCountry("Verzenden naar")
                .dealInvoiceNumber("Factuurnummer")
                .dealInvoiceStatus("Factuurstatus");
        var connector = Pipedrive.of(PipedriveSettings.builder()
                .baseUri(pipedrive.baseUri())
                .apiToken(PipedriveSimulator.API_TOKEN)
                .webhookAuth(USER, PASSWORD)
                .companyId(PipedriveSimulator.COMPANY_ID)
                .properties(properties.build())
                .createProperties(true)
                // Its pace is kept in real time, which stands still here.
                .limitPer2Seconds(0)
                .build());
        return new Connector(connector.dealWon(), connector.crmUpdater());
    }

    @Override
    public void win(Deal deal) {
        var buyer = deal.buyer();
        long owner = buyers.computeIfAbsent(buyer, b -> b.isCompany() ? organization(b) : person(b));
        long id = pipedrive.addDeal("{\"title\": \"%s\", \"%s\": %d}"
                .formatted(deal.title(), buyer.isCompany() ? "org_id" : "person_id", owner));
        ids.put(deal, id);
        for (Deal.Line line : deal.lines()) {
            pipedrive.addLine(
                    id,
                    "{\"name\": \"%s\", \"quantity\": %d, \"item_price\": %s, \"tax\": %d, \"product_id\": %d}"
                            .formatted(line.text(), line.quantity(), line.price(), tax(deal, line), product(line)));
        }
        if (deal.hasGoodsOnly()) {
            pipedrive.fill("deal", id, shipTo, quoted(buyer.address().countryName()));
        }
        pipedrive.win(id);
    }

    /** What a seller types on a line: the rate that will be charged. */
    private static int tax(Deal deal, Deal.Line line) {
        return deal.net().equals(deal.total()) ? 0 : line.rate();
    }

    private long product(Deal.Line line) {
        long id = pipedrive.addProduct("{\"name\": \"%s\"}".formatted(line.text()));
        pipedrive.fill("product", id, vatRate, quoted(Integer.toString(line.rate())));
        pipedrive.fill("product", id, supplyKind, quoted(line.isGoods() ? "goederen" : "diensten"));
        return id;
    }

    private long organization(Buyer buyer) {
        long id = pipedrive.addOrganization(
                "{\"name\": \"%s\", \"address\": %s}".formatted(buyer.name(), address(buyer)));
        if (buyer.vatId() != null) {
            pipedrive.fill("organization", id, vatId, quoted(buyer.vatId()));
        }
        if (buyer.kvkNumber() != null) {
            pipedrive.fill("organization", id, kvkNumber, quoted(buyer.kvkNumber()));
        }
        pipedrive.fill("organization", id, invoiceEmail, quoted(buyer.email()));
        return id;
    }

    private long person(Buyer buyer) {
        long id = pipedrive.addPerson(
                "{\"name\": \"%s\", \"emails\": [{\"value\": \"%s\", \"primary\": true, \"label\": \"home\"}]}"
                        .formatted(buyer.name(), buyer.email()));
        pipedrive.fill("person", id, personAddress, address(buyer));
        return id;
    }

    private static String address(Buyer buyer) {
        var place = buyer.address();
        return """
                {"value": "%1$s %2$s, %3$s %4$s, %5$s", "country": "%5$s", "locality": "%4$s", "route": "%1$s",
                 "street_number": "%2$s", "subpremise": "", "postal_code": "%3$s"}""".formatted(place.street(), place.number(), place.postalCode(), place.city(), place.countryName());
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    @Override
    public List<WebhookRequest> webhooks() {
        var due = pipedrive.takeDeliveries();
        due.forEach(delivery -> pipedrive.settle(delivery, 200));
        return due.stream().map(Delivery::request).toList();
    }

    @Override
    public PipedriveSimulator simulator() {
        return pipedrive;
    }

    @Override
    public Optional<Shown> shown(Deal deal) {
        long id = Objects.requireNonNull(ids.get(deal));
        return Optional.of(new Shown(
                pipedrive.shown(id, "Factuurnummer").orElse(""),
                pipedrive.shown(id, "Factuurstatus").filter("Betaald"::equals).isPresent()));
    }
}
