package nl.factuurstroom.connector.vies;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Map;
import nl.factuurstroom.connector.support.VendorFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViesErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "INVALID_INPUT,RejectedException",
        "INVALID_REQUESTER_INFO,ConfigurationException",
        "SERVICE_UNAVAILABLE,TransientException",
        "MS_UNAVAILABLE,TransientException",
        "TIMEOUT,TransientException",
        "GLOBAL_MAX_CONCURRENT_REQ,TransientException",
        "GLOBAL_MAX_CONCURRENT_REQ_TIME,TransientException",
        "MS_MAX_CONCURRENT_REQ,TransientException",
        "MS_MAX_CONCURRENT_REQ_TIME,TransientException",
        "VAT_BLOCKED,ConfigurationException",
        "IP_BLOCKED,ConfigurationException",
        "A_CODE_OF_TOMORROW,TransientException",
        "<script>,TransientException"
    })
    void readsEveryCode(String code, String type) {
        var body = "{\"actionSucceed\":false,\"errorWrappers\":[{\"error\":\"" + code + "\"}]}";

        var translated = ViesErrors.translate(new VendorFailure(
                "VIES", "POST", "x", 400, HttpHeaders.of(Map.of(), (n, v) -> true), body, true, Instant.EPOCH));

        assertThat(translated.getClass().getSimpleName()).isEqualTo(type);
        assertThat(translated).hasMessageNotContaining("script");
    }
}
