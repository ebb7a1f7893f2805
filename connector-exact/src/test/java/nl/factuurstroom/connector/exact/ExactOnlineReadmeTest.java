package nl.factuurstroom.connector.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.factuurstroom.tax.VatTreatment;
import org.junit.jupiter.api.Test;

/** The example of the README is the one that is compiled and run here. */
final class ExactOnlineReadmeTest {

    private static final Path SOURCE =
            Path.of("src/test/java/nl/factuurstroom/connector/exact/ExactOnlineReadmeTest.java");

    @Test
    void theExampleIsTheOneThatRunsHere() throws IOException {
        var example = Files.readString(Path.of("README.md")).split("```java")[1].split("```")[0];

        assertThat(plain(Files.readString(SOURCE))).contains(plain(example));
    }

    @Test
    void theExampleNeedsNoCall() {
        var clientId = "the-app";
        var clientSecret = "its secret";
        var refreshToken = "from a login";
        var webhookSecret = "its other secret";

        ExactOnline exact = ExactOnline.of(ExactOnlineSettings.builder()
                .division(1234567)
                .oauth(clientId, clientSecret, refreshToken)
                .webhookSecret(webhookSecret)
                .item("DIENST")
                .paymentCondition("30")
                .vatCode(VatTreatment.STANDARD, "2")
                .vatCode(VatTreatment.REDUCED, "1")
                .vatCode(VatTreatment.EU_SERVICES, "7D")
                .vatCode(VatTreatment.EU_GOODS, "7")
                .build());

        assertThat(exact.account()).hasToString("exact/1234567");
    }

    private static String plain(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }
}
