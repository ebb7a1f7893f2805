package nl.factuurstroom.killharness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nl.factuurstroom.Guards;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.connector.exact.ExactOnline;
import nl.factuurstroom.connector.exact.ExactOnlineSettings;
import nl.factuurstroom.connector.hubspot.HubSpot;
import nl.factuurstroom.connector.hubspot.HubSpotProperties;
import nl.factuurstroom.connector.hubspot.HubSpotSettings;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.testkit.InMemoryStore;
import nl.factuurstroom.testkit.SettableClock;
import nl.factuurstroom.testkit.simulator.ExactSimulator;
import nl.factuurstroom.testkit.simulator.HubSpotSimulator;

/** Nodes in this JVM, with the real connectors over real HTTP, under a clock that the test moves. They share one store. */
final class VirtualNodes {

    private record Member(InMemoryStore store, InvoicingPipeline pipeline, HubSpot hubSpot) {}

    private final SettableClock clock;
    private final Town town;
    private final List<Member> members = new ArrayList<>();

    VirtualNodes(SettableClock clock, Town town, int number) {
        this.clock = clock;
        this.town = town;
        var store = InMemoryStore.at(clock);
        for (int i = 0; i < number; i++) {
            members.add(member(store));
            store = store.anotherNode(clock);
        }
        members.forEach(member -> member.pipeline().start());
    }

    private Member member(InMemoryStore store) {
        var hubSpot = HubSpot.of(HubSpotSettings.builder()
                .baseUri(town.hubSpot.baseUri())
                .accessToken(HubSpotSimulator.TOKEN)
                .clientSecret(HubSpotSimulator.SECRET)
                .portalId(Long.toString(HubSpotSimulator.PORTAL))
                .properties(HubSpotProperties.standard().toBuilder()
                        .lineVatRate("vat_rate")
                        .lineSupplyKind("supply_kind")
                        .build())
                .build());
        var exact = ExactOnline.of(ExactOnlineSettings.builder()
                .baseUri(town.exact.baseUri())
                .division(ExactSimulator.DIVISION)
                .accessToken(town.exact.accessToken())
                .item("UREN")
                .vatCode(VatTreatment.STANDARD, "2")
                .vatCode(VatTreatment.EU_SERVICES, "7D")
                .build());
        var pipeline = InvoicingPipeline.builder()
                .supplier(Supplier.builder()
                        .name("Zuiderzee Software B.V.")
                        .vatNumber("NL123456782B90")
                        .build())
                .trigger(hubSpot.dealWon())
                .crmUpdater(hubSpot.crmUpdater())
                .accountingGateway(exact)
                .delivery(Delivery.email())
                .guards(Guards.off())
                .wonSince(Instant.EPOCH)
                .store(store)
                .build();
        return new Member(store, pipeline, hubSpot);
    }

    /** The deal is won, and one of the nodes is told. */
    void win(Deal deal) {
        town.open(deal);
        town.win(deal);
        var member = members.get(Math.floorMod(deal.id().hashCode(), members.size()));
        var webhook = town.hubSpot.webhook().dealStage(deal.id(), "closedwon").build();
        var response = member.pipeline().receive(member.hubSpot(), webhook.request(clock.instant()));
        if (!response.accepted()) {
            throw new AssertionError(response.body());
        }
    }

    /** Lets time pass; the nodes take what is due in turns. */
    void pass(Duration time) {
        var end = clock.instant().plus(time);
        runDue();
        for (var next = nextDue(); next.isPresent() && !next.get().isAfter(end); next = nextDue()) {
            if (next.get().isAfter(clock.instant())) {
                clock.set(next.get());
            }
            runDue();
        }
        clock.set(end);
        runDue();
    }

    private void runDue() {
        boolean ran = true;
        while (ran) {
            ran = false;
            for (Member member : members) {
                ran |= member.store().runOne();
            }
        }
    }

    private Optional<Instant> nextDue() {
        return members.stream()
                .flatMap(member -> member.store().nextDue().stream())
                .min(Comparator.naturalOrder());
    }

    InvoicingPipeline pipeline() {
        return members.get(0).pipeline();
    }
}
