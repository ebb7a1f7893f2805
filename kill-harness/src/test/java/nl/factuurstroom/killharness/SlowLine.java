package nl.factuurstroom.killharness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Stands before a vendor and lets every call take a while, any number of them at once. */
final class SlowLine implements AutoCloseable {

    private static final Set<String> NOT_FORWARDED =
            Set.of("host", "connection", "content-length", "upgrade", "http2-settings", "transfer-encoding");

    private final URI vendor;
    private final Duration delay;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService waiting = Executors.newScheduledThreadPool(1);
    private final HttpClient client = HttpClient.newHttpClient();

    SlowLine(URI vendor, Duration delay) {
        this.vendor = vendor;
        this.delay = delay;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    URI baseUri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        waiting.schedule(() -> forward(exchange, body), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void forward(HttpExchange exchange, byte[] body) {
        var request = HttpRequest.newBuilder(
                        URI.create(vendor + exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .whenCompleteAsync(
                        (answer, failure) -> {
                            if (failure == null) {
                                write(exchange, answer);
                            } else {
                                exchange.close();
                            }
                        },
                        threads);
    }

    private static void write(HttpExchange exchange, HttpResponse<byte[]> answer) {
        try (exchange) {
            answer.headers().map().forEach((name, values) -> {
                if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, List.copyOf(values));
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (IOException e) {
            // The caller is gone: nobody waits for it.
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        waiting.shutdownNow();
        threads.shutdownNow();
    }
}
