package nl.factuurstroom.connector.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import nl.factuurstroom.account.CallBudget;
import org.junit.jupiter.api.Test;

class HubSpotSettingsTest {

    @Test
    void secretsNeverShow() {
        var settings = HubSpotSettings.builder()
                .accessToken("pat-eu1-very-secret")
                .clientSecret("another-secret")
                .portalId("25012345")
                .build();

        for (Object shown : new Object[] {
            settings,
            HubSpot.of(settings),
            HubSpot.of(settings).dealWon(),
            HubSpot.of(settings).crmUpdater()
        }) {
            assertThat(shown.toString()).doesNotContain("secret").contains("25012345");
        }
    }

    @Test
    void allThatIsMissingIsNamedAtOnce() {
        var builder = HubSpotSettings.builder().pollInterval(Duration.ZERO).allowLegacySignatures(true);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("accessToken is missing")
                .hasMessageContaining("no deal would be heard of")
                .hasMessageContaining("allowLegacySignatures needs clientSecret");
    }

    @Test
    void badArgumentsAreRefusedWhereTheyAreGiven() {
        var builder = HubSpotSettings.builder();

        assertThatThrownBy(() -> builder.accessToken(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.portalId("acme")).hasMessageContaining("'acme'");
        assertThatThrownBy(() -> builder.referencePrefix("HS/")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.limitPer10Seconds(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.callTimeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.pollOverlap(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HubSpotProperties.builder().companyVatId("BTW nummer"))
                .hasMessageContaining("btw_nummer");
        assertThatThrownBy(() -> HubSpot.of(HubSpotSettings.builder()
                        .baseUri(URI.create("ftp://x"))
                        .accessToken("t")
                        .build()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void blankMeansNotSet() {
        var names =
                HubSpotProperties.builder().companyVatId(" ").dealPaidDate("").build();

        assertThat(names).isEqualTo(HubSpotProperties.builder().build());
    }

    @Test
    void theBudgetIsWhatTheSmallestPlanAllowsUnlessSwitchedOff() {
        var standard = HubSpot.of(HubSpotSettings.builder().accessToken("t").build());
        var off = HubSpot.of(
                HubSpotSettings.builder().accessToken("t").limitPer10Seconds(0).build());

        assertThat(standard.budgets()).containsExactly(new CallBudget("ten-seconds", 100, Duration.ofSeconds(10)));
        assertThat(off.budgets()).isEmpty();
        assertThat(standard.account()).hasToString("hubspot/default");
        assertThat(standard.name()).isEqualTo("hubspot");
    }
}
