package nl.factuurstroom.connector.moneybird;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Detail;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Invoice;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.tax.VatTreatment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneybirdDraftCheckTest {

    private static final String GOODS = "Intracommunautaire levering, artikel 138, lid 1, Richtlijn 2006/112";

    private static Optional<String> complaint(MoneybirdSettings.Builder settings, String text, String... boxes) {
        var line = new Detail("1", "77", "Advies", Arrays.asList(boxes), text);
        return new MoneybirdDraftCheck(settings.build()).lines(invoice(List.of(line)));
    }

    private static Invoice invoice(List<Detail> details) {
        return new Invoice(
                "1", "2", null, null, "draft", "HS-1", "EUR", null, null, null, null, null, null, null, null, details,
                null, null, 0);
    }

    private static MoneybirdSettings.Builder mapped(VatTreatment treatment) {
        return MoneybirdSettings.builder()
                .administration("123")
                .accessToken("t")
                .taxRate(treatment, "77");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "STANDARD,NL/1a,-",
                "STANDARD,NL/1c,-",
                "REDUCED,NL/1b,-",
                "ZERO,NL/1e,-",
                "ZERO,-,-",
                "EXEMPT,-,-",
                "SMALL_BUSINESS,-,-",
                "MARGIN,NL/1a,-",
                "OUTSIDE_SCOPE,-,-",
                "OSS,-,-",
                "DOMESTIC_REVERSE_CHARGE,NL/1e,Btw verlegd",
                "DOMESTIC_REVERSE_CHARGE,NL/1e,-",
                "EU_SERVICES,NL/3b,Btw verlegd",
                "EU_SERVICES,NL/3b,-",
                "EU_SERVICES,-,Dienst artikel 44 Richtlijn 2006/112",
                "EU_GOODS,NL/3b,-",
                "EXPORT,NL/3a,-"
            })
    void aRateThatDoesWhatItShouldPasses(VatTreatment treatment, String box, String text) {
        assertThat(complaint(mapped(treatment), text, box)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "STANDARD,NL/1e,-",
                "STANDARD,NL/1a,Btw verlegd",
                "REDUCED,NL/1a,-",
                "ZERO,NL/3a,-",
                "EXEMPT,NL/1a,-",
                "EXEMPT,NL/3b,-",
                "OUTSIDE_SCOPE,NL/1b,-",
                "DOMESTIC_REVERSE_CHARGE,NL/3b,Btw verlegd",
                "DOMESTIC_REVERSE_CHARGE,-,-",
                "EU_SERVICES,NL/1e,Btw verlegd",
                "EU_SERVICES,NL/3a,-",
                "EU_SERVICES,-,-",
                "EU_SERVICES,NL/3b,'Intracommunautaire levering, artikel 138'",
                "EU_GOODS,NL/1e,-",
                "EU_GOODS,-,-",
                "EU_GOODS,NL/3b,Btw verlegd",
                "EXPORT,NL/1e,-",
                "EXPORT,-,-",
                "EXPORT,NL/3a,'Intracommunautaire levering, artikel 138'"
            })
    void aRateThatDoesSomethingElseIsNamedWithItsSetting(VatTreatment treatment, String box, String text) {
        assertThat(complaint(mapped(treatment), text, box))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .contains("Advies")
                        .contains("77")
                        .contains(MoneybirdTaxRates.key(treatment)));
    }

    @Test
    void theVendorsOwnExampleOfAnIntraEuDeliveryPassesForItsText() throws Exception {
        var json = getClass().getResourceAsStream("sales_invoice.create.foreign-currency-0vat.response.json");
        var example = Json.mapper().readValue(json, Invoice.class);
        var rate = String.valueOf(MoneybirdJson.list(example.details()).get(0).taxRateId());
        var goods = MoneybirdSettings.builder().administration("123").accessToken("t");
        var services = MoneybirdSettings.builder().administration("123").accessToken("t");

        assertThat(new MoneybirdDraftCheck(
                                goods.taxRate(VatTreatment.EU_GOODS, rate).build())
                        .lines(example))
                .isEmpty();
        assertThat(new MoneybirdDraftCheck(
                                services.taxRate(VatTreatment.EU_SERVICES, rate).build())
                        .lines(example))
                .isPresent();
    }

    @Test
    void ownBoxesReplaceTheDutchOnes() {
        var settings = mapped(VatTreatment.STANDARD).reportReferences(VatTreatment.STANDARD, "BE/03");

        assertThat(complaint(settings, null, "BE/03")).isEmpty();
        assertThat(complaint(settings, null, "NL/1a")).isPresent();
    }

    @Test
    void withoutOurTextsTheRateMustPrintItsOwn() {
        var settings = mapped(VatTreatment.EU_GOODS).printLegalTexts(false);

        assertThat(complaint(settings, GOODS, "NL/3b")).isEmpty();
        assertThat(complaint(settings, null, "NL/3b"))
                .hasValueSatisfying(s -> assertThat(s).contains("no legal text"));
    }

    @Test
    void aSharedRateMustDoForWhatItWasUsedFor() {
        var settings = mapped(VatTreatment.EU_SERVICES).taxRate(VatTreatment.ZERO, "77");
        var check = new MoneybirdDraftCheck(settings.build());
        var draft = invoice(List.of(new Detail("1", "77", "Advies", List.of("NL/1e"), null)));

        assertThat(check.lines(draft, Map.of("77", Set.of(VatTreatment.ZERO)))).isEmpty();
        assertThat(check.lines(draft, Map.of("77", Set.of(VatTreatment.EU_SERVICES))))
                .isPresent();
        assertThat(check.lines(draft)).isPresent();
    }

    @Test
    void aRateThatNobodyConfiguredIsNotOursToJudge() {
        var settings = MoneybirdSettings.builder().administration("123").accessToken("t");

        assertThat(complaint(settings, GOODS, "NL/3a")).isEmpty();
    }
}
