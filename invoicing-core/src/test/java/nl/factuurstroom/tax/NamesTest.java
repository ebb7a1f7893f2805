package nl.factuurstroom.tax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "Dupont SA, SA DUPONT",
        "Dupont, Établissements Dupont & Fils",
        "Café de Paris BV, CAFE DE PARIS",
        "Bakker B.V., Bakkerij Jansen en Bakker",
        "Muller GmbH, Müller Gesellschaft mit beschränkter Haftung",
        "Open AI, OpenAI Ireland",
        "Aha, AHA Holding",
        "Techno, Technologies Group",
        "J.P. Morgan, JP Morgan SE",
        "'', Anything",
        "Anything, '---'",
        "Holding BV, The Group NV"
    })
    void takesNamesThatMayBeTheSame(String ours, String theirs) {
        assertThat(Names.clearlyDiffer(ours, theirs)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Dupont SA, SRL Boulangerie Peeters",
        "Bakker B.V., Slager B.V.",
        "Het Huis, The House",
        "Abc, Abcdef",
        "Van der Berg Holding, Van der Meer Holding",
        "Acme Group, Zenith Group"
    })
    void noticesNamesThatClearlyDiffer(String ours, String theirs) {
        assertThat(Names.clearlyDiffer(ours, theirs)).isTrue();
    }

    @Test
    void saysNothingOfWhatItCannotRead() {
        assertThat(Names.clearlyDiffer(null, "x")).isFalse();
        assertThat(Names.clearlyDiffer("x", null)).isFalse();
        assertThat(Names.clearlyDiffer("Papadopoulos", "ΠΑΠΑΔΟΠΟΥΛΟΣ")).isFalse();
        assertThat(Names.isComparable(null)).isFalse();
        assertThat(Names.isComparable("---")).isFalse();
        assertThat(Names.isComparable("ΠΑΠΑΔΟΠΟΥΛΟΣ")).isFalse();
        assertThat(Names.isComparable("Papadopoulos")).isTrue();
        assertThat(Names.isComparable("3 Suisses")).isTrue();
    }

    @Test
    void comparesAddressesByPostcodeOrCity() {
        assertThat(Names.addressMatches("1000", null, "Rue X 1, 1000 Bruxelles"))
                .isTrue();
        assertThat(Names.addressMatches(null, "Bruxelles", "Rue X 1, 1000 BRUXELLES"))
                .isTrue();
        assertThat(Names.addressMatches("9000", "Gent", "Rue X 1, 1000 Bruxelles"))
                .isFalse();
        assertThat(Names.addressMatches("9000", "Bruxelles", "Rue X 1, 1000 Bruxelles"))
                .isTrue();
        assertThat(Names.addressMatches("3511 AB", null, "Straat 1, 3511AB Utrecht"))
                .isTrue();
        assertThat(Names.addressMatches(null, null, "Rue X 1")).isNull();
        assertThat(Names.addressMatches("1000", "Brussel", null)).isNull();
        assertThat(Names.addressMatches("1000", "Brussel", "---")).isNull();
    }
}
