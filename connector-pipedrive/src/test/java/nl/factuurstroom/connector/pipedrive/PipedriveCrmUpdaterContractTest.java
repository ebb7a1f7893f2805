package nl.factuurstroom.connector.pipedrive;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.factuurstroom.followup.CrmUpdater;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.testkit.contract.CrmUpdaterContract;
import nl.factuurstroom.testkit.simulator.Fault;
import org.junit.jupiter.api.AfterEach;

class PipedriveCrmUpdaterContractTest extends CrmUpdaterContract {

    private final SimulatedAccount account = new SimulatedAccount();
    private final CrmUpdater updater = account.connector(
                    settings -> settings.createProperties(true).paidNote("Klant heeft betaald"))
            .crmUpdater();

    @AfterEach
    void close() {
        account.close();
    }

    @Override
    protected CrmUpdater updater() {
        return updater;
    }

    @Override
    protected SaleRef sale() {
        return SimulatedAccount.ref(account.wonDeal("1", "100.00"));
    }

    @Override
    protected Map<String, String> shown(SaleRef ref) {
        var shown = new TreeMap<String, String>();
        for (String name : List.of("Factuurnummer", "Factuurstatus", "Betaald bedrag", "Betaald op")) {
            account.vendor.shown(Long.parseLong(ref.id()), name).ifPresent(value -> shown.put(name, value));
        }
        return shown;
    }

    @Override
    protected void refuseWritesTo(SaleRef ref) {
        for (int i = 0; i < 10; i++) {
            account.vendor.failNext("PATCH", "/deals/" + ref.id(), Fault.status(400, REFUSAL));
        }
    }

    private static final String REFUSAL =
            "{\"success\": false, \"error\": \"Validation failed: deal is locked by a workflow\", \"data\": null}";

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
        account.vendor.failNext(call -> !call.method().equals("GET"), Fault.loseAnswer());
    }

    @Override
    protected int callsMade() {
        return account.vendor.calls().size();
    }

    @Override
    protected List<String> notes(SaleRef ref) {
        return account.vendor.notes(Long.parseLong(ref.id()));
    }

    /** Pipedrive has no call that updates several deals. */
    @Override
    protected boolean updatesMany() {
        return false;
    }
}
