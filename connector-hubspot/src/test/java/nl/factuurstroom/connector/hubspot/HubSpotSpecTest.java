package nl.factuurstroom.connector.hubspot;

import static nl.factuurstroom.connector.hubspot.SimulatedAccount.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import nl.factuurstroom.followup.CrmUpdate;
import nl.factuurstroom.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every kind of request that we make fits the vendor's own specification. */
class HubSpotSpecTest {

    private final SimulatedAccount account = new SimulatedAccount();

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void everyRequestFitsThePublishedSpecification() {
        var specs = PublishedSpecs.find();
        assumeTrue(specs.isPresent(), "the vendor's specifications are not here: ../../shared/apis/hubspot");
        account.vendor.limits(0, 0, 0).taxRate("7", "BTW 9%", 9);
        var hubSpot = account.connector(settings -> settings.createProperties(true));

        everything(hubSpot);

        var faults = account.vendor.calls().stream()
                .flatMap(call -> specs.get().faults(call).stream())
                .distinct()
                .toList();
        assertThat(faults).isEmpty();
        assertThat(account.callsMade().stream().distinct()).hasSizeGreaterThan(19);
    }

    private void everything(HubSpot hubSpot) {
        account.vendor.company("501").billingContact("61");
        account.vendor
                .deal("987")
                .company("501")
                .line("Advies", "1", "10", line -> line.set("hs_tax_rate_group_id", "7"))
                .stage("closedwon");
        account.vendor.deal("988").contact("62").line("Advies", "1", "10").stage("closedwon");
        account.vendor.deal("986").company("501");
        account.vendor.deal("985").company("501");
        account.vendor.mergeDeals("985", "986").set("hs_merged_object_ids", null);
        var trigger = hubSpot.dealWon();
        trigger.reader().read(Set.of(ref("987"), ref("988"), ref("985")));
        trigger.catchUp().orElseThrow().changedSince(null);
        trigger.catchUp().orElseThrow().wonBetween(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30));
        hubSpot.crmUpdater().update(List.of(paid("987"), paid("988")));
        hubSpot.crmUpdater().update(List.of(paid("987"), paid("986")));
        hubSpot.crmUpdater().update(List.of(paid("987")));
        hubSpot.check();
    }

    private static CrmUpdate paid(String id) {
        return new CrmUpdate(
                ref(id),
                CrmUpdate.Status.PAID,
                "2026-0123",
                Money.eur("12.10"),
                Money.eur("12.10"),
                LocalDate.of(2026, 12, 3),
                2);
    }
}
