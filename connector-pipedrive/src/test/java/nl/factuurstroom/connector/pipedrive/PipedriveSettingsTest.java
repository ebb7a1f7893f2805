package nl.factuurstroom.connector.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.time.Duration;
import nl.factuurstroom.account.AccountId;
import nl.factuurstroom.account.CallBudget;
import org.junit.jupiter.api.Test;

class PipedriveSettingsTest {

    @Test
    void namesAllThatIsMissing() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        PipedriveSettings.builder().pollInterval(Duration.ZERO).build())
                .withMessageContaining("apiToken or oauth is missing")
                .withMessageContaining("no deal would be heard of");
    }

    @Test
    void refusesTwoKindsOfCredentials() {
        var builder = PipedriveSettings.builder().apiToken("token").oauth("client", "secret", "refresh");

        assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("exclude each other");
    }

    @Test
    void refusesBadArgumentsWhereTheyAreGiven() {
        var builder = PipedriveSettings.builder();

        assertThatIllegalArgumentException().isThrownBy(() -> builder.companyId("voorbeeld"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.webhookAuth("a:b", "c"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.oauth("", "secret", "refresh"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.referencePrefix("PD/"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.limitPer2Seconds(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.callTimeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.pollInterval(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.baseUri(URI.create("https://x.example/api")));
    }

    @Test
    void takesTheExampleOfTheReadme() {
        var settings = PipedriveSettings.builder()
                .apiToken("token")
                .companyId("8087566")
                .webhookAuth("pipedrive", "password")
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
        var pipedrive = Pipedrive.of(settings);

        assertThat(pipedrive.dealWon().name()).isEqualTo("pipedrive");
        assertThat(pipedrive.crmUpdater()).isNotNull();
    }

    @Test
    void hidesItsSecrets() {
        var token = PipedriveSettings.builder()
                .apiToken("verysecrettoken")
                .webhookAuth("user", "verysecretword")
                .build();
        var app = PipedriveSettings.builder()
                .oauth("client", "verysecretclient", "verysecretrefresh")
                .webhookAuth("user", "verysecretword")
                .build();

        assertThat(token + " " + app + " " + Pipedrive.of(app)
                        + Pipedrive.of(token).dealWon())
                .doesNotContain("verysecret");
    }

    @Test
    void plansItsBudgetByTokensAndBursts() {
        var pipedrive = Pipedrive.of(PipedriveSettings.builder()
                .apiToken("token")
                .companyId("8087566")
                .build());

        assertThat(pipedrive.account()).isEqualTo(new AccountId("pipedrive", "8087566"));
        assertThat(pipedrive.budgets())
                .containsExactly(
                        new CallBudget("two-seconds", 10, Duration.ofSeconds(2)),
                        new CallBudget("day", 6_000, Duration.ofDays(1)));
    }

    @Test
    void hasNoBudgetWhenLimitsAreSwitchedOff() {
        var pipedrive = Pipedrive.of(PipedriveSettings.builder()
                .apiToken("token")
                .limitPer2Seconds(0)
                .tokensPerDay(0)
                .build());

        assertThat(pipedrive.budgets()).isEmpty();
        assertThat(pipedrive.account()).isEqualTo(new AccountId("pipedrive", "default"));
    }
}
