package nl.factuurstroom.examples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.trigger.WebhookRequest;
import nl.factuurstroom.trigger.WebhookSource;

/** The host's side of webhooks: any HTTP server will do, this is the JDK's. */
final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.start();
    }

    /** Where a vendor reaches us. */
    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** Hands what comes in at the path to the pipeline. */
    void accept(String path, InvoicingPipeline pipeline, WebhookSource source) {
        server.createContext(path, exchange -> answer(exchange, pipeline, source));
    }

    private void answer(HttpExchange exchange, InvoicingPipeline pipeline, WebhookSource source) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readNBytes(InvoicingPipeline.MAX_WEBHOOK_BYTES + 1);
            var headers = new HashMap<>(exchange.getRequestHeaders());
            var url = url(exchange.getRequestURI().toString());
            var response = pipeline.receive(source, WebhookRequest.of(exchange.getRequestMethod(), url, headers, body));
            var text = response.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(response.status(), text.length);
            exchange.getResponseBody().write(text);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
