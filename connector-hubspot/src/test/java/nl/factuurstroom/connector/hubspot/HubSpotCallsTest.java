package nl.factuurstroom.connector.hubspot;

import static nl.factuurstroom.connector.hubspot.SimulatedAccount.ref;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nl.factuurstroom.followup.CrmUpdate;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.SaleRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Counts the calls that the README states. */
class HubSpotCallsTest {

    private final SimulatedAccount account = new SimulatedAccount().withWrittenProperties();
    private final HubSpot hubSpot = account.connector(settings -> settings.properties(SimulatedAccount.allMapped()));

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void aHundredDealsAreReadInSevenCalls() {
        var refs = deals(100);
        hubSpot.dealWon().reader().read(Set.of(ref("7000")));
        account.vendor.forgetCalls();

        hubSpot.dealWon().reader().read(refs);

        assertThat(account.callsMade())
                .containsExactly(
                        "POST /crm/objects/deals/batch/read",
                        "POST /crm/associations/deals/line_items/batch/read",
                        "POST /crm/objects/line_items/batch/read",
                        "POST /crm/associations/deals/companies/batch/read",
                        "POST /crm/objects/companies/batch/read",
                        "POST /crm/associations/companies/contacts/batch/read",
                        "POST /crm/objects/contacts/batch/read");
    }

    @Test
    void companiesThatSayWhereInvoicesGoSaveTwoOfThem() {
        var refs = deals(100);
        account.vendor.company("501").set("invoice_email", "facturen@example.nl");
        hubSpot.dealWon().reader().read(Set.of(ref("7000")));
        account.vendor.forgetCalls();

        hubSpot.dealWon().reader().read(refs);

        assertThat(account.vendor.calls()).hasSize(5);
    }

    @Test
    void aDealThatIsNotWonCostsOneCall() {
        account.vendor.deal("987").company("501").line("Advies", "1", "10");
        hubSpot.dealWon().reader().read(Set.of(ref("987")));
        account.vendor.forgetCalls();

        hubSpot.dealWon().reader().read(Set.of(ref("987")));

        assertThat(account.vendor.calls()).hasSize(1);
    }

    @Test
    void askingAHundredDealsAgainWhetherTheyAreWonTakesThreeCalls() {
        var refs = deals(100);
        hubSpot.dealWon().reader().wonStates(refs);
        account.vendor.forgetCalls();

        hubSpot.dealWon().reader().wonStates(refs);

        assertThat(account.vendor.calls()).hasSize(3);
    }

    @Test
    void oneSaleFromWonToPaidTakesFourteenCalls() throws IOException {
        assertThat(wholeLife(deals(1))).isEqualTo(14);
        assertThat(Files.readString(Path.of("README.md"))).contains("14 calls");
    }

    @Test
    void aHundredSalesTogetherTakeNoMore() {
        assertThat(wholeLife(deals(100))).isEqualTo(14);
    }

    /** Read, asked again before booking, told as invoiced, told as paid with a note. */
    private int wholeLife(Set<SaleRef> refs) {
        hubSpot.dealWon().reader().read(Set.of(ref("7000")));
        var updater = hubSpot.crmUpdater();
        account.vendor.forgetCalls();
        hubSpot.dealWon().reader().read(refs);
        hubSpot.dealWon().reader().wonStates(refs);
        updater.update(updates(refs, CrmUpdate.Status.INVOICED));
        updater.update(updates(refs, CrmUpdate.Status.PAID));
        return account.vendor.calls().size();
    }

    private Set<SaleRef> deals(int count) {
        var refs = new LinkedHashSet<SaleRef>();
        account.vendor.limits(0, 0, 0).company("501").billingContact("61");
        for (int i = 0; i < count; i++) {
            var id = Integer.toString(7_000 + i);
            account.vendor.deal(id).company("501").line("Advies", "4", "137.50").stage("closedwon");
            refs.add(ref(id));
        }
        return refs;
    }

    private static List<CrmUpdate> updates(Set<SaleRef> refs, CrmUpdate.Status status) {
        var updates = new ArrayList<CrmUpdate>();
        boolean paid = status == CrmUpdate.Status.PAID;
        for (SaleRef ref : refs) {
            updates.add(new CrmUpdate(
                    ref,
                    status,
                    "2026-" + ref.id(),
                    Money.eur("665.50"),
                    paid ? Money.eur("665.50") : Money.zeroEur(),
                    paid ? LocalDate.of(2026, 12, 3) : null,
                    paid ? 2 : 1));
        }
        return updates;
    }
}
