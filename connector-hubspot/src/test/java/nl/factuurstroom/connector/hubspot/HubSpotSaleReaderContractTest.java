package nl.factuurstroom.connector.hubspot;

import java.util.Set;
import nl.factuurstroom.sale.SaleReader;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.testkit.contract.SaleReaderContract;
import nl.factuurstroom.testkit.simulator.Fault;
import org.junit.jupiter.api.AfterEach;

class HubSpotSaleReaderContractTest extends SaleReaderContract {

    private final SimulatedAccount account = new SimulatedAccount();
    private final SaleReader reader = account.connector().dealWon().reader();
    private long nextId = 33_108_462_900L;

    @AfterEach
    void close() {
        account.close();
    }

    @Override
    protected SaleReader reader() {
        return reader;
    }

    @Override
    protected SaleRef wonSale(String quantity, String unitPrice) {
        var id = nextId();
        account.vendor
                .deal(id)
                .company("501")
                .line("Advies", quantity, unitPrice)
                .stage("closedwon");
        return SimulatedAccount.ref(id);
    }

    @Override
    protected SaleRef unknownSale() {
        return SimulatedAccount.ref("404");
    }

    @Override
    protected SaleRef openSale() {
        var id = nextId();
        account.vendor.deal(id).company("501").line("Advies", "1", "10.00");
        return SimulatedAccount.ref(id);
    }

    @Override
    protected SaleRef unusableSale() {
        var id = nextId();
        account.vendor.deal(id).company("501").stage("closedwon");
        return SimulatedAccount.ref(id);
    }

    @Override
    protected void changeAmount(SaleRef ref) {
        account.vendor.deal(ref.id()).line("Meerwerk", "1", "5.00");
    }

    @Override
    protected void lose(SaleRef ref) {
        account.vendor.deal(ref.id()).stage("closedlost");
    }

    @Override
    protected void refuseCredentials() {
        account.vendor.refuseCredentials();
    }

    @Override
    protected void limitCalls() {
        account.vendor.limits(1, 1, 0);
        reader.read(Set.of(unknownSale()));
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

    private String nextId() {
        nextId++;
        return Long.toString(nextId);
    }
}
