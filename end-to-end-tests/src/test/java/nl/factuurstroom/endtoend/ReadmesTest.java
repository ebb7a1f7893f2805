package nl.factuurstroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever read one connector's README finds the way in any other, and the keys that it names are those of the service. */
class ReadmesTest {

    private static final List<String> HEADINGS =
            List.of("What it does", "Install", "Use", "Settings", "Limits and behaviour");
    private static final Path KEYS =
            Path.of("../examples/service/src/main/resources/nl/factuurstroom/examples/service/keys.txt");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @ParameterizedTest
    @ValueSource(strings = {"hubspot", "pipedrive", "stripe", "exact", "moneybird", "kvk", "vies", "smtp", "support"})
    void haveTheSameFiveHeadings(String connector) throws IOException {
        assertThat(readme(connector).lines().filter(line -> line.startsWith("## ")))
                .containsExactlyElementsOf(
                        HEADINGS.stream().map(heading -> "## " + heading).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hubspot", "pipedrive", "stripe", "exact", "moneybird"})
    void nameTheKeysOfTheService(String vendor) throws IOException {
        var known = keys(vendor);

        var named = named(vendor);

        assertThat(named).isNotEmpty().allMatch(known::contains);
    }

    /** Keys in the second column of the table of settings; {@code .b} after {@code a.x} is {@code a.b}. */
    private static List<String> named(String vendor) throws IOException {
        var named = new ArrayList<String>();
        for (String row :
                readme(vendor).lines().filter(l -> l.startsWith("| `")).toList()) {
            var code = CODE.matcher(row.split("\\|")[2]);
            var parent = "";
            while (code.find()) {
                var key = code.group(1);
                if (key.startsWith(vendor + ".")) {
                    parent = key.substring(0, key.lastIndexOf('.'));
                    named.add(key);
                } else if (key.startsWith(".")) {
                    named.add(parent + key);
                }
            }
        }
        return named;
    }

    private static Set<String> keys(String vendor) throws IOException {
        return Files.readAllLines(KEYS).stream()
                .filter(line -> line.startsWith(vendor + "."))
                .map(line -> line.split(" = ")[0])
                .collect(Collectors.toSet());
    }

    private static String readme(String connector) throws IOException {
        return Files.readString(Path.of("../connector-" + connector + "/README.md"));
    }
}
