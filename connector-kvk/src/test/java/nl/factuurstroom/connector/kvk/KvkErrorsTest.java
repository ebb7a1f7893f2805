package nl.factuurstroom.connector.kvk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Map;
import nl.factuurstroom.connector.support.VendorFailure;
import nl.factuurstroom.error.InvoicingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KvkErrorsTest {

    private static InvoicingException translated(int status, String body) {
        return KvkErrors.translate(new VendorFailure(
                "KvK", "GET", "x", status, HttpHeaders.of(Map.of(), (n, v) -> true), body, true, Instant.EPOCH));
    }

    @ParameterizedTest
    @CsvSource({
        "404,IPD0001,ConfigurationException",
        "400,IPD0004,RejectedException",
        "404,IPD0005,NotFoundException",
        "404,IPD1002,TransientException",
        "404,IPD1003,TransientException",
        "400,IPD1999,ConfigurationException",
        "404,IPD5200,NotFoundException",
        "500,IPD9999,TransientException",
        "401,none,AuthenticationException",
        "403,none,AuthenticationException",
        "404,none,ConfigurationException",
        "429,none,TransientException"
    })
    void readsCodesBeforeStatuses(int status, String code, String type) {
        var now = "{\"fout\":[{\"code\":\"" + code + "\",\"omschrijving\":\"…\"}]}";
        var earlier = "{\"meldingen\":" + now + "}";

        assertThat(translated(status, now).getClass().getSimpleName()).isEqualTo(type);
        assertThat(translated(status, earlier).getClass().getSimpleName()).isEqualTo(type);
    }
}
