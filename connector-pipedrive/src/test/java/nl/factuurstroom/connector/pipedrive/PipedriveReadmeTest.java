package nl.factuurstroom.connector.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.factuurstroom.followup.CrmUpdater;
import nl.factuurstroom.trigger.Trigger;
import org.junit.jupiter.api.Test;

/** The example of the README is the one that is compiled and run here. */
class PipedriveReadmeTest {

    private static final Path SOURCE =
            Path.of("src/test/java/nl/factuurstroom/connector/pipedrive/PipedriveReadmeTest.java");

    @Test
    void theExampleIsTheOneThatRunsHere() throws IOException {
        var example = Files.readString(Path.of("README.md")).split("```java")[1].split("```")[0];

        assertThat(plain(Files.readString(SOURCE))).contains(plain(example));
    }

    @Test
    void theExampleNeedsNoCall() {
        var token = "0123456789abcdef0123456789abcdef01234567";
        var password = "a-long-webhook-password";

        PipedriveSettings settings = PipedriveSettings.builder()
                .apiToken(token)
                .companyId("8087566")
                .webhookAuth("pipedrive", password)
                .properties(PipedriveProperties.builder()
                        .organizationVatId("BTW-nummer")
                        .organizationKvkNumber("KvK-nummer")
                        .organizationInvoiceEmail("Factuur-e-mail")
                        .productSupplyKind("Soort")
                        .dealPoNumber("Inkooporder")
                        .dealInvoiceNumber("Factuurnummer")
                        .dealInvoiceStatus("946947d1b02fd3ef20798d6112ec5d895a686a21")
                        .build())
                .build();
        Pipedrive pipedrive = Pipedrive.of(settings);
        Trigger trigger = pipedrive.dealWon();
        CrmUpdater updater = pipedrive.crmUpdater();

        assertThat(trigger.name()).isEqualTo("pipedrive");
        assertThat(updater).isNotNull();
    }

    private static String plain(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }
}
