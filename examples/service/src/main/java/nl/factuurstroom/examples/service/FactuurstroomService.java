package nl.factuurstroom.examples.service;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nl.factuurstroom.PipelineListener;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.tax.whatif.WhatIf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pipeline as a program: {@code java -jar factuurstroom-service.jar my.properties}. Prints one line on the standard output
 * when it accepts webhooks; all else goes to the standard error. SIGTERM stops it.
 */
public final class FactuurstroomService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FactuurstroomService.class);
    private static final int FAILED = 1;
    private static final int WRONG_CONFIGURATION = 2;
    private static final String USAGE = """
            usage: java -jar factuurstroom-service.jar my.properties
                   java -jar factuurstroom-service.jar check my.properties
                   java -jar factuurstroom-service.jar explain sales.json [--text]   (- reads the standard input)
                   java -jar factuurstroom-service.jar explain --schema              (the form of sales.json)
            exit status of explain: 0 all sales have an answer (HOLD, REVIEW and UNREADABLE are answers too),
                                    2 no such file, not JSON, or wrong arguments""";

    private final Wired wired;
    private final WebServer server;
    private final URI publicUrl;

    private FactuurstroomService(Wired wired, WebServer server, URI publicUrl) {
        this.wired = wired;
        this.server = server;
        this.publicUrl = publicUrl;
    }

    public static void main(String[] arguments) {
        int status = run(arguments, System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** @return exit status when it ends at once; 0 when it runs on */
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        try {
            if (arguments.length == 2 && arguments[0].equals("check")) {
                return CheckCommand.run(read(arguments[1]), out);
            }
            if (arguments.length > 0 && arguments[0].equals("explain")) {
                return explain(arguments, out, err);
            }
            if (arguments.length != 1 || arguments[0].startsWith("-")) {
                err.println(USAGE);
                return WRONG_CONFIGURATION;
            }
            var service = start(read(arguments[0]));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service), "shutdown"));
            out.println("factuurstroom accepts webhooks at " + service.publicUrl());
            out.flush();
            return 0;
        } catch (ConfigurationException e) {
            err.println(e.getMessage());
            return WRONG_CONFIGURATION;
        } catch (RuntimeException e) {
            LOG.error("factuurstroom can't start: {}", e.getMessage(), e);
            return FAILED;
        }
    }

    /**
     * Starts it.
     *
     * @throws ConfigurationException listing every fault
     */
    public static FactuurstroomService start(Configuration configuration) {
        return start(configuration, event -> LOG.info("{} {} {}", event.sale(), event.code(), event.text()));
    }

    static FactuurstroomService start(Configuration configuration, PipelineListener listener) {
        var front = new FrontDoor(configuration);
        var wired = Wiring.wire(configuration, listener);
        try {
            var router = new LateRouter();
            var server = WebServer.bind(front.address(), router);
            try {
                var publicUrl = front.publicUrl(server.port());
                router.become(front.router(wired, publicUrl));
                wired.pipeline().start();
                server.start();
                return new FactuurstroomService(wired, server, publicUrl);
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
        } catch (IOException e) {
            wired.close();
            throw new UncheckedIOException("can't listen at " + front.address() + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            wired.close();
            throw e;
        }
    }

    /** What vendors call, without the path. */
    public URI publicUrl() {
        return publicUrl;
    }

    /** Where it listens on this machine. */
    public URI localUrl() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** Takes no more requests, finishes what is under way, closes the store. */
    @Override
    public void close() {
        server.close();
        wired.close();
    }

    /** {@code explain sales.json [--text]}, in any order, or {@code explain --schema}. */
    private static int explain(String[] arguments, PrintStream out, PrintStream err) {
        var rest = new ArrayList<>(List.of(arguments).subList(1, arguments.length));
        boolean asText = rest.removeIf("--text"::equals);
        if (rest.equals(List.of("--schema"))) {
            out.println(WhatIf.schema());
            return 0;
        }
        if (rest.size() != 1 || rest.get(0).startsWith("--")) {
            err.println(USAGE);
            return WRONG_CONFIGURATION;
        }
        return ExplainCommand.run(rest.get(0), asText, out);
    }

    private static Configuration read(String file) {
        return Configuration.read(Path.of(file), System.getenv());
    }

    private static void stop(FactuurstroomService service) {
        int status = 0;
        try {
            service.close();
        } catch (RuntimeException e) {
            LOG.error("stopped, but not cleanly", e);
            status = FAILED;
        }
        // A JVM ended by a signal answers 143 by itself; a clean stop is a success.
        Runtime.getRuntime().halt(status);
    }
}
