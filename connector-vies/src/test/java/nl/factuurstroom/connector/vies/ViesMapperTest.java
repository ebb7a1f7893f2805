package nl.factuurstroom.connector.vies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.tax.VatCheck;
import org.junit.jupiter.api.Test;

class ViesMapperTest {

    private static final VatNumber IRISH = new VatNumber("IE", "6388047V");
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

    private static VatCheck check(String json) throws Exception {
        return ViesMapper.check(Json.mapper().readValue(json.replace('\'', '"'), ViesJson.Answer.class), IRISH, NOW);
    }

    @Test
    void keepsTheVendorsTimeAndProof() throws Exception {
        var check = check("{'countryCode':'IE','vatNumber':'6388047V','requestDate':'2026-08-24T09:12:41.318Z',"
                + "'valid':true,'requestIdentifier':'WAPIAAAAaA1D8cQK','name':'EXAMPLE LIMITED','address':'DUBLIN 4'}");

        assertThat(check)
                .isEqualTo(new VatCheck.Valid(
                        IRISH,
                        Instant.parse("2026-08-24T09:12:41.318Z"),
                        "WAPIAAAAaA1D8cQK",
                        "EXAMPLE LIMITED",
                        "DUBLIN 4"));
    }

    @Test
    void anEmptyConsultationNumberIsNoProof() throws Exception {
        var check =
                check("{'valid':true,'requestIdentifier':'','name':'---','address':'---','requestDate':'yesterday'}");

        assertThat(check).isEqualTo(new VatCheck.Valid(IRISH, NOW, null, null, null));
    }
}
