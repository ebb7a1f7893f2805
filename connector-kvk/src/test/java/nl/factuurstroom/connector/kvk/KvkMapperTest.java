package nl.factuurstroom.connector.kvk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.LocalDate;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.customer.Company;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.KvkNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KvkMapperTest {

    private static final KvkNumber NUMBER = new KvkNumber("12345674");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private static Company company(String rest) throws IOException {
        var json = "{\"kvkNummer\":\"12345674\"," + rest.replace('\'', '"') + "}";
        return KvkMapper.company(Json.mapper().readValue(json, KvkJson.Basisprofiel.class), NUMBER, TODAY, false);
    }

    @Test
    void prefersTheStatutoryName() throws IOException {
        assertThat(company("'naam':'Halve Maan','statutaireNaam':'De Halve Maan B.V.'")
                        .name())
                .isEqualTo("De Halve Maan B.V.");
        assertThat(company("'naam':'Halve Maan','statutaireNaam':' '").name()).isEqualTo("Halve Maan");
    }

    @Test
    void buildsTheStreetFromItsParts() throws IOException {
        var company = company("'naam':'x','_embedded':{'hoofdvestiging':{'adressen':[{'type':'bezoekadres',"
                + "'volledigAdres':'Laan 3c      rood   9999ZZ   Oord','straatnaam':'Laan','huisnummer':3,'huisletter':'c',"
                + "'huisnummerToevoeging':'rood','toevoegingAdres':'t/o 5','postcode':'9999ZZ','plaats':'Oord',"
                + "'land':'Nederland'}]}}");

        assertThat(company.address()).isEqualTo(Address.of("Laan 3c rood t/o 5", "9999ZZ", "Oord", CountryCode.NL));
    }

    @Test
    void neverAssumesACountry() throws IOException {
        var company =
                company("'naam':'x','_embedded':{'eigenaar':{'adressen':[{'type':'bezoekadres','plaats':'Oord'}]}}");

        assertThat(company.address().country()).isNull();
        assertThat(company.address().city()).isEqualTo("Oord");
    }

    @Test
    void knowsNoAddressWhereThereIsNone() throws IOException {
        assertThat(company("'naam':'x'").address()).isEqualTo(Address.unknown());
    }

    @ParameterizedTest
    @CsvSource({"20261124,true", "20150600,true", "00000000,true", "20261125,false", "'',false"})
    void hasEndedOnceTheDateIsReached(String end, boolean ended) throws IOException {
        assertThat(company("'naam':'x','materieleRegistratie':{'datumEinde':'" + end + "'}")
                        .ended())
                .isEqualTo(ended);
        assertThat(company("'naam':'x','_embedded':{'eigenaar':{'datumUitschrijving':'" + end + "'}}")
                        .ended())
                .isEqualTo(ended);
    }

    @Test
    void doesNotTakeAnotherCompanyForTheAnswer() {
        var other = new KvkJson.Basisprofiel("99999999", "x", null, null, null);

        assertThatThrownBy(() -> KvkMapper.company(other, NUMBER, TODAY, false)).isInstanceOf(TransientException.class);
    }
}
