package nl.factuurstroom.killharness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real thing under SIGKILL. 22 kills at each build; {@code -Dkills}, {@code -Ddeals} and {@code -Dseed} make it longer or
 * another one.
 */
@Tag("kill")
class KillRunTest {

    private static final int DEALS_PER_KILL = 3;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private static Postgres postgres;

    @BeforeAll
    static void open() throws Exception {
        postgres = Postgres.start(Files.createDirectory(folder.resolve("postgres")));
    }

    @AfterAll
    static void close() {
        postgres.close();
    }

    @Test
    void oneNodeOnSqliteLosesNothingAndDoublesNothing() {
        // No polls: a webhook that was acknowledged and lost would not be found again.
        runs("sqlite", 1, 8, Map.of("store.url", "jdbc:sqlite:" + folder.resolve("store.db")));
    }

    @Test
    void oneNodeOnPostgresLosesNothingAndDoublesNothing() {
        runs("postgres1", 1, 6, postgres.database("one"));
    }

    @Test
    void twoNodesOnPostgresLoseNothingAndDoubleNothing() {
        var settings = new java.util.HashMap<>(postgres.database("two"));
        settings.put("hubspot.poll-interval", "PT2S");
        runs("postgres2", 2, 8, settings);
    }

    private static void runs(String name, int nodes, int usualKills, Map<String, String> store) {
        int kills = Integer.getInteger("kills", usualKills);
        int deals = Integer.getInteger("deals", kills * DEALS_PER_KILL);
        long seed = Long.getLong("seed", 1L);

        var result = KillRun.run(new KillRun.Plan(name, nodes, kills, deals, seed, store), folder);

        assertThat(result.tally()).as(result.attention()).isEqualTo(Tally.perfect());
        assertThat(result.kills()).isEqualTo(kills);
        assertThat(result.statuses()).containsOnly(0);
    }
}
