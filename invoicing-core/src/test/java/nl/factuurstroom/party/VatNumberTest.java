package nl.factuurstroom.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VatNumberTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATU13585627",
                "BE0403019261",
                "BG175074752",
                "CY10259033P",
                "CZ25123891",
                "DE136695976",
                "DK13585628",
                "EE100931558",
                "EE100594102",
                "EL094259216",
                "ESB58378431",
                "ESB64717838",
                "FI20774740",
                "FR40303265045",
                "FR23334175221",
                "HR33392005961",
                "HU12892312",
                "IE6433435F",
                "IE6433435OA",
                "IT00743110157",
                "LT119511515",
                "LT100001919017",
                "LU15027442",
                "LV40003521600",
                "LV16117519997",
                "MT11679112",
                "NL004495445B01",
                "NL000099998B57",
                "NL002455799B11",
                "PL8567346215",
                "PT501964843",
                "RO18547290",
                "SE123456789701",
                "SI50223054",
                "SK2022749619",
                "XI980780684",
                "BG7523169263",
                "BG7501020018",
                "CZ640903926",
                "CZ7103192745",
                "ES54362315K",
                "ESX5253868R",
                "FRK7399859412",
                "IE8D79739I",
                "LT290061371314",
                "XIGD100",
                "XIHA501"
            })
    void knowsTheCheckDigitsOfEveryMemberState(String text) {
        var vat = VatNumber.strict(text);

        assertThat(vat.isWellFormed()).isTrue();
        assertThat(vat.hasValidCheckDigits()).isTrue();
        assertThat(vat.isKnownToVies()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATU13585626",
                "BE0403019262",
                "BG175074753",
                "CY10259033Q",
                "CZ25123892",
                "DE136695977",
                "DK13585629",
                "EE100931559",
                "EL094259217",
                "ESB58378432",
                "FI20774741",
                "FR41303265045",
                "HR33392005962",
                "HU12892313",
                "IE6433435G",
                "IT00743110158",
                "LT119511516",
                "LU15027443",
                "LV40003521601",
                "MT11679113",
                "NL004495446B02",
                "PL8567346216",
                "PT501964844",
                "RO18547291",
                "SE123456789801",
                "SI50223055",
                "SK2022749618",
                "XI980780685",
                "FR40303265046",
                "CY12000139V",
                "PT000000000",
                "BG1000000000",
                "CZ640903927",
                "CZ7199192740",
                "ES54362315Z",
                "LT119511525",
                "SK0022749617"
            })
    void noticesASlip(String text) {
        var vat = VatNumber.parse(text).orElseThrow();

        assertThat(vat.isWellFormed()).isTrue();
        assertThat(vat.hasValidCheckDigits()).isFalse();
        assertThatThrownBy(() -> VatNumber.strict(text)).hasMessageContaining("check digits");
    }

    @Test
    void readsWhatPeopleType() {
        assertThat(VatNumber.parse(" nl 0044.95.445-b01 ")).contains(new VatNumber("NL", "004495445B01"));
        assertThat(VatNumber.parse("GR094259216")).contains(new VatNumber("EL", "094259216"));
        assertThat(VatNumber.parse("BE403019261")).contains(new VatNumber("BE", "0403019261"));
        assertThat(VatNumber.parse("0403019261")).isEmpty();
    }

    @Test
    void knowsNoFormOfNumbersFromOutside() {
        var british = VatNumber.parse("GB980780684").orElseThrow();

        assertThat(british.isKnownToVies()).isFalse();
        assertThat(british.isWellFormed()).isFalse();
        assertThat(british.hasValidCheckDigits()).isFalse();
    }
}
