package nl.factuurstroom.killharness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However many nodes there are, one of them polls. */
@Tag("kill")
class PollTest {

    private static final int SECONDS = 8;

    @TempDir
    Path folder;

    @Test
    void aSourceIsPolledOnceInTheCluster() throws Exception {
        try (var postgres = Postgres.start(Files.createDirectory(folder.resolve("postgres")));
                var town = new Town(Clock.systemUTC())) {
            var settings = new LinkedHashMap<>(town.settings());
            settings.putAll(postgres.database("polls"));
            settings.put("hubspot.poll-interval", "PT1S");
            try (var one = Node.start("poll-1", folder, settings);
                    var two = Node.start("poll-2", folder, settings)) {
                one.awaitReady();
                two.awaitReady();
                town.hubSpot.forgetCalls();

                Eventually.holds(Duration.ofSeconds(SECONDS), () -> false);

                assertThat(town.hubSpot.calls("POST", "/deals/search")).hasSizeBetween(2, SECONDS + 2);
            }
        }
    }
}
