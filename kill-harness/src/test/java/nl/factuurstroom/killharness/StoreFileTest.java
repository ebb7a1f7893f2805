package nl.factuurstroom.killharness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a second process, or an older one, does to the embedded store: nothing. */
@Tag("kill")
class StoreFileTest {

    @TempDir
    Path folder;

    private Map<String, String> settings(Town town) {
        var settings = new LinkedHashMap<>(town.settings());
        settings.put("store.url", "jdbc:sqlite:" + folder.resolve("store.db"));
        return settings;
    }

    @Test
    void aSecondProcessOnTheSameFileIsRefusedAndTheFirstGoesOn() {
        try (var town = new Town(Clock.systemUTC());
                var first = Node.start("first", folder, settings(town))) {
            var url = first.awaitReady();

            try (var second = Node.start("second", folder, settings(town))) {
                assertThat(second.awaitEnd()).isEqualTo(1);
                assertThat(second.output()).contains("is in use by another process");
            }

            assertThat(Operator.get(url.resolve("/health")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theFileIsFreeAtOnceAfterAKill() {
        try (var town = new Town(Clock.systemUTC())) {
            try (var first = Node.start("first", folder, settings(town))) {
                first.awaitReady();
                first.kill();
                first.awaitEnd();
            }

            try (var second = Node.start("second", folder, settings(town))) {
                second.awaitReady();
                assertThat(second.stop()).isZero();
            }
        }
    }

    @Test
    void aSchemaFromANewerVersionIsRefusedWithAClearMessage() throws Exception {
        try (var town = new Town(Clock.systemUTC())) {
            try (var first = Node.start("first", folder, settings(town))) {
                first.awaitReady();
                assertThat(first.stop()).isZero();
            }
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store.db"));
                    var statement = connection.createStatement()) {
                statement.execute("insert into invoicing_schema (version) values (999)");
            }

            try (var older = Node.start("older", folder, settings(town))) {
                assertThat(older.awaitEnd()).isEqualTo(1);
                assertThat(older.output()).contains("version 999").contains("run the newer Factuurstroom");
            }
        }
    }
}
