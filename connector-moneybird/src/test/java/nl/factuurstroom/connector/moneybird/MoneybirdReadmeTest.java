package nl.factuurstroom.connector.moneybird;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.factuurstroom.tax.VatTreatment;
import org.junit.jupiter.api.Test;

/** The example of the README is the one that is compiled and run here. */
class MoneybirdReadmeTest {

    private static final Path SOURCE =
            Path.of("src/test/java/nl/factuurstroom/connector/moneybird/MoneybirdReadmeTest.java");

    @Test
    void theExampleIsTheOneThatRunsHere() throws IOException {
        var example = Files.readString(Path.of("README.md")).split("```java")[1].split("```")[0];

        assertThat(plain(Files.readString(SOURCE))).contains(plain(example));
    }

    @Test
    void theExampleNeedsNoCall() {
        var token = "a personal token";
        var webhookSecret = "what Moneybird told once";

        Moneybird moneybird = Moneybird.of(MoneybirdSettings.builder()
                .administration("123456789012345678") // the number in the web app's address
                .accessToken(token)
                .webhookSecret(webhookSecret)
                .taxRate(VatTreatment.STANDARD, "496081347565061258") // ids of tax rates; check() proposes them
                .taxRate(VatTreatment.REDUCED, "496081347576595595")
                .build());

        assertThat(moneybird.account()).hasToString("moneybird/123456789012345678");
    }

    private static String plain(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }
}
