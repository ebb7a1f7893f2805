package nl.factuurstroom.examples.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import nl.factuurstroom.InvoicingPipeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JDK's HTTP server with what it lacks: a bounded number of threads, a limit on bodies, and an answer whatever goes
 * wrong. Knows nothing of invoices.
 */
final class WebServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final int THREADS = 32;
    private static final int BACKLOG = 256;

    /** Bodies up to here are read to their end, so that the sender hears why they are refused. */
    private static final int MOST_DISCARDED = 8 * InvoicingPipeline.MAX_WEBHOOK_BYTES;

    static {
        // Without it small answers wait for the other side's delayed acknowledgement: 40 ms each.
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        // Seconds. A request that trickles in must not hold a thread for ever.
        setUnlessSet("sun.net.httpserver.maxReqTime", "30");
        setUnlessSet("sun.net.httpserver.maxRspTime", "30");
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private WebServer(HttpServer server, Function<Request, Answer> router) {
        this.server = server;
        this.threads = pool();
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(exchange, router));
    }

    /** Takes the port, but no requests yet. @throws IOException when the address is taken */
    static WebServer bind(InetSocketAddress address, Function<Request, Answer> router) throws IOException {
        return new WebServer(HttpServer.create(address, BACKLOG), router);
    }

    int port() {
        return server.getAddress().getPort();
    }

    void start() {
        server.start();
    }

    /** Takes no more requests and gives those under way a second. */
    @Override
    public void close() {
        server.stop(1);
        threads.shutdownNow();
    }

    private static void serve(HttpExchange exchange, Function<Request, Answer> router) throws IOException {
        try (exchange) {
            write(exchange, answer(exchange, router));
        }
    }

    private static Answer answer(HttpExchange exchange, Function<Request, Answer> router) throws IOException {
        try {
            var body = body(exchange);
            if (body.length > InvoicingPipeline.MAX_WEBHOOK_BYTES) {
                return Answer.problem(413, "a body has at most " + InvoicingPipeline.MAX_WEBHOOK_BYTES + " bytes");
            }
            return router.apply(new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    new HashMap<>(exchange.getRequestHeaders()),
                    exchange.getRemoteAddress().getAddress(),
                    body));
        } catch (RuntimeException e) {
            LOG.error(
                    "{} {} failed",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    e);
            return Answer.problem(503, "this failed on our side; try again later");
        }
    }

    /** The body, or one byte more than is allowed. */
    private static byte[] body(HttpExchange exchange) throws IOException {
        InputStream in = exchange.getRequestBody();
        var body = in.readNBytes(InvoicingPipeline.MAX_WEBHOOK_BYTES + 1);
        if (body.length > InvoicingPipeline.MAX_WEBHOOK_BYTES) {
            var discard = new byte[8192];
            int total = 0;
            int read = in.read(discard);
            while (read >= 0 && total < MOST_DISCARDED) {
                total += read;
                read = in.read(discard);
            }
        }
        return body;
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        answer.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static ExecutorService pool() {
        var number = new AtomicInteger();
        // What waits is bounded by the open connections: each has one request at a time.
        var pool = new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            var thread = new Thread(task, "http-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
