package nl.factuurstroom.killharness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Delivers HubSpot's webhooks: each copy again and again until somebody answers 2xx. */
final class Postman implements AutoCloseable {

    private static final int HANDS = 6;
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final long AGAIN_NANOS = Duration.ofMillis(100).toNanos();

    private final Town town;
    private final Supplier<Optional<URI>> address;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ExecutorService hands = Executors.newFixedThreadPool(HANDS, task -> {
        var thread = new Thread(task, "postman");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean closed;

    /** @param address of a node that may be up; asked before each attempt */
    Postman(Town town, Supplier<Optional<URI>> address) {
        this.town = town;
        this.address = address;
    }

    /** Tells so many times, at once, that the deal was won. */
    void announce(Deal deal, int copies) {
        for (int i = 0; i < copies; i++) {
            underWay.incrementAndGet();
            hands.execute(() -> deliver(deal));
        }
    }

    private void deliver(Deal deal) {
        for (int attempt = 0; !closed; attempt++) {
            var node = address.get();
            if (node.isPresent() && post(deal, node.get(), attempt)) {
                underWay.decrementAndGet();
                return;
            }
            LockSupport.parkNanos(AGAIN_NANOS);
        }
    }

    private boolean post(Deal deal, URI node, int attempt) {
        var webhook = town.hubSpot
                .webhook()
                .to(node.resolve("/webhooks/hubspot"))
                .attempt(attempt)
                .dealStage(deal.id(), "closedwon")
                .build();
        var request = HttpRequest.newBuilder(webhook.url())
                .timeout(ANSWER_LIMIT)
                .POST(HttpRequest.BodyPublishers.ofByteArray(webhook.body()));
        webhook.headers().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        try {
            int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status / 100 != 2) {
                refused.incrementAndGet();
            }
            return status / 100 == 2;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether every copy was answered 2xx. */
    boolean isDone() {
        return underWay.get() == 0;
    }

    /** Answers that weren't 2xx; the copies were delivered again. */
    int refused() {
        return refused.get();
    }

    @Override
    public void close() {
        closed = true;
        hands.shutdownNow();
    }
}
