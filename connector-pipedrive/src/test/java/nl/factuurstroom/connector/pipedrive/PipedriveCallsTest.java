package nl.factuurstroom.connector.pipedrive;

import static nl.factuurstroom.connector.pipedrive.SimulatedAccount.ref;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;
import nl.factuurstroom.connector.pipedrive.PipedriveSettings.Discounts;
import nl.factuurstroom.followup.CrmUpdate;
import nl.factuurstroom.sale.Reading;
import nl.factuurstroom.sale.SaleRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one sale costs in steady state: the numbers of the README. */
class PipedriveCallsTest {

    private final SimulatedAccount account = new SimulatedAccount();

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void readsOneSaleInFiveCallsAndTwentyThreeTokens() {
        var pipedrive = inSteadyState(Discounts.ALWAYS);
        var one = wonDeals(1);
        account.vendor.forgetCalls();
        long spent = account.vendor.tokensSpent();

        pipedrive.dealWon().reader().read(one);

        assertThat(account.callsMade())
                .containsExactly(
                        "GET /api/v2/deals/*",
                        "GET /api/v2/deals/products",
                        "GET /api/v2/deals/*/discounts",
                        "GET /api/v2/organizations/*",
                        "GET /api/v2/persons/*");
        assertThat(account.vendor.tokensSpent() - spent).isEqualTo(23);
    }

    @ParameterizedTest
    @CsvSource({"ALWAYS, 104, 1040", "WHEN_VALUE_DIFFERS, 4, 40"})
    void readsAHundredSalesInFourCallsAndTheirDiscounts(Discounts discounts, int calls, int tokens) {
        var pipedrive = inSteadyState(discounts);
        var hundred = wonDeals(100);
        account.vendor.forgetCalls();
        long spent = account.vendor.tokensSpent();

        var readings = pipedrive.dealWon().reader().read(hundred);

        assertThat(readings.values()).hasSize(100).allMatch(Reading.Found.class::isInstance);
        assertThat(account.vendor.calls()).hasSize(calls);
        assertThat(account.vendor.tokensSpent() - spent).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource({
        // sales, discounts, calls and tokens for all of them: read, asked again, told twice
        "1, ALWAYS, 9, 44",
        "1, WHEN_VALUE_DIFFERS, 8, 34",
        "100, ALWAYS, 306, 2060",
        "100, WHEN_VALUE_DIFFERS, 206, 1060",
    })
    void followsSalesFromWonToPaid(int sales, Discounts discounts, int calls, int tokens) {
        var pipedrive = inSteadyState(discounts);
        var refs = wonDeals(sales);
        account.vendor.forgetCalls();
        long spent = account.vendor.tokensSpent();

        pipedrive.dealWon().reader().read(refs);
        pipedrive.dealWon().reader().wonStates(refs);
        tell(pipedrive, refs, CrmUpdate.Status.INVOICED);
        tell(pipedrive, refs, CrmUpdate.Status.PAID);

        assertThat(account.vendor.calls()).hasSize(calls);
        assertThat(account.vendor.tokensSpent() - spent).isEqualTo(tokens);
    }

    @Test
    void staysBelowThreeCallsASaleUntilItIsInvoiced() {
        var pipedrive = inSteadyState(Discounts.ALWAYS);
        var refs = wonDeals(20);
        account.vendor.forgetCalls();

        pipedrive.dealWon().reader().read(refs);
        pipedrive.dealWon().reader().wonStates(refs);
        tell(pipedrive, refs, CrmUpdate.Status.INVOICED);

        assertThat(account.vendor.calls().size() / 20.0).isLessThan(3);
    }

    @Test
    void costsOneCallForADealThatIsNotWon() {
        var pipedrive = inSteadyState(Discounts.ALWAYS);
        long open = account.deal();
        account.vendor.forgetCalls();

        SimulatedAccount.read(pipedrive, open);

        assertThat(account.vendor.calls()).hasSize(1);
    }

    /** Knows the account's fields, and whether its values hold tax. */
    private Pipedrive inSteadyState(Discounts discounts) {
        var pipedrive = account.connector(settings -> settings.discounts(discounts));
        pipedrive.createProperties();
        var first = wonDeals(1);
        pipedrive.dealWon().reader().read(first);
        tell(pipedrive, first, CrmUpdate.Status.INVOICED);
        return pipedrive;
    }

    private static void tell(Pipedrive pipedrive, Set<SaleRef> refs, CrmUpdate.Status status) {
        pipedrive
                .crmUpdater()
                .update(refs.stream().map(ref -> update(ref, status)).toList());
    }

    private static CrmUpdate update(SaleRef ref, CrmUpdate.Status status) {
        long deal = Long.parseLong(ref.id());
        return status == CrmUpdate.Status.PAID ? SimulatedAccount.paid(deal) : SimulatedAccount.invoiced(deal);
    }

    private Set<SaleRef> wonDeals(int count) {
        var refs = new LinkedHashSet<SaleRef>();
        for (int i = 0; i < count; i++) {
            refs.add(ref(account.wonDeal("2", "50.00")));
        }
        return refs;
    }
}
