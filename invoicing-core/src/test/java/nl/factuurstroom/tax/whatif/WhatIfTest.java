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
                "\"includesVat\": true}, {\"unitPrice\": 1, \"includesVat\": false | lines[1].includesVat: differs",
                "\"kind\": \"goods\"}, null, {\"kind\": \"goods\" | lines[1]: must be an object",
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
                "\"discountTables\": [{\"name\": \"x\"}] | discountTables[0].mode: is missing",
                "\"oss\": {\"optedIn\": true} | oss.optedIn: needs registered",
                "\"settings\": {\"whenViesIsDown\": \"pray\"} | settings.whenViesIsDown:",
                "\"settings\": {\"viesValidForDays\": -1} | settings.viesValidForDays:",
                "\"settings\": {\"defaultSupplyKind\": \"meal\"} | settings: DutchVat can't be built",
                "\"released\": \"x\" | released: must be an array",
                "\"released\": [\"VAT_ID_MISSNG\"] | released: 'VAT_ID_MISSNG' can't be released (these can: BUSINESS_STATUS",
                "\"released\": [7] | released[0]: must be a text",
                "\"discountTables\": [{\"name\": \"x\", \"mode\": \"odd\"}] | discountTables[0].mode: 'odd' is none of",
                "\"creditNoteFor\": {\"number\": \"1\", \"date\": \"2026-11-24\", \"lines\": [{\"line\": 1.5, \"quantity\": 1}]} | creditNoteFor.lines[0].line: must be a whole",
                "\"creditNoteFor\": {\"number\": \"1\", \"date\": \"2026-11-24\", \"lines\": [{\"line\": 1, \"quantity\": 1}, {\"line\": 1, \"quantity\": 1}]} | creditNoteFor.lines[1].line: is there twice",
                "\"creditNoteFor\": {\"number\": \"1\", \"date\": \"2026-11-24\", \"lines\": [{\"line\": 2, \"quantity\": 1}]} | creditNoteFor: the invoice has no line 2: it has 1",
                "\"settings\": {\"viesValidForDays\": \"1e20\"} | settings.viesValidForDays:",
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

    @Test
    void aFieldThatIsThereTwiceSpoilsOnlyItsOwnSale() throws IOException {
        var twice = GOOD.replace("\"id\": \"one\"", "\"id\": \"one\", \"id\": \"two\"");

        var answer = WhatIf.answer("[" + GOOD + "," + twice + ",7," + GOOD + "]");

        assertThat(answer.problems()).hasSize(2).anyMatch(p -> p.startsWith("[1]: Duplicate field 'id'"));
        assertThat(MAPPER.readTree(answer.json()).get(3).path("decision").asText())
                .isEqualTo("ISSUE");
    }

    @Test
    void readsOtherNaturalNames() throws IOException {
        var json = """
                {"seller": {"name": "Ik"}, "customer": {"type": "public body", "country_code": "BE", "zip": "1000",
                 "vatNumber": "BE0403019261", "viesCheck": true}, "tax_date": "2026-11-24",
                 "lines": [{"price": "1.00", "supplyKind": "goods", "vatClass": "standard"}], "destination": "BE"}
                """;

        var answer = MAPPER.readTree(WhatIf.explain(json));

        assertThat(answer.path("problems")).isEmpty();
        assertThat(answer.path("lines").get(0).path("treatment").asText()).isEqualTo("EU_GOODS");
    }

    @Test
    void namesTheFieldAsItIsWritten() {
        var json = GOOD.replace("\"unitPrice\": 10", "\"unit_price\": \"ten\"");

        assertThat(WhatIf.answer(json).problems())
                .containsExactly("lines[0].unit_price: 'ten' is not a decimal number with a dot (12.50)");
    }

    @Test
    void refusesNumbersOfAbsurdLength() {
        var json = GOOD.replace("\"unitPrice\": 10", "\"unitPrice\": \"1e999999999\"");

        assertThat(WhatIf.answer(json).problems())
                .containsExactly("lines[0].unitPrice: '1e999999999' has more than 30 digits");
    }

    @Test
    void refusesALongNumberWhereItStands() {
        var json = "[" + GOOD.replace("\"unitPrice\": 10", "\"unitPrice\": 1" + "0".repeat(2000)) + "," + GOOD + "]";

        var answer = WhatIf.answer(json);

        assertThat(answer.problems())
                .hasSize(1)
                .allMatch(p -> p.startsWith("[0].lines[0].unitPrice: '1") && p.endsWith("…' has more than 30 digits"));
    }

    @Test
    void aBuyerWithoutNameHasTheOneOfVies() throws IOException {
        var json = """
                {"buyer": {"kind": "company", "country": "BE", "vatId": "BE0403019261",
                 "vatIdCheck": {"status": "valid", "name": "NV DUPONT"}}, "supplyDate": "2026-11-24",
                 "lines": [{"unitPrice": "100", "kind": "consultancy"}]}
                """;

        assertThat(MAPPER.readTree(WhatIf.explain(json)).path("decision").asText())
                .isEqualTo("ISSUE");
    }

    @Test
    void releasesEverythingAtOnce() throws IOException {
        var json = """
                {"buyer": {"kind": "company", "country": "BE"}, "supplyDate": "2026-11-24", "released": true,
                 "lines": [{"unitPrice": "100", "kind": "service", "rateClass": "standard"}]}
                """;

        var answer = MAPPER.readTree(WhatIf.explain(json));

        assertThat(answer.path("totals").path("gross").asText()).isEqualTo("121.00");
        assertThat(answer.path("warnings").get(0).path("code").asText()).isEqualTo("VAT_ID_MISSING");
        assertThat(MAPPER.readTree(WhatIf.explain(json.replace("true", "false")))
                        .path("decision")
                        .asText())
                .isEqualTo("HOLD");
    }

    @Test
    void whatTheSchemaReleasesIsWhatCanBeReleased() throws IOException {
        var codes = MAPPER.readTree(WhatIf.schema()).at("/$defs/sale/properties/released/oneOf/1/items/enum");

        assertThat(codes).extracting(code -> code.asText()).containsExactlyInAnyOrderElementsOf(Words.RELEASABLE);
    }

    @Test
    void makesPaymentReferencesOfAnInvoiceNumber() throws IOException {
        var json = GOOD.replace(
                "\"id\": \"one\"",
                "\"invoiceNumber\": \"20260001234\", \"supplier\": {\"name\": \"Ik\", \"iban\": \"NL91ABNA0417164300\"}");

        var payment = MAPPER.readTree(WhatIf.explain(json)).path("payment");

        assertThat(payment.path("betalingskenmerk").asText()).isEqualTo("2000020260001234");
        assertThat(WhatIf.explainAsText(json))
                .contains("To quote when paying:\n  - betalingskenmerk 2000020260001234\n  - rf RF2520260001234\n");
        assertThat(payment.path("rf").asText()).isEqualTo("RF2520260001234");
        assertThat(payment.path("ogm").isNull()).isTrue();
        assertThat(payment.path("epcQr").get(0).path("payload").asText())
                .isEqualTo("BCD\n002\n1\nSCT\n\nIk\nNL91ABNA0417164300\nEUR10.90\n\nRF2520260001234");
        assertThat(MAPPER.readTree(WhatIf.explain(json.replace("20260001234", "2026-001234")))
                        .path("payment")
                        .path("ogm")
                        .asText())
                .isEqualTo("+++202/6001/23464+++");
    }

    @Test
    void drawsTwoCodesWithAGAccountAndNoneForACreditNote() throws IOException {
        var json = """
                {"invoiceNumber": "7", "supplier": {"iban": "NL91ABNA0417164300", "gAccount": "NL20INGB0001234567"},
                 "buyer": {"kind": "company", "country": "NL"}, "supplyDate": "2026-11-24",
                 "gAccount": {"basis": "net", "percent": 25, "work": "W", "period": {"from": "2026-11-01", "to": "2026-11-02"}},
                 "lines": [{"unitPrice": "100", "kind": "service", "rateClass": "standard"}]}
                """;

        var codes = MAPPER.readTree(WhatIf.explain(json)).path("payment").path("epcQr");
        var credit = json.replace(
                "\"lines\"", "\"creditNoteFor\": {\"number\": \"6\", \"date\": \"2026-11-24\"}, \"lines\"");

        assertThat(codes).extracting(code -> code.path("amount").asText()).containsExactly("25.00", "96.00");
        assertThat(MAPPER.readTree(WhatIf.explain(credit)).path("payment").path("epcQr"))
                .isEmpty();
    }
}
