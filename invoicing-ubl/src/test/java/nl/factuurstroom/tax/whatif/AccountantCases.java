package nl.factuurstroom.tax.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.tax.TaxResult;

/** The table of cases that an accountant keeps in invoicing-core, worked out. Lies in this package to read its JSON form. */
public final class AccountantCases {

    private static final Path TABLE =
            Path.of("../invoicing-core/src/test/resources/nl/factuurstroom/tax/vat-cases.jsonl");

    /** A case that is issued. */
    public record Case(String row, String name, Sale sale, Supplier supplier, TaxResult tax) {

        @Override
        public String toString() {
            return "row " + row + ": " + name;
        }
    }

    private AccountantCases() {}

    /** All that are issued. */
    public static List<Case> issued() throws IOException {
        var mapper = JsonMapper.builder().build();
        Map<String, JsonNode> defined = new HashMap<>();
        var cases = new ArrayList<Case>();
        for (String line : Files.readAllLines(TABLE)) {
            if (line.isBlank()) {
                continue;
            }
            var node = mapper.readTree(line);
            if (node.has("define")) {
                defined.put(node.get("define").asText(), node.get("as"));
            } else if (node.has("sale")) {
                read(node, defined, cases);
            }
        }
        return cases;
    }

    private static void read(JsonNode node, Map<String, JsonNode> defined, List<Case> cases) {
        var json = (ObjectNode) node.get("sale").deepCopy();
        for (String party : List.of("supplier", "buyer")) {
            var name = json.path(party).asText("");
            if (name.startsWith("@")) {
                json.set(party, defined.get(name.substring(1)));
            }
        }
        var problems = new ArrayList<In.Problem>();
        var asked = SaleInput.read(new In(json, "", problems), 1, problems);
        if (asked == null) {
            return;
        }
        var tax = asked.calculator().calculate(asked.question(), asked.evidence());
        if (tax.decision() == TaxResult.Decision.ISSUE) {
            cases.add(new Case(
                    node.path("row").asText(),
                    node.path("case").asText(),
                    asked.question().sale(),
                    asked.question().supplier(),
                    tax));
        }
    }
}
