package nl.factuurstroom.connector.pipedrive;

import nl.factuurstroom.connector.pipedrive.PipedriveSettings.Discounts;
import nl.factuurstroom.sale.SaleReader;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.testkit.contract.SaleReaderContract;
import nl.factuurstroom.testkit.simulator.Fault;
import org.junit.jupiter.api.AfterEach;

class PipedriveSaleReaderContractTest extends SaleReaderContract {

    private final SimulatedAccount account = new SimulatedAccount();
    private final SaleReader reader = account.connector(settings -> settings.discounts(discounts()))
            .dealWon()
            .reader();

    @AfterEach
    void close() {
        account.close();
    }

    Discounts discounts() {
        return Discounts.ALWAYS;
    }

    /** There is no bulk call for the discounts on deals, and by default none is skipped. */
    @Override
    protected boolean readsMany() {
        return discounts() == Discounts.WHEN_VALUE_DIFFERS;
    }

    @Override
    protected SaleReader reader() {
        return reader;
    }

    @Override
    protected SaleRef wonSale(String quantity, String unitPrice) {
        return SimulatedAccount.ref(account.wonDeal(quantity, unitPrice));
    }

    @Override
    protected SaleRef unknownSale() {
        return SimulatedAccount.ref(404);
    }

    @Override
    protected SaleRef openSale() {
        return SimulatedAccount.ref(account.deal());
    }

    @Override
    protected SaleRef unusableSale() {
        long deal = account.deal();
        account.vendor.win(deal);
        return SimulatedAccount.ref(deal);
    }

    @Override
    protected void changeAmount(SaleRef ref) {
        account.vendor.addLine(Long.parseLong(ref.id()), SimulatedAccount.line("1", "5.00", "21"));
    }

    @Override
    protected void lose(SaleRef ref) {
        account.vendor.edit(Long.parseLong(ref.id()), "{\"status\": \"lost\", \"won_time\": null}");
    }

    @Override
    protected void refuseCredentials() {
        account.vendor.revokeTokens();
    }

    @Override
    protected void limitCalls() {
        account.vendor.habits().burstLimit(0).blocksAfterRefusals(1_000);
    }

    @Override
    protected void loseNextAnswer() {
        account.vendor.failNext(Fault.loseAnswer());
    }

    @Override
    protected int writesSeen() {
        return account.writes().size();
    }

    @Override
    protected int callsMade() {
        return account.vendor.calls().size();
    }
}
