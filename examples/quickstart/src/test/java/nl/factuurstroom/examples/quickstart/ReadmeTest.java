package nl.factuurstroom.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows is what {@code HelloInvoices} compiles. */
class ReadmeTest {

    private static final Path ROOT = Path.of("../..");
    private static final int MOST_LINES = 14;
    private static final int MOST_TYPES = 8;

    @Test
    void theWiringIsTheOneThatCompiles() throws IOException {
        assertThat(squeezed(between(readme(), "<!-- hello -->", "<!-- /hello -->")
                        .replace("```java", "")
                        .replace("```", "")))
                .isEqualTo(squeezed(between(source(), "// README: wiring", "// README: end")));
    }

    @Test
    void theWebhookLineIsTheOneThatCompiles() throws IOException {
        var line = between(source(), "// README: webhook", "// README: end").strip();

        assertThat(readme()).contains(line);
    }

    @Test
    void theWiringIsShort() throws IOException {
        var wiring = between(readme(), "```java", "```").strip();
        var types = Pattern.compile("\\b[A-Z][A-Za-z]+[a-z][A-Za-z]*\\b")
                .matcher(wiring.replaceAll("\"[^\"]*\"", ""))
                .results()
                .map(match -> match.group())
                .filter(type -> !type.equals("Path"))
                .distinct()
                .toList();

        assertThat(wiring.lines().count()).isLessThanOrEqualTo(MOST_LINES);
        assertThat(types).hasSizeLessThanOrEqualTo(MOST_TYPES);
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    private static String source() throws IOException {
        return Files.readString(Path.of("src/main/java/nl/factuurstroom/examples/quickstart/HelloInvoices.java"));
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin) + begin.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s", "");
    }
}
