package nl.factuurstroom.connector.moneybird;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import nl.factuurstroom.accounting.IssueRequest;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.testkit.contract.SampleDrafts;
import nl.factuurstroom.trigger.Receipt;
import nl.factuurstroom.trigger.Signal;
import nl.factuurstroom.trigger.WebhookRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks as they travel: made by one call, called at once, signed, and repeated until they get a 200. */
class MoneybirdWebhookDeliveryTest {

    private final SimulatedBooks books = new SimulatedBooks();
    private final Moneybird moneybird = books.connected();
    private final List<WebhookRequest> received = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private HttpServer host;
    private URI url;

    @BeforeEach
    void listen() throws IOException {
        host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.createContext("/", exchange -> {
            var headers = Map.copyOf(exchange.getRequestHeaders());
            received.add(WebhookRequest.of(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    headers,
                    exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        host.start();
        url = URI.create("http://127.0.0.1:" + host.getAddress().getPort() + "/webhooks/moneybird");
    }

    @AfterEach
    void stop() {
        host.stop(0);
        books.close();
    }

    private Receipt receive(Moneybird receiver, WebhookRequest request) {
        return receiver.receive(request.receivedAt(books.clock.instant()));
    }

    private String paidInvoice() {
        var draft = moneybird.book(SampleDrafts.one("HS-1", books.customer(moneybird)));
        moneybird.issue(new IssueRequest(draft, SampleDrafts.TODAY, null));
        books.simulator.pay(draft.id().value(), "1210.00", SampleDrafts.TODAY);
        return draft.id().value();
    }

    @Test
    void aWebhookOfOursTellsOfMoneyOnceAndIsTrusted() {
        var receiver = books.connected(books.settings().webhookSecret(moneybird.createWebhook(url)));
        assertThat(receive(receiver, received.get(0))).isInstanceOf(Receipt.Ignored.class);
        received.clear();

        var id = paidInvoice();
        books.simulator.deliverWebhooks();

        var signals = new ArrayList<Signal>();
        for (WebhookRequest request : received) {
            signals.addAll(((Receipt.Accepted) receive(receiver, request)).signals());
        }
        assertThat(signals)
                .singleElement()
                .isInstanceOfSatisfying(
                        Signal.InvoiceChanged.class,
                        s -> assertThat(s.invoiceId()).isEqualTo(id));
    }

    @Test
    void aRepeatedPushCarriesTheSameKeyAndANewSignature() {
        var receiver = books.connected(books.settings().webhookSecret(moneybird.createWebhook(url)));
        received.clear();
        paidInvoice();
        status = 503;
        assertThat(books.simulator.deliverWebhooks()).isZero();
        books.clock.advance(Duration.ofMinutes(10));
        status = 200;

        assertThat(books.simulator.deliverWebhooks()).isEqualTo(1);

        assertThat(received).hasSize(2);
        assertThat(received.get(0).header("Idempotency-Key"))
                .isEqualTo(received.get(1).header("Idempotency-Key"));
        assertThat(receive(receiver, received.get(1))).isInstanceOf(Receipt.Accepted.class);
        // The first one's time is ten minutes old by now.
        assertThat(receive(receiver, received.get(0))).isInstanceOf(Receipt.Refused.class);
    }

    @Test
    void anAddressThatDoesNotAnswerGetsNoWebhook() {
        status = 404;

        assertThatThrownBy(() -> moneybird.createWebhook(url)).isInstanceOf(RejectedException.class);
    }

    @Test
    void anotherSecretIsNotOurs() {
        moneybird.createWebhook(url);
        received.clear();
        paidInvoice();
        books.simulator.deliverWebhooks();

        assertThat(received)
                .isNotEmpty()
                .allSatisfy(request -> assertThat(receive(moneybird, request)).isInstanceOf(Receipt.Refused.class));
    }
}
