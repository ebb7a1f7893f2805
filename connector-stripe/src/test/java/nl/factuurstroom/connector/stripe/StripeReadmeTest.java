package nl.factuurstroom.connector.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.factuurstroom.connector.stripe.StripeSettings.StripeInvoices;
import nl.factuurstroom.trigger.Trigger;
import org.junit.jupiter.api.Test;

/** The example of the README is the one that is compiled and run here; its lists are those of the code. */
class StripeReadmeTest {

    private static final Path SOURCE = Path.of("src/test/java/nl/factuurstroom/connector/stripe/StripeReadmeTest.java");

    @Test
    void theExampleIsTheOneThatRunsHere() throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        var example = readme.substring(readme.indexOf("```java") + 7);
        example = example.substring(0, example.indexOf("```"));

        assertThat(plain(Files.readString(SOURCE))).contains(plain(example));
    }

    @Test
    void theExampleNeedsNoCall() {
        var restrictedKey = "rk_live_example";
        var signingSecret = "whsec_example";

        StripeSettings settings = StripeSettings.builder()
                .apiKey(restrictedKey)
                .webhookSecrets(signingSecret)
                .keys(StripeKeys.standard().withKvkNumber("kvk"))
                .stripeInvoices(StripeInvoices.SKIP)
                .dealReference("hubspot", "25012345", "deal_id", "")
                .build();
        Stripe stripe = Stripe.of(settings);
        Trigger trigger = stripe.paymentSucceeded();

        assertThat(trigger.name()).isEqualTo("stripe");
    }

    @Test
    void everyEventThatIsNeededIsNamed() throws IOException {
        var readme = Files.readString(Path.of("README.md"));

        assertThat(StripeEvents.NEEDED_TYPES)
                .hasSizeLessThanOrEqualTo(20)
                .allMatch(type -> readme.contains("`" + type + "`"));
    }

    private static String plain(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }
}
