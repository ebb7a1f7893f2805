package nl.factuurstroom.connector.hubspot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.testkit.contract.TriggerContract;
import nl.factuurstroom.trigger.Trigger;
import nl.factuurstroom.trigger.WebhookRequest;
import org.junit.jupiter.api.AfterEach;

class HubSpotTriggerContractTest extends TriggerContract {

    private static final Duration LAG = Duration.ofSeconds(40);

    private final SimulatedAccount account = new SimulatedAccount();
    private final Trigger trigger = account.connector().dealWon();
    private long nextId = 33_108_462_900L;

    HubSpotTriggerContractTest() {
        account.vendor.searchLag(LAG);
    }

    @AfterEach
    void close() {
        account.close();
    }

    @Override
    protected Trigger trigger() {
        return trigger;
    }

    @Override
    protected WebhookRequest wonDelivery(String saleId, Instant at) {
        return account.vendor
                .webhook()
                .dealStage(saleId, "closedwon")
                .sentAt(at)
                .build()
                .request(at);
    }

    @Override
    protected WebhookRequest signed(String body, Instant at) {
        return account.vendor.webhook().body(body).sentAt(at).build().request(at);
    }

    @Override
    protected List<String> saleIds() {
        return List.of("33108462948", "33108470001");
    }

    @Override
    protected WebhookRequest withoutSignature(WebhookRequest request) {
        return new WebhookRequest(request.method(), request.url(), Map.of(), request.body(), request.receivedAt());
    }

    @Override
    protected WebhookRequest malformedAmong(String firstId, String secondId, Instant at) {
        var webhook = account.vendor.webhook().dealStage(firstId, "closedwon");
        webhook.dealStage("not an id", "closedwon").dealStage(secondId, "closedwon");
        return webhook.sentAt(at).build().request(at);
    }

    @Override
    protected WebhookRequest ofAnotherAccount(String saleId, Instant at) {
        var webhook = account.vendor.webhook().ofPortal(999).dealStage(saleId, "closedwon");
        return webhook.sentAt(at).build().request(at);
    }

    @Override
    protected List<SaleRef> win(int count) {
        var refs = new ArrayList<SaleRef>();
        for (int i = 0; i < count; i++) {
            nextId++;
            account.vendor.deal(Long.toString(nextId)).stage("closedwon");
            refs.add(SimulatedAccount.ref(Long.toString(nextId)));
        }
        return refs;
    }

    @Override
    protected void advance(Duration by) {
        account.vendorClock.advance(by);
        account.ourClock.advance(by);
    }

    @Override
    protected void ourClockRunsAhead(Duration by) {
        account.ourClock.advance(by);
    }

    @Override
    protected int callsMade() {
        return account.vendor.calls().size();
    }

    @Override
    protected Duration indexLag() {
        return LAG;
    }
}
