package nl.factuurstroom.connector.moneybird;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import nl.factuurstroom.account.CallBudget;
import nl.factuurstroom.tax.VatTreatment;
import org.junit.jupiter.api.Test;

class MoneybirdSettingsTest {

    private static MoneybirdSettings.Builder settings() {
        return MoneybirdSettings.builder().administration("123").accessToken("token-4711");
    }

    @Test
    void allThatIsMissingIsNamedAtOnce() {
        assertThatThrownBy(() -> MoneybirdSettings.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("administration")
                .hasMessageContaining("accessToken");
    }

    @Test
    void badValuesAreRefusedWhereTheyAreGiven() {
        assertThatThrownBy(() -> settings().administration("mijn-bedrijf"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings().taxRate(VatTreatment.STANDARD, "21%"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings().paymentDays(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings().limitPerFiveMinutes(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings().settleTime(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noSecretShows() {
        var built = settings()
                .webhookSecret("secret-4711")
                .webhookToken("hook-4711")
                .build();

        assertThat(built.toString() + Moneybird.of(built))
                .doesNotContain("4711")
                .contains("123");
    }

    @Test
    void anAddressWithoutPathGetsThatOfTheApi() {
        assertThat(settings()
                        .baseUri(URI.create("http://127.0.0.1:8080"))
                        .build()
                        .baseUri())
                .isEqualTo(URI.create("http://127.0.0.1:8080/api/v2"));
        assertThat(settings()
                        .baseUri(URI.create("http://127.0.0.1:8080/x"))
                        .build()
                        .baseUri())
                .isEqualTo(URI.create("http://127.0.0.1:8080/x"));
        assertThat(settings().build().baseUri()).isEqualTo(MoneybirdSettings.DEFAULT_BASE_URI);
    }

    @Test
    void theConnectorTellsItsAccountAndBudget() {
        var moneybird = Moneybird.of(settings().limitPerFiveMinutes(75).build());

        assertThat(moneybird.name()).isEqualTo("moneybird");
        assertThat(moneybird.account()).hasToString("moneybird/123");
        assertThat(moneybird.budgets()).containsExactly(new CallBudget("five-minutes", 75, Duration.ofMinutes(5)));
        assertThat(moneybird.behaviour().searchLag()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void aBlankRateTakesTheMappingAway() {
        var built = settings()
                .taxRate(VatTreatment.STANDARD, "1")
                .taxRate(VatTreatment.STANDARD, " ")
                .webhookSecret("")
                .build();

        assertThat(built.taxRates()).isEmpty();
        assertThat(built.webhookSecrets()).isEmpty();
    }
}
