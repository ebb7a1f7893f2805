package nl.factuurstroom.connector.hubspot;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.factuurstroom.followup.CrmUpdater;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.testkit.contract.CrmUpdaterContract;
import nl.factuurstroom.testkit.simulator.Fault;
import org.junit.jupiter.api.AfterEach;

class HubSpotCrmUpdaterContractTest extends CrmUpdaterContract {

    private final SimulatedAccount account = new SimulatedAccount().withWrittenProperties();
    private final CrmUpdater updater = account.connector().crmUpdater();
    private long nextId = 33_108_462_900L;

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
        nextId++;
        account.vendor.deal(Long.toString(nextId)).company("501").stage("closedwon");
        return SimulatedAccount.ref(Long.toString(nextId));
    }

    @Override
    protected Map<String, String> shown(SaleRef ref) {
        var shown = new TreeMap<String, String>();
        for (String name : List.of("invoice_number", "invoice_status", "invoice_amount_paid", "invoice_paid_at")) {
            var value = account.vendor.deal(ref.id()).get(name);
            if (value != null) {
                shown.put(name, value);
            }
        }
        return shown;
    }

    @Override
    protected void refuseWritesTo(SaleRef ref) {
        account.vendor.deal(ref.id()).refuseWrites("the record misses a required value: Contract type");
    }

    @Override
    protected void refuseCredentials() {
        account.vendor.refuseCredentials();
    }

    @Override
    protected void limitCalls() {
        account.vendor.limits(0, 0, 1);
    }

    @Override
    protected void loseNextAnswer() {
        account.vendor.failNext(
                call -> !call.method().equals("GET") && !call.path().endsWith("/read"), Fault.loseAnswer());
    }

    @Override
    protected int callsMade() {
        return account.vendor.calls().size();
    }

    @Override
    protected List<String> notes(SaleRef ref) {
        return account.vendor.deal(ref.id()).notes().stream()
                .map(note -> String.valueOf(note.get("hs_note_body")))
                .toList();
    }
}
