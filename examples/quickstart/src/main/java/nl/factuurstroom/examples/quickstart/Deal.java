package nl.factuurstroom.examples.quickstart;

import java.util.List;
import java.util.stream.Collectors;
import nl.factuurstroom.connector.hubspot.HubSpot;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.testkit.simulator.HubSpotSimulator;

/**
 * One of the deals.
 *
 * @param number its place in the story
 * @param folder where its payloads lie
 * @param ending how it ends
 */
record Deal(int number, String folder, Ending ending) {

    /** How a deal ends. */
    enum Ending {
        PAID,
        PARTLY_PAID,
        OPEN,
        WAITS_FOR_A_PERSON
    }

    /** The fifth of the story isn't here: it is a webhook of the first that comes again. */
    static final List<Deal> ALL = List.of(
            new Deal(1, "1-bakkerij", Ending.PAID),
            new Deal(2, "2-boekhandel", Ending.PARTLY_PAID),
            new Deal(3, "3-brouwerij", Ending.PAID),
            new Deal(4, "4-werkzeugbau", Ending.OPEN),
            new Deal(6, "6-atelier", Ending.WAITS_FOR_A_PERSON));

    String id() {
        return Payloads.json(folder + "/deal.json").path("id").asText();
    }

    String title() {
        return Payloads.json(folder + "/deal.json").at("/properties/dealname").asText();
    }

    String company() {
        return Payloads.json(folder + "/company.json").at("/properties/name").asText();
    }

    /** As it stands on the invoice in the books. */
    String reference() {
        return "HS-" + id();
    }

    SaleRef ref() {
        return new SaleRef(HubSpot.NAME, Long.toString(HubSpotSimulator.PORTAL), id());
    }

    boolean waits() {
        return ending == Ending.WAITS_FOR_A_PERSON;
    }

    static List<Deal> invoiced() {
        return ALL.stream().filter(deal -> !deal.waits()).collect(Collectors.toList());
    }
}
