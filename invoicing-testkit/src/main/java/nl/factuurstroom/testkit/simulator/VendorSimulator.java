package nl.factuurstroom.testkit.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Base of the stateful vendor simulators: a real HTTP server on the loopback address, a log of calls, and faults on
 * demand. Subclasses answer {@link #handle}; it is called under one lock, so their state needs none of its own.
 */
public abstract class VendorSimulator implements AutoCloseable {

    private record Planned(Predicate<Call> which, Fault fault) {}

    static {
        // Without it each answer on a kept connection waits 40 ms for the other side's delayed acknowledgement.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    protected final Clock clock;
    private final HttpServer server;
    private final ExecutorService threads;
    private final Object lock = new Object();
    private final List<Call> calls = new ArrayList<>();
    private final List<Planned> planned = new ArrayList<>();
    private final List<Call> late = new ArrayList<>();
    private Function<Call, Optional<Fault>> weather = call -> Optional.empty();
    private CountDownLatch held = new CountDownLatch(1);

    /** Listens on a free port of the loopback address. */
    protected VendorSimulator(Clock clock) {
        this(clock, 0);
    }

    /** Listens on the given port of the loopback address. */
    @SuppressWarnings("this-escape")
    protected VendorSimulator(Clock clock, int port) {
        this.clock = clock;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.threads = Executors.newCachedThreadPool(r -> {
            var thread = new Thread(r, getClass().getSimpleName());
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Answers one call. Called under the simulator's lock. */
    protected abstract Answer handle(Call call);

    /** Scheme, host and port: {@code http://127.0.0.1:34567}. */
    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next call, whichever it is, meets this fault. Several queue up. */
    public void failNext(Fault fault) {
        failNext(call -> true, fault);
    }

    /** The next call that fits meets this fault. */
    public void failNext(Predicate<Call> which, Fault fault) {
        synchronized (lock) {
            planned.add(new Planned(which, fault));
        }
    }

    /** The next call with this method whose path contains the text meets this fault. */
    public void failNext(String method, String pathPart, Fault fault) {
        failNext(call -> call.method().equals(method) && call.path().contains(pathPart), fault);
    }

    /** Faults that are still queued up are forgotten. */
    public void forgetFaults() {
        synchronized (lock) {
            planned.clear();
        }
    }

    /**
     * What happens to each call that no fault of {@link #failNext} waits for; empty for nothing. Asked under the simulator's
     * lock, before the call is answered.
     */
    public void weather(Function<Call, Optional<Fault>> ofEachCall) {
        synchronized (lock) {
            weather = ofEachCall;
        }
    }

    /** Every call received so far, refused ones too. */
    public List<Call> calls() {
        synchronized (lock) {
            return List.copyOf(calls);
        }
    }

    /** Calls with this method whose path contains the text. */
    public List<Call> calls(String method, String pathPart) {
        return calls().stream()
                .filter(call -> call.method().equals(method) && call.path().contains(pathPart))
                .toList();
    }

    public void forgetCalls() {
        synchronized (lock) {
            calls.clear();
        }
    }

    /** Processes the calls that met {@link Fault.ProcessLate}; their answers go nowhere. */
    public void processLateCalls() {
        synchronized (lock) {
            var waiting = List.copyOf(late);
            late.clear();
            waiting.forEach(this::handle);
        }
    }

    /** Lets the answers go that met {@link Fault.HoldAnswer}. */
    public void releaseHeldAnswers() {
        synchronized (lock) {
            held.countDown();
            held = new CountDownLatch(1);
        }
    }

    /** Runs with the simulator's state locked, for subclasses' test-facing methods. */
    protected final <T> T locked(java.util.function.Supplier<T> action) {
        synchronized (lock) {
            return action.get();
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try {
            var call = read(exchange);
            Optional<Fault> fault;
            Answer answer = Answer.empty(500);
            CountDownLatch hold;
            synchronized (lock) {
                calls.add(call);
                fault = nextFault(call);
                hold = held;
                if (fault.isEmpty()
                        || fault.get() instanceof Fault.LoseAnswer
                        || fault.get() instanceof Fault.HoldAnswer) {
                    answer = handle(call);
                } else if (fault.get() instanceof Fault.ReplaceAnswer replace) {
                    handle(call);
                    answer = replace.answer();
                } else if (fault.get() instanceof Fault.Refuse refuse) {
                    answer = refuse.answer();
                } else if (fault.get() instanceof Fault.ProcessLate) {
                    late.add(call);
                }
            }
            if (fault.isPresent() && silent(fault.get())) {
                return;
            }
            if (fault.isPresent() && fault.get() instanceof Fault.HoldAnswer) {
                hold.await();
            }
            write(exchange, answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            write(
                    exchange,
                    Answer.json(500, "{\"simulatorFailure\":\"" + e.toString().replace('"', '\'') + "\"}"));
        } finally {
            exchange.close();
        }
    }

    private static boolean silent(Fault fault) {
        return fault instanceof Fault.DropRequest
                || fault instanceof Fault.LoseAnswer
                || fault instanceof Fault.ProcessLate;
    }

    private Optional<Fault> nextFault(Call call) {
        for (int i = 0; i < planned.size(); i++) {
            if (planned.get(i).which().test(call)) {
                return Optional.of(planned.remove(i).fault());
            }
        }
        return weather.apply(call);
    }

    private Call read(HttpExchange exchange) throws IOException {
        var headers = new LinkedHashMap<String, List<String>>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return new Call(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body, clock.instant());
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach((name, values) -> exchange.getResponseHeaders().put(name, new ArrayList<>(values)));
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        releaseHeldAnswers();
        server.stop(0);
        threads.shutdownNow();
    }
}
