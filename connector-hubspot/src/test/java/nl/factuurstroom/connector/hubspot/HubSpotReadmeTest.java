package nl.factuurstroom.connector.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.factuurstroom.followup.CrmUpdater;
import nl.factuurstroom.trigger.Trigger;
import org.junit.jupiter.api.Test;

/** The example of the README is the one that is compiled and run here. */
class HubSpotReadmeTest {

    private static final Path SOURCE =
            Path.of("src/test/java/nl/factuurstroom/connector/hubspot/HubSpotReadmeTest.java");

    @Test
    void theExampleIsTheOneThatRunsHere() throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        var example = readme.substring(readme.indexOf("```java") + 7);
        example = example.substring(0, example.indexOf("```"));

        assertThat(plain(Files.readString(SOURCE))).contains(plain(example));
    }

    @Test
    void theExampleNeedsNoCall() {
        var token = "pat-eu1-example";
        var clientSecret = "example";

        HubSpotSettings settings = HubSpotSettings.builder()
                .accessToken(token)
                .clientSecret(clientSecret)
                .portalId("25012345")
                .properties(HubSpotProperties.builder()
                        .companyVatId("vat_number")
                        .companyKvkNumber("kvk_number")
                        .companyInvoiceEmail("invoice_email")
                        .lineVatRate("btw")
                        .dealPoNumber("inkoopnummer")
                        .dealInvoiceNumber("invoice_number")
                        .dealInvoiceStatus("invoice_status")
                        .build())
                .build();
        HubSpot hubSpot = HubSpot.of(settings);
        Trigger trigger = hubSpot.dealWon();
        CrmUpdater updater = hubSpot.crmUpdater();

        assertThat(trigger.name()).isEqualTo("hubspot");
        assertThat(updater.batchSize()).isEqualTo(100);
    }

    private static String plain(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }
}
