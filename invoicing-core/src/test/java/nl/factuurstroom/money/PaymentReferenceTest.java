package nl.factuurstroom.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import nl.factuurstroom.party.Iban;
import org.junit.jupiter.api.Test;

class PaymentReferenceTest {

    private static final Iban ACCOUNT = Iban.of("NL91ABNA0417164300");

    @Test
    void makesADutchBetalingskenmerk() {
        assertThat(PaymentReference.betalingskenmerk("000020260001234")).isEqualTo("2000020260001234");
        assertThat(PaymentReference.betalingskenmerk("20260001234")).isEqualTo("2000020260001234");
        assertThat(PaymentReference.isBetalingskenmerk("2000020260001234")).isTrue();
        assertThat(PaymentReference.isBetalingskenmerk("3000020260001234")).isFalse();
        assertThat(PaymentReference.isBetalingskenmerk("20000202600012")).isFalse();
        assertThat(PaymentReference.isBetalingskenmerk("12345678")).isFalse();
    }

    @Test
    void makesAShortBetalingskenmerkWithItsLengthCode() {
        assertThat(PaymentReference.shortBetalingskenmerk("1234567")).hasSize(9).matches(".7.*");
        assertThat(PaymentReference.shortBetalingskenmerk("1234567890"))
                .hasSize(12)
                .matches(".0.*");
        assertThat(PaymentReference.shortBetalingskenmerk("123456")).hasSize(7).endsWith("123456");
    }

    @Property
    void everyBetalingskenmerkIsRight(
            @ForAll @LongRange(min = 0, max = 999_999_999_999_999L) long number,
            @ForAll @NumericChars @StringLength(min = 6, max = 12) String digits) {
        assertThat(PaymentReference.isBetalingskenmerk(PaymentReference.betalingskenmerk(Long.toString(number))))
                .isTrue();
        assertThat(PaymentReference.isBetalingskenmerk(PaymentReference.shortBetalingskenmerk(digits)))
                .isTrue();
    }

    @Test
    void makesABelgianReference() {
        assertThat(PaymentReference.ogm("2026001234")).isEqualTo("+++202/6001/23464+++");
        assertThat(PaymentReference.ogm("97")).isEqualTo("+++000/0000/09797+++");
        assertThat(PaymentReference.isOgm("+++202/6001/23464+++")).isTrue();
        assertThat(PaymentReference.isOgm("202600123464")).isTrue();
        assertThat(PaymentReference.isOgm("202600123465")).isFalse();
        assertThat(PaymentReference.isOgm("+++202/6001/2346+++")).isFalse();
    }

    @Test
    void makesACreditorReference() {
        assertThat(PaymentReference.rf("20260001234")).isEqualTo("RF2520260001234");
        assertThat(PaymentReference.isRf("RF25 2026 0001 234")).isTrue();
        assertThat(PaymentReference.isRf("RF2620260001234")).isFalse();
        assertThat(PaymentReference.isRf("2520260001234")).isFalse();
    }

    @Property
    void everyReferenceIsRight(
            @ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 21) String text,
            @ForAll @LongRange(min = 0, max = 9_999_999_999L) long number) {
        assertThat(PaymentReference.isRf(PaymentReference.rf(text))).isTrue();
        assertThat(PaymentReference.isOgm(PaymentReference.ogm(Long.toString(number))))
                .isTrue();
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> PaymentReference.betalingskenmerk("1234567890123456"))
                .hasMessageContaining("1 to 15 digits");
        assertThatThrownBy(() -> PaymentReference.shortBetalingskenmerk("12345"))
                .hasMessageContaining("6 to 12");
        assertThatThrownBy(() -> PaymentReference.ogm("12a")).hasMessageContaining("1 to 10 digits");
        assertThatThrownBy(() -> PaymentReference.rf("é")).hasMessageContaining("letters and digits");
    }

    @Test
    void fillsAnEpcQrCode() {
        var withReference = EpcQr.withReference("Jansen Advies B.V.", ACCOUNT, Money.eur("665.50"), "RF2520260001234");
        var withText = EpcQr.withText("Jansen Advies B.V.", ACCOUNT, Money.eur("1"), "2000020260001234");

        assertThat(withReference.payload())
                .isEqualTo("BCD\n002\n1\nSCT\n\nJansen Advies B.V.\nNL91ABNA0417164300\nEUR665.50\n\nRF2520260001234");
        assertThat(withText.payload()).endsWith("EUR1.00\n\n\n2000020260001234");
        assertThat(new EpcQr("J", ACCOUNT, "ABNANL2A", Money.eur("1"), null, null).payload())
                .isEqualTo("BCD\n002\n1\nSCT\nABNANL2A\nJ\nNL91ABNA0417164300\nEUR1.00");
    }

    @Test
    void refusesWhatNoBankingAppReads() {
        var euro = Money.eur("1");
        assertThatThrownBy(() -> EpcQr.withText("", ACCOUNT, euro, "x")).hasMessageContaining("name");
        assertThatThrownBy(() -> EpcQr.withText("n".repeat(71), ACCOUNT, euro, "x"))
                .hasMessageContaining("name");
        assertThatThrownBy(() -> EpcQr.withText("J", ACCOUNT, Money.of("1", "USD"), "x"))
                .hasMessageContaining("EUR");
        assertThatThrownBy(() -> EpcQr.withText("J", ACCOUNT, Money.eur("0"), "x"))
                .hasMessageContaining("0.01");
        assertThatThrownBy(() -> EpcQr.withText("J", ACCOUNT, Money.eur("1.005"), "x"))
                .hasMessageContaining("cents");
        assertThatThrownBy(() -> EpcQr.withText("J", ACCOUNT, Money.eur("1000000000"), "x"))
                .hasMessageContaining("999999999.99");
        assertThatThrownBy(() -> EpcQr.withReference("J", ACCOUNT, euro, "123")).hasMessageContaining("RF");
        assertThatThrownBy(() -> EpcQr.withText("J", ACCOUNT, euro, "x".repeat(141)))
                .hasMessageContaining("140");
        assertThatThrownBy(() -> EpcQr.withText("J\nK", ACCOUNT, euro, "x")).hasMessageContaining("one line");
        assertThatThrownBy(() -> new EpcQr("J", ACCOUNT, "abc", euro, null, null))
                .hasMessageContaining("BIC");
        assertThatThrownBy(() -> new EpcQr("J", ACCOUNT, null, euro, "RF2520260001234", "x"))
                .hasMessageContaining("never both");
        assertThatThrownBy(() -> EpcQr.withText("é".repeat(70), ACCOUNT, euro, "é".repeat(140))
                        .payload())
                .hasMessageContaining("331 bytes");
        assertThat(EpcQr.withText("n".repeat(70), ACCOUNT, Money.eur("999999999.99"), "x".repeat(140))
                        .payload())
                .isNotEmpty();
    }
}
