package nl.factuurstroom.tax.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhatIfTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String GOOD = """
            {"id": "one", "buyer": {"kind": "private", "country": "Nederland"}, "supplyDate": "2026-11-24",
             "lines": [{"description": "Book", "unitPrice": 10, "kind": "goods", "rateClass": "culture"}]}
            """;

    @Test
    void answersAnObjectWithAnObjectAndAnArrayWithAnArray() throws IOException {
        assertThat(MAPPER.readTree(WhatIf.explain(GOOD))
                        .path("totals")
                        .path("gross")
                        .asText())
                .isEqualTo("10.90");
        assertThat(MAPPER.readTree(WhatIf.explain("[" + GOOD + "," + GOOD + "]")))
                .hasSize(2);
        assertThat(MAPPER.readTree(WhatIf.explain("[]"))).isEmpty();
    }

    @Test
    void saysTheSameForPeople() {
        assertThat(WhatIf.explainAsText(GOOD)).isEqualTo("""
                        Sale one
                        Decision: ISSUE – the invoice may go out.
                        Lines:
                          1. Book: 1 × EUR 10.00 = EUR 10.00 net – Dutch reduced rate, category S, 9 %
                             Goods in the Netherlands: reduced rate 9 % (OB art. 9(2)(a), tabel I) on 2026-11-24. (row 2)
                        Breakdown:
                          S 9 %: base EUR 10.00, VAT EUR 0.90
                        Total: net EUR 10.00, VAT EUR 0.90, to pay EUR 10.90
                        VAT return:
                          - box 1b: turnover EUR 10.00, VAT EUR 0.90
                        """);
    }

    @Test
    void aSaleThatCannotBeReadDoesNotSpoilItsNeighbour() throws IOException {
        var answer = WhatIf.answer("[{\"id\": \"bad\"}, " + GOOD + ", 7]");

        var sales = MAPPER.readTree(answer.json());
        assertThat(sales.get(0).path("decision").asText()).isEqualTo("UNREADABLE");
        assertThat(sales.get(1).path("decision").asText()).isEqualTo("ISSUE");
        assertThat(answer.problems())
                .containsExactly(
                        "[0].buyer: is missing",
                        "[0].supplyDate: is missing",
                        "[0].lines: is missing",
                        "[2]: a sale must be an object");
        assertThat(answer.text()).contains("Can't be read:", "[0].buyer: is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"quantity\": \"1,5\" | lines[0].quantity: '1,5' is not a decimal number",
                "\"quantity\": true | lines[0].quantity: must be a number",
                "\"unitprice\": 3 | lines[0].unitprice: is not known here",
                "\"kind\": \"thing\" | lines[0].kind: 'thing' is none of goods, service",
                "\"rateClass\": \"huge\" | lines[0].rateClass: 'huge' is none of standard",
                "\"unitPrice\": -1 | lines[0]: a unit price must not be negative",
                "\"discount\": {} | lines[0].discount: needs either percent or amount",
                "\"discount\": {\"percent\": 101} | lines[0].discount: a discount is from 0 to 100",
                "\"period\": {\"from\": \"2026-01-01\"} | lines[0].period: needs from and to",
                "\"period\": {\"from\": \"2026-02-01\", \"to\": \"2026-01-01\"} | lines[0].period: a period must not end",
                "\"stay\": {\"arrival\": \"2026-01-01\"} | lines[0].stay: needs arrival and departure",
                "\"stay\": {\"arrival\": \"2026-01-01\", \"departure\": \"2026-01-01\"} | lines[0].stay: the departure",
                "\"performedIn\": \"Absurdistan\" | lines[0].performedIn: 'Absurdistan' is not a country",
                "\"foreignRates\": {\"QQ\": 7} | lines[0].foreignRates.QQ: is not a country",
                "\"parts\": [{\"description\": \"x\"}] | lines[0].parts[0].weight: is missing",
                "\"parts\": [{\"weight\": 0}] | lines[0].parts[0]: the weight",
                "\"parts\": 3 | lines[0].parts: must be an array",
                "\"description\": {} | lines[0].description: must be a text",
                "\"discount\": {\"percent\": 1, \"x\": 1} | lines[0].discount.x: is not known",
                "\"period\": {\"x\": 1} | lines[0].period.x: is not known",
                "\"stay\": {\"x\": 1} | lines[0].stay.x: is not known",
                "\"margin\": {\"x\": 1} | lines[0].margin.x: is not known",
                "\"parts\": [{\"weight\": 1, \"x\": 1}] | lines[0].parts[0].x: is not known",
                "\"parts\": [{\"weight\": 1, \"kind\": \"shipping\"}] | lines[0].parts[0]: a part of a package",
                "\"specialCase\": \"odd\" | lines[0].specialCase: 'odd' is none of new-vehicle, excise-goods"
            })
    void namesThePathOfABadLine(String field, String problem) {
        var json = """
                {"buyer": {"kind": "private", "country": "NL"}, "supplyDate": "2026-11-24",
                 "lines": [{%s %s}]}
                """.formatted(field.contains("unitPrice") ? "" : "\"unitPrice\": 1,", field);

        assertThat(WhatIf.answer(json).problems()).anyMatch(p -> p.startsWith(problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"supplyDate\": \"24-11-2026\" | supplyDate: '24-11-2026' is not a date",
                "\"currency\": \"EURO\" | currency: 'EURO' is not an ISO 4217 currency",
                "\"pricesIncludeVat\": \"yes\" | pricesIncludeVat: must be true or false",
                "\"supplier\": {\"vatId\": \"12\"} | supplier.vatId: '12' is not a VAT id",
                "\"supplier\": {\"kvkNumber\": \"12\"} | supplier.kvkNumber:",
                "\"supplier\": {\"iban\": \"NL00\"} | supplier.iban:",
                "\"supplier\": {\"country\": \"Absurdistan\"} | supplier.country:",
                "\"supplier\": {\"scheme\": \"x\"} | supplier.scheme:",
                "\"supplier\": {\"fiscalUnity\": [\"x\"]} | supplier.fiscalUnity:",
                "\"supplier\": {\"euSmallBusinessIn\": [\"x\"]} | supplier.euSmallBusinessIn:",
                "\"supplier\": 3 | supplier: must be an object",
                "\"shipTo\": {\"land\": \"NL\"} | shipTo.land: is not known here",
                "\"exchangeRate\": {\"perEuro\": 1} | exchangeRate: needs perEuro and date",
                "\"exchangeRate\": {\"perEuro\": 0, \"date\": \"2026-11-24\"} | exchangeRate.perEuro: a rate of exchange",
                "\"gAccount\": {\"percent\": 30} | gAccount: needs basis and percent",
                "\"gAccount\": {\"basis\": \"net\", \"percent\": 0} | gAccount: the share",
                "\"instalments\": [{\"percent\": 50}] | instalments: the shares of a plan",
                "\"instalments\": [{\"percent\": 50, \"net\": 3}] | instalments[0]: instalment",
                "\"instalments\": [{\"net\": 99}, {}] | instalments: instalment",
                "\"creditNoteFor\": {\"number\": \"1\"} | creditNoteFor: needs number and date",
                "\"creditNoteFor\": {\"number\": \"1\", \"date\": \"2026-11-24\", \"lines\": [{\"line\": 1}]} | creditNoteFor.lines[0]: needs line",
                "\"creditNoteFor\": {\"number\": \"1\", \"date\": \"2026-11-24\", \"lines\": [{\"line\": 1, \"quantity\": 2}]} | creditNoteFor: of line",
                "\"discountTables\": [{\"name\": \"x\"}] | discountTables: [0].mode is missing",
                "\"oss\": {\"optedIn\": true} | oss.optedIn: needs registered",
                "\"settings\": {\"whenViesIsDown\": \"pray\"} | settings.whenViesIsDown:",
                "\"settings\": {\"viesValidForDays\": -1} | settings.viesValidForDays:",
                "\"settings\": {\"defaultSupplyKind\": \"meal\"} | settings: DutchVat can't be built",
                "\"released\": \"x\" | released: must be an array",
                "\"extra\": 1 | extra: is not known here",
                "\"supplier\": {\"x\": 1} | supplier.x: is not known",
                "\"exchangeRate\": {\"perEuro\": 1, \"date\": \"2026-11-24\", \"x\": 1} | exchangeRate.x: is not known",
                "\"gAccount\": {\"basis\": \"net\", \"percent\": 1, \"x\": 1} | gAccount.x: is not known",
                "\"gAccount\": {\"basis\": \"net\"} | gAccount: needs basis and percent",
                "\"kor\": {\"x\": 1} | kor.x: is not known",
                "\"oss\": {\"x\": 1} | oss.x: is not known",
                "\"settings\": {\"x\": 1} | settings.x: is not known",
                "\"settings\": {\"viesDeadlineHours\": -1} | settings.viesDeadlineHours:",
                "\"settings\": {\"defaultRateClass\": \"x\"} | settings.defaultRateClass:",
                "\"instalments\": [{\"percent\": 100, \"x\": 1}] | instalments[0].x: is not known",
                "\"creditNoteFor\": {\"date\": \"2026-11-24\"} | creditNoteFor: needs number and date",
                "\"creditNoteFor\": {\"number\": \"1\", \"date\": \"2026-11-24\", \"x\": 1} | creditNoteFor.x: is not known",
                "\"creditNoteFor\": {\"number\": \"1\", \"date\": \"2026-11-24\", \"lines\": [{\"line\": 1, \"quantity\": 1, \"x\": 1}]} | creditNoteFor.lines[0].x: is not known",
                "\"creditNoteFor\": {\"number\": \"1\", \"date\": \"2026-11-24\", \"lines\": [{\"quantity\": 1}]} | creditNoteFor.lines[0]: needs line",
                "\"transport\": \"mule\" | transport: 'mule' is none of supplier, buyer-arranges, buyer-collects",
                "\"shipFrom\": \"Absurdistan\" | shipFrom: 'Absurdistan' is not a country",
                "\"discount\": {\"percent\": 1, \"amount\": 1} | discount: needs either percent or amount",
                "\"id\": {} | id: must be a text"
            })
    void namesThePathOfABadSale(String field, String problem) {
        var date = field.contains("\"supplyDate\"") ? "" : "\"supplyDate\": \"2026-11-24\",";
        var json = """
                {"buyer": {"kind": "private", "country": "NL"}, %s %s,
                 "lines": [{"unitPrice": 1, "kind": "goods", "rateClass": "standard"}]}
                """.formatted(date, field);

        assertThat(WhatIf.answer(json).problems()).anyMatch(p -> p.startsWith(problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"vatIdCheck\": \"perhaps\" | buyer.vatIdCheck: 'perhaps' is none of valid",
                "\"vatIdCheck\": {} | buyer.vatIdCheck.status: is missing",
                "\"vatIdCheck\": {\"status\": \"valid\", \"date\": \"soon\"} | buyer.vatIdCheck.date: 'soon' is neither",
                "\"vatIdCheck\": {\"status\": \"valid\", \"when\": \"now\"} | buyer.vatIdCheck.when: is not known",
                "\"kvkNumber\": \"1\" | buyer.kvkNumber:",
                "\"x\": \"1\" | buyer.x: is not known"
            })
    void namesThePathOfABadBuyer(String field, String problem) {
        var json = """
                {"buyer": {"kind": "company", "country": "BE", "vatId": "BE0403019261", %s},
                 "supplyDate": "2026-11-24", "lines": [{"unitPrice": 1, "kind": "goods", "rateClass": "standard"}]}
                """.formatted(field);

        assertThat(WhatIf.answer(json).problems()).anyMatch(p -> p.startsWith(problem));
    }

    @Test
    void aBuyerNeedsAKind() {
        var json = GOOD.replace("\"kind\": \"private\", ", "");

        assertThat(WhatIf.answer(json).problems()).containsExactly("buyer.kind: is missing");
    }

    /** After a wanted change: -Dvat.answers.write=true, then read the difference. */
    @Test
    void answersTheExampleAsWritten() throws IOException {
        var folder = Path.of("src/test/resources/nl/factuurstroom/tax/whatif");
        var answer = WhatIf.explain(Files.readString(folder.resolve("example.json")));

        if (Boolean.getBoolean("vat.answers.write")) {
            Files.writeString(folder.resolve("example-answer.json"), answer + "\n");
        }
        assertThat(answer + "\n").isEqualTo(Files.readString(folder.resolve("example-answer.json")));
    }

    @Test
    void saysWhereTextIsNotJson() {
        assertThatThrownBy(() -> WhatIf.explain("{\n  oops"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> WhatIf.explain("{\"id\": 1, \"id\": 2}")).hasMessageContaining("Duplicate");
        assertThatThrownBy(() -> WhatIf.explain("{} x")).hasMessageContaining("not JSON");
    }

    @Test
    void readsMomentsAndSynonyms() throws IOException {
        var json = """
                {"comment": "as people write", "buyer": {"kind": "B2B", "country": "België", "vatId": "BE 0403.019.261",
                 "vatIdCheck": {"status": "VALID", "date": "2026-11-24T08:00:00Z", "consultationNumber": "W1"}},
                 "supplyDate": "2026-11-24", "lines": [{"unitPrice": "1.00", "kind": "diensten", "rateClass": "hoog"}]}
                """;

        var answer = MAPPER.readTree(WhatIf.explain(json));

        assertThat(answer.path("id").asText()).isEqualTo("sale-1");
        assertThat(answer.path("lines").get(0).path("treatment").asText()).isEqualTo("EU_SERVICES");
        assertThat(answer.path("evidence").get(0).path("at").asText()).isEqualTo("2026-11-24T08:00:00Z");
        assertThat(answer.path("evidence").get(0).path("consultationNumber").asText())
                .isEqualTo("W1");
    }

    @Test
    void theSchemaInTheJarIsTheOneInTheDocs() throws IOException {
        assertThat(WhatIf.schema()).isEqualTo(Files.readString(Path.of("../docs/sale.schema.json")));
    }

    @Test
    void theSchemaAcceptsEveryCaseAndRefusesTypingErrors() throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(WhatIf.schema(), InputFormat.JSON);

        var cases = VatCasesTest.cases().map(c -> c.get()[1].toString()).toList();

        assertThat(cases)
                .hasSizeGreaterThan(200)
                .allSatisfy(sale -> assertThat(schema.validate(sale, InputFormat.JSON))
                        .as(sale)
                        .isEmpty());
        assertThat(schema.validate(GOOD.replace("unitPrice", "unitprice"), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema.validate("{}", InputFormat.JSON)).isNotEmpty();
    }
}
