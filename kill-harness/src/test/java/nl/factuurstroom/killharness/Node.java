package nl.factuurstroom.killharness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One node: the service's jar as a process of its own. What it prints is kept, over restarts under the same name. */
final class Node implements AutoCloseable {

    /** A busy machine takes long to start a JVM. */
    static final Duration START_LIMIT = Duration.ofSeconds(90);

    private static final Path JAR = Path.of("../examples/service/target/factuurstroom-service.jar");
    private static final String READY = "factuurstroom accepts webhooks at ";

    private final String name;
    private final Process process;
    private final Path out;
    private final Path err;
    private final CompletableFuture<URI> ready = new CompletableFuture<>();
    private final Thread reader;

    private Node(String name, Process process, Path out, Path err) {
        this.name = name;
        this.process = process;
        this.out = out;
        this.err = err;
        this.reader = new Thread(this::read, name);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts it and doesn't wait.
     *
     * @param folder for its properties file and what it prints
     * @param settings of the service
     * @param jvmOptions system properties: {@code -Dname=value}
     */
    static Node start(String name, Path folder, Map<String, String> settings, String... jvmOptions) {
        if (!Files.exists(JAR)) {
            throw new AssertionError(
                    JAR + " is missing: build it first, with mvn -pl examples/service -am package -DskipTests");
        }
        var file = folder.resolve(name + ".properties");
        var out = folder.resolve(name + ".out");
        var err = folder.resolve(name + ".err");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Small and quick to start: the harness starts many.
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Duser.timezone=Asia/Tokyo",
                "-Duser.language=tr"));
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-jar", JAR.toString(), file.toString()));
        try {
            var properties = new Properties();
            properties.putAll(settings);
            try (var writer = Files.newBufferedWriter(file)) {
                properties.store(writer, null);
            }
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()))
                    .start();
            return new Node(name, process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                Files.writeString(out, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                if (line.startsWith(READY)) {
                    ready.complete(URI.create(line.substring(READY.length())));
                }
            }
        } catch (IOException e) {
            // A killed process breaks off in the middle of a line.
            ready.completeExceptionally(e);
        }
        ready.completeExceptionally(new IllegalStateException(name + " ended"));
    }

    /** Where it listens, once it accepts webhooks. */
    Optional<URI> url() {
        boolean there = ready.isDone() && !ready.isCompletedExceptionally() && process.isAlive();
        return there ? Optional.of(ready.join()) : Optional.empty();
    }

    /** Waits until it accepts webhooks. */
    URI awaitReady() {
        try {
            return ready.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | CompletionException e) {
            throw new AssertionError(name + " didn't start; it said:\n" + output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: no code of the process runs any more. */
    void kill() {
        process.destroyForcibly();
    }

    /** SIGSTOP: it stands still without knowing, its connections stay open. */
    void freeze() {
        signal("STOP");
    }

    /** SIGCONT: it goes on where it stood. */
    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        if (!process.isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** SIGTERM. @return its exit status */
    int stop() {
        process.destroy();
        return awaitEnd();
    }

    /** @return its exit status */
    int awaitEnd() {
        try {
            if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(name + " runs on; it said:\n" + output());
            }
            reader.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Everything that was printed so far under this name, standard output first. */
    String output() {
        return text(out) + text(err);
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        awaitEnd();
    }
}
