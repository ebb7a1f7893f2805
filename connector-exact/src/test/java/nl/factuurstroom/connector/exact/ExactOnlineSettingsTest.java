package nl.factuurstroom.connector.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import nl.factuurstroom.account.AccountId;
import nl.factuurstroom.account.CallBudget;
import nl.factuurstroom.tax.VatTreatment;
import org.junit.jupiter.api.Test;

final class ExactOnlineSettingsTest {

    @Test
    void defaultsAreAsDocumented() {
        var settings =
                ExactOnlineSettings.builder().oauth("id", "secret", "refresh").build();

        assertThat(settings.baseUri()).hasToString("https://start.exactonline.nl");
        assertThat(settings.journal()).isEqualTo("70");
        assertThat(settings.limitPerMinute()).isEqualTo(60);
        assertThat(settings.limitPerDay()).isEqualTo(5000);
        assertThat(settings.callTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.settleTime()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.paymentPollInterval()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        assertThatThrownBy(() ->
                        ExactOnlineSettings.builder().oauth("id", " ", "r").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("belong together");
        assertThatThrownBy(() ->
                        ExactOnlineSettings.builder().oauth(null, null, "r").build())
                .hasMessageContaining("refresh token needs")
                .hasMessageContaining("credentials are missing");
    }

    @Test
    void badValuesAreRefusedWhereTheyAreGiven() {
        var builder = ExactOnlineSettings.builder();

        assertThatThrownBy(() -> builder.division(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.journal(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.limitPerDay(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.callTimeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.maxConcurrentCalls(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.currency("XXXX")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noSecretShows() {
        var settings = ExactOnlineSettings.builder()
                .oauth("the-app", "s3cr3t-1", "s3cr3t-2")
                .accessToken("s3cr3t-3")
                .webhookSecret("s3cr3t-4")
                .build();

        assertThat(settings.toString()).contains("the-app").doesNotContain("s3cr3t");
        assertThat(ExactOnline.of(settings).toString()).doesNotContain("s3cr3t");
    }

    @Test
    void aBlankVatCodeIsNone() {
        var settings = ExactOnlineSettings.builder()
                .accessToken("t")
                .vatCode(VatTreatment.STANDARD, "2")
                .vatCode(VatTreatment.STANDARD, " ")
                .build();

        assertThat(settings.vatCode(VatTreatment.STANDARD)).isEmpty();
    }

    @Test
    void accountAndBudgetsFollowTheSettings() {
        var exact = ExactOnline.of(ExactOnlineSettings.builder()
                .accessToken("t")
                .division(1234567)
                .limitPerDay(0)
                .build());

        assertThat(exact.name()).isEqualTo("exact");
        assertThat(exact.account()).isEqualTo(new AccountId("exact", "1234567"));
        assertThat(exact.budgets()).containsExactly(new CallBudget("minute", 60, Duration.ofMinutes(1)));
        assertThat(exact.behaviour().searchLag()).isEqualTo(Duration.ofMinutes(2));
        assertThat(exact.behaviour().callTimeout()).isEqualTo(Duration.ofSeconds(30));
    }
}
