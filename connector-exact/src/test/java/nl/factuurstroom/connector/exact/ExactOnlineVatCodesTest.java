package nl.factuurstroom.connector.exact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import nl.factuurstroom.connector.exact.ExactOnlineJson.VatCode;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.tax.VatTreatment;
import org.junit.jupiter.api.Test;

final class ExactOnlineVatCodesTest {

    private final Map<String, VatCode> codes = codes();

    private static Map<String, VatCode> codes() {
        try {
            var codes = new LinkedHashMap<String, VatCode>();
            for (JsonNode row : Json.mapper()
                    .readTree(WithExactSimulator.resource("vat-codes.response.json"))
                    .path("d")) {
                var code = Json.mapper().treeToValue(row, VatCode.class);
                codes.put(ExactOnlineJson.trimmed(code.code()), code);
            }
            return codes;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String fault(String code, VatTreatment treatment, int rate) {
        return ExactOnlineVatCodes.fault(code, codes, treatment, Percentage.of(rate))
                .orElse("");
    }

    @Test
    void codesThatMeanTheTreatmentFit() {
        assertThat(fault("2", VatTreatment.STANDARD, 21)).isEmpty();
        assertThat(fault("1", VatTreatment.REDUCED, 9)).isEmpty();
        assertThat(fault("7", VatTreatment.EU_GOODS, 0)).isEmpty();
        assertThat(fault("7D", VatTreatment.EU_SERVICES, 0)).isEmpty();
        assertThat(fault("6", VatTreatment.EXPORT, 0)).isEmpty();
        assertThat(fault("0", VatTreatment.EXEMPT, 0)).isEmpty();
        assertThat(fault("V", VatTreatment.DOMESTIC_REVERSE_CHARGE, 0)).isEmpty();
    }

    @Test
    void aWrongTypeOrPercentageIsAFault() {
        assertThat(fault("4", VatTreatment.STANDARD, 21)).contains("type I");
        assertThat(fault("1", VatTreatment.STANDARD, 21)).contains("is 9 %").contains("21 %");
        assertThat(fault("6", VatTreatment.STANDARD, 21)).contains("charge no VAT");
        assertThat(fault("2", VatTreatment.ZERO, 0)).contains("charges 21 %");
    }

    @Test
    void aWrongSalesListingIsAFault() {
        assertThat(fault("7", VatTreatment.EU_SERVICES, 0))
                .contains("listing L")
                .contains("ICP");
        assertThat(fault("6", VatTreatment.EU_GOODS, 0)).contains("listing N");
        assertThat(fault("7D", VatTreatment.EXPORT, 0)).contains("listing S");
    }

    @Test
    void blockedAndPurchaseCodesAreFaults() {
        var blocked = new VatCode("9", "x", new BigDecimal("0.21"), "E", "B", "N", true);
        var purchase = new VatCode("9", "x", new BigDecimal("0.21"), "E", "P", "N", false);

        assertThat(ExactOnlineVatCodes.misfit(blocked, VatTreatment.STANDARD, Percentage.of(21)))
                .hasValueSatisfying(why -> assertThat(why).contains("blocked"));
        assertThat(ExactOnlineVatCodes.misfit(purchase, VatTreatment.STANDARD, Percentage.of(21)))
                .hasValueSatisfying(why -> assertThat(why).contains("purchases"));
    }

    @Test
    void missingCodesAreNamedWithCandidates() {
        assertThat(fault(null, VatTreatment.EU_SERVICES, 0))
                .contains("exact.vat-code.intra-eu-services=7D looks right");
        assertThat(fault("99", VatTreatment.STANDARD, 21))
                .contains("99")
                .contains("doesn't exist")
                .contains("exact.vat-code.standard=2 looks right (21 % excl., BTW hoog tarief, exclusief)");
    }

    @Test
    void aPercentageAboveOneIsPerCent() {
        var code = new VatCode("2", "x", new BigDecimal("21"), "E", "B", "N", false);

        assertThat(ExactOnlineVatCodes.percentage(code)).isEqualTo(Percentage.of(21));
    }

    @Test
    void everyTreatmentHasAKey() {
        assertThat(VatTreatment.values())
                .extracting(ExactOnlineVatCodes::key)
                .doesNotHaveDuplicates()
                .contains(
                        "exact.vat-code.standard",
                        "exact.vat-code.intra-eu-goods",
                        "exact.vat-code.domestic-reverse-charge",
                        "exact.vat-code.outside-scope");
    }
}
