package nl.factuurstroom.examples.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void withoutAFileItTellsHowToUseIt() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--help")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("usage: java -jar factuurstroom-service.jar");
        assertThat(out.size()).isZero();
    }

    @Test
    void aFaultyFileIsRefusedWithAllItsFaultsAndNoStackTrace() throws IOException {
        var file = folder.resolve("faulty.properties");
        Files.writeString(file, "delivery=post\nworkers=many\n");

        assertThat(run(file.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("delivery must be approve, draft or email, was 'post'", "workers must be a whole number")
                .doesNotContain("\tat ");
    }

    @Test
    void itPrintsOneLineWhenItAcceptsWebhooksAndStopsCleanlyOnSigterm() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FactuurstroomService.class.getName(),
                        properties().toString())
                .redirectError(folder.resolve("stderr").toFile())
                .start();
        try (var stdout = process.inputReader()) {
            var line = stdout.readLine();
            var address = URI.create(line.substring(line.lastIndexOf(' ') + 1));
            var health = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(address.resolve("/health")).build(),
                            HttpResponse.BodyHandlers.ofString());

            // The handle's way: Process.destroy() would close the stream as well.
            process.toHandle().destroy();

            assertThat(line).startsWith("factuurstroom accepts webhooks at http://127.0.0.1:");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(stdout.readLine()).isNull();
            assertThat(Files.readString(folder.resolve("stderr"))).doesNotContain(Examples.SECRET);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theDoctorTellsWhatIsWrongWithoutStartingAnything() throws IOException {
        var file = properties();

        assertThat(run("check", file.toString())).isNotEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("HubSpot", "Exact Online")
                .doesNotContain(Examples.SECRET);
    }

    @Test
    void explainTellsWhatTheVatRulesMakeOfASale() throws IOException {
        var file = folder.resolve("sales.json");
        Files.writeString(file, """
                {"supplier": {"name": "Zuiderzee Software B.V.", "vatId": "NL123456782B90"},
                 "buyer": {"kind": "company", "name": "Bakkerij Van Dijk", "country": "NL"},
                 "supplyDate": "2026-11-24",
                 "lines": [{"quantity": "2", "unitPrice": "50.00", "kind": "services", "rateClass": "standard"}]}
                """);

        assertThat(run("explain", file.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"ISSUE\"", "121.00");
        assertThat(run("explain", "--text", file.toString())).isZero();
        assertThat(run("explain", folder.resolve("none.json").toString())).isEqualTo(2);
        assertThat(run("explain")).isEqualTo(2);
        assertThat(run("explain", "--schema")).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("can't read").doesNotContain("\tat ");
    }

    private Path properties() throws IOException {
        var properties = new Properties();
        properties.putAll(Examples.complete());
        properties.put("store.url", "jdbc:sqlite:" + folder.resolve("store.db"));
        var file = folder.resolve("my.properties");
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return file;
    }

    private int run(String... arguments) {
        return FactuurstroomService.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
