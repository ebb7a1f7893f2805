package nl.factuurstroom.connector.pipedrive;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.testkit.contract.TriggerContract;
import nl.factuurstroom.trigger.Trigger;
import nl.factuurstroom.trigger.WebhookRequest;
import org.junit.jupiter.api.AfterEach;

class PipedriveTriggerContractTest extends TriggerContract {

    private final SimulatedAccount account = new SimulatedAccount().subscribed("2.0");
    private final Trigger trigger = account.connector().dealWon();

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
        account.vendor.addDeal("{\"id\": " + saleId + "}");
        account.vendor.win(Long.parseLong(saleId));
        var deliveries = account.vendor.takeDeliveries();
        return deliveries.get(deliveries.size() - 1).request().receivedAt(at);
    }

    @Override
    protected WebhookRequest signed(String body, Instant at) {
        var pair = SimulatedAccount.USER + ":" + SimulatedAccount.PASSWORD;
        var basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return new WebhookRequest(
                "POST",
                SimulatedAccount.HOOK,
                Map.of("Authorization", List.of(basic)),
                body.getBytes(StandardCharsets.UTF_8),
                at);
    }

    @Override
    protected List<String> saleIds() {
        return List.of("812", "813");
    }

    @Override
    protected WebhookRequest withoutSignature(WebhookRequest request) {
        return new WebhookRequest(request.method(), request.url(), Map.of(), request.body(), request.receivedAt());
    }

    @Override
    protected WebhookRequest ofAnotherAccount(String saleId, Instant at) {
        return signed(wonDelivery(saleId, at).bodyText().replace("\"8087566\"", "\"999\""), at);
    }

    @Override
    protected List<SaleRef> win(int count) {
        var refs = new ArrayList<SaleRef>();
        for (int i = 0; i < count; i++) {
            long deal = account.vendor.addDeal("{}");
            account.vendor.win(deal);
            refs.add(SimulatedAccount.ref(deal));
        }
        return refs;
    }

    @Override
    protected void advance(Duration by) {
        account.advance(by);
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
    protected int pageSize() {
        return 500;
    }

    /** A password in a header says nothing about the body. */
    @Override
    protected boolean signsTheBody() {
        return false;
    }

    /** The same password is sent with every delivery. */
    @Override
    protected boolean signaturesExpire() {
        return false;
    }

    @Override
    protected boolean sendsBatches() {
        return false;
    }
}
