package nl.factuurstroom.tax.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every line of vat-cases.jsonl is a case: the row of the table in docs/vat.md, what it is about, the sale in the form of
 * docs/sale.schema.json and what must come out. A text that begins with @ stands for a defined buyer or supplier.
 */
class VatCasesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final boolean WRITE = Boolean.getBoolean("vat.answers.write");
    private static final String TITLE = "=== ";
    private static final Map<String, String> ANSWERS = answers();

    static Stream<Arguments> cases() throws IOException {
        var defined = new HashMap<String, JsonNode>();
        var cases = new ArrayList<Arguments>();
        for (String line : lines()) {
            var node = MAPPER.readTree(line);
            if (node.has("define")) {
                defined.put("@" + node.path("define").asText(), node.path("as"));
            } else {
                var sale = expand(node.path("sale"), defined);
                cases.add(Arguments.of(
                        node.path("row").asText() + ": " + node.path("case").asText(), sale, node.path("expect")));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void decidesAsTheTableSays(String name, JsonNode sale, JsonNode expected) throws IOException {
        var answer = WhatIf.answer(sale);

        assertThat(answer.problems()).isEmpty();
        var found = MAPPER.readTree(answer.json());
        var softly = new SoftAssertions();
        softly.assertThat(found.path("decision").asText())
                .as("decision, reasons %s", found.path("reasons"))
                .isEqualTo(expected.path("decision").asText());
        expected.fields()
                .forEachRemaining(field -> softly.assertThat(actual(found, field.getKey(), field.getValue()))
                        .as(field.getKey())
                        .isEqualTo(wanted(field.getKey(), field.getValue())));
        softly.assertAll();
        assertThat(WRITE || (answer.text() + "\n").equals(ANSWERS.get(name)))
                .as("people read%n%s%nbut vat-answers.txt has%n%s", answer.text(), ANSWERS.get(name))
                .isTrue();
    }

    /**
     * Writes vat-answers.txt anew after a wanted change: {@code mvn -pl invoicing-core -am test -Dtest=VatCasesTest
     * -Dsurefire.failIfNoSpecifiedTests=false -Dvat.answers.write=true}; then read the difference. Without that it checks that
     * each case has an answer and the other way round.
     */
    @Test
    void hasAnAnswerForEachCase() throws IOException {
        var answers = new StringBuilder();
        var names = new ArrayList<String>();
        for (Arguments each : cases().toList()) {
            names.add((String) each.get()[0]);
            if (WRITE) {
                answers.append(TITLE).append(each.get()[0]).append('\n');
                answers.append(WhatIf.answer((JsonNode) each.get()[1]).text()).append('\n');
            }
        }

        if (WRITE) {
            Files.writeString(Path.of("src/test/resources/nl/factuurstroom/tax/vat-answers.txt"), answers);
        }
        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(200);
        assertThat(WRITE || ANSWERS.keySet().equals(Set.copyOf(names))).isTrue();
    }

    private static Map<String, String> answers() {
        var answers = new HashMap<String, String>();
        try {
            for (String part : resource("vat-answers.txt").split("(?m)^" + TITLE)) {
                int end = part.indexOf('\n');
                if (end > 0) {
                    answers.put(part.substring(0, end), part.substring(end + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answers;
    }

    /** What the answer says, in the short words of the file. */
    private static Object actual(JsonNode found, String field, JsonNode wanted) {
        return switch (field) {
            case "net", "vat", "gross", "vatInEuro", "marginVat" ->
                found.path("totals").path(field).asText();
            case "codes" -> codes(found.path("reasons"));
            case "warnings" -> codes(found.path("warnings"));
            case "breakdown" -> short4(found.path("breakdown"), "category", "rate", "base", "vat");
            case "boxes" -> short4(found.path("returnBoxes"), "box", "base", "vat");
            case "icp" -> short4(found.path("icp"), "vatId", "kind", "amount");
            case "vatex" -> found.path("lines").path(0).path("vatex").asText();
            case "rateCountry" ->
                found.path("lines").path(0).path("rateCountry").asText();
            case "textNl" -> found.path("texts").path("nl").toString().contains(wanted.asText());
            case "missing" -> found.path("missingEvidence").toString().contains(wanted.asText());
            case "lineNets" -> short4(found.path("lines"), "net");
            case "documents" -> found.path("documents").size();
            case "gBlocked" -> found.path("gAccount").path("blocked").asText();
            case "gNormal" -> found.path("gAccount").path("normal").asText();
            case "instalments" -> instalments(found);
            case "ossTurnover" -> found.path("ossTurnover").asText();
            case "deliveredTo" -> found.path("deliveredTo").asText();
            case "decision" -> found.path("decision").asText();
            default -> throw new IllegalArgumentException("vat-cases.jsonl expects something unknown: " + field);
        };
    }

    private static Object wanted(String field, JsonNode wanted) {
        if (field.equals("textNl") || field.equals("missing")) {
            return true;
        }
        if (wanted.isArray()) {
            var texts = new ArrayList<String>();
            wanted.forEach(text -> texts.add(text.asText()));
            return texts;
        }
        return wanted.isInt() ? (Object) wanted.asInt() : wanted.asText();
    }

    private static List<String> codes(JsonNode reasons) {
        var codes = new ArrayList<String>();
        reasons.forEach(reason -> codes.add(reason.path("code").asText()));
        return codes;
    }

    private static List<String> short4(JsonNode array, String... fields) {
        var texts = new ArrayList<String>();
        for (JsonNode node : array) {
            var parts = new ArrayList<String>();
            for (String field : fields) {
                parts.add(node.path(field).isNull() ? "-" : node.path(field).asText());
            }
            texts.add(String.join(" ", parts));
        }
        return texts;
    }

    private static List<String> instalments(JsonNode found) {
        var texts = new ArrayList<String>();
        for (JsonNode invoice : found.path("instalments")) {
            var totals = invoice.path("totals");
            texts.add(totals.path("net").asText() + " " + totals.path("vat").asText() + " "
                    + totals.path("gross").asText());
        }
        return texts;
    }

    private static JsonNode expand(JsonNode sale, Map<String, JsonNode> defined) {
        var expanded = (ObjectNode) sale.deepCopy();
        for (String field : List.of("buyer", "supplier")) {
            if (sale.path(field) instanceof TextNode name) {
                expanded.set(field, Objects.requireNonNull(defined.get(name.asText()), name.asText()));
            }
        }
        return expanded;
    }

    private static List<String> lines() throws IOException {
        return resource("vat-cases.jsonl")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(VatCasesTest.class.getResourceAsStream("/nl/factuurstroom/tax/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
