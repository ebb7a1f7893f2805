package nl.factuurstroom.examples.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicServiceTest {

    @TempDir
    Path folder;

    private Setting setting;

    @BeforeEach
    void prepare() {
        setting = new Setting(folder);
        setting.values.put("server.public-url", "https://invoicing.example.nl/");
        setting.values.put("server.admin-token", "s3cret");
    }

    @AfterEach
    void stop() {
        setting.close();
    }

    @Test
    void theSignedAddressIsTheConfiguredOneWhateverHeadersClaim() {
        setting.start();
        setting.openDeal("987");
        var webhook = setting.won("987");

        assertThat(webhook.url()).hasToString("https://invoicing.example.nl/webhooks/hubspot");
        assertThat(setting.post(webhook)).isEqualTo(200);
        setting.events.await("ISSUED", ":987");
    }

    @Test
    void theOperatorsEndpointsNeedTheToken() {
        setting.start();

        assertThat(setting.get("/insights").statusCode()).isEqualTo(401);
        assertThat(setting.get("/insights", "Authorization", "Bearer wrong").statusCode())
                .isEqualTo(401);
        assertThat(setting.get("/insights", "Authorization", "Bearer s3cret").statusCode())
                .isEqualTo(200);
        assertThat(setting.get("/insights", "Authorization", "Bearer s3cret", "X-Forwarded-For", "127.0.0.1")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void withoutATokenTheyRefuseEveryone() {
        setting.values.remove("server.admin-token");
        setting.start();

        assertThat(setting.get("/insights").statusCode()).isEqualTo(403);
        assertThat(setting.get("/health").statusCode()).isEqualTo(200);
    }
}
