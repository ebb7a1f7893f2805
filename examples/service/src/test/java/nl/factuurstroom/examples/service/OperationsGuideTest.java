package nl.factuurstroom.examples.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The guide lists the settings that there are, as they are. */
class OperationsGuideTest {

    @Test
    void everySettingIsInTheGuideWithItsDefault() throws IOException {
        var rows = Keys.all().values().stream()
                .map(key -> "| `" + key.name() + "` | "
                        + key.defaultValue().map(value -> "`" + value + "`").orElse("") + " | " + key.meaning() + " |")
                .toList();

        assertThat(guide()).containsAll(rows);
    }

    @Test
    void theGuideNamesNoSettingThatIsNot() throws IOException {
        var named = guide().stream()
                .filter(line -> line.matches("\\| `[a-z0-9-]+(\\.[a-z0-9-]+)*` \\|.*\\|.*\\|"))
                .map(line -> line.split("`")[1])
                .toList();

        assertThat(Keys.names()).containsAll(named);
        assertThat(named).hasSameSizeAs(Keys.names());
    }

    private static List<String> guide() throws IOException {
        return Files.readAllLines(Path.of("../../docs/operations.md"));
    }
}
