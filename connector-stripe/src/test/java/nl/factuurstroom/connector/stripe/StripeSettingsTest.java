package nl.factuurstroom.connector.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StripeSettingsTest {

    @Test
    void aKeyOfTestModeIsRefusedUnlessItIsMeant() {
        assertThat(catchThrowable(
                        () -> StripeSettings.builder().apiKey("sk_test_1").build()))
                .hasMessageContaining("test mode");
        assertThat(catchThrowable(() -> StripeSettings.builder()
                        .apiKey("sk_live_1")
                        .testMode(true)
                        .build()))
                .hasMessageContaining("live");
        assertThat(catchThrowable(() -> StripeSettings.builder().apiKey("pk_live_1")))
                .hasMessageContaining("publishable");
    }

    @Test
    void missingAndContradictingSettingsAreNamedTogether() {
        assertThat(catchThrowable(() ->
                        StripeSettings.builder().pollInterval(Duration.ZERO).build()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("apiKey is missing")
                .hasMessageContaining("webhookSecrets");
    }

    @Test
    void secretsStayOutOfEveryText() {
        var settings = StripeSettings.builder()
                .apiKey("sk_live_verySecret")
                .webhookSecrets("whsec_alsoSecret")
                .baseUri(URI.create("https://api.stripe.com"))
                .build();

        assertThat(settings.toString()
                        + Stripe.of(settings)
                        + Stripe.of(settings).paymentSucceeded())
                .doesNotContain("verySecret")
                .doesNotContain("alsoSecret");
    }
}
