package nl.factuurstroom.connector.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.testkit.contract.SampleDrafts;
import nl.factuurstroom.testkit.simulator.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens that rotate, quota, and the brake on errors. */
final class ExactOnlineAccessTest extends WithExactSimulator {

    @BeforeEach
    void useOAuth() {
        exact = connected(oauth(simulator.refreshToken()));
    }

    private ExactOnlineSettings.Builder oauth(String refreshToken) {
        return settings().accessToken(null).oauth(simulator.clientId(), simulator.clientSecret(), refreshToken);
    }

    private void read() {
        assertThat(exact.find(Set.of("HS-1"))).isEmpty();
    }

    private int refreshes() {
        return simulator.calls("POST", "/api/oauth2/token").size();
    }

    @Test
    void aTokenIsRenewedNotBeforeItIsOldEnough() {
        read();
        clock.advance(Duration.ofSeconds(569));
        read();
        assertThat(refreshes()).isEqualTo(1);

        clock.advance(Duration.ofSeconds(5));
        read();

        assertThat(refreshes()).isEqualTo(2);
    }

    @Test
    void theStoredTokenWinsOverTheConfiguredOne() {
        var configured = simulator.refreshToken();
        read();
        clock.advance(Duration.ofMinutes(20));

        exact = connected(oauth(configured));
        read();

        assertThat(refreshes()).isEqualTo(2);
    }

    @Test
    void aNewLoginConfiguredAnewStartsANewChain() {
        read();
        clock.advance(Duration.ofMinutes(20));
        exact = connected(oauth(simulator.login()));

        read();

        assertThat(refreshes()).isEqualTo(2);
    }

    @Test
    void aLostTokenAnswerIsAskedForOnceMore() {
        simulator.failNext("POST", "/api/oauth2/token", Fault.loseAnswer());

        read();

        assertThat(refreshes()).isEqualTo(2);
    }

    @Test
    void aDeadChainIsOneAccountsTroubleThatSaysHowToConnect() {
        read();
        simulator.revokeTokens();
        clock.advance(Duration.ofMinutes(20));

        assertThatThrownBy(() -> exact.find(Set.of("HS-1")))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("exact.refresh-token")
                .message()
                .doesNotContain(simulator.clientSecret())
                .doesNotContain(simulator.refreshToken());
    }

    @Test
    void budgetsAreToldByTheHeaders() {
        simulator.limits(60, 5000);

        read();

        assertThat(meter.calls).isEqualTo(1);
        assertThat(meter.readings)
                .containsExactly("minute 59/60 until 2026-11-24T09:16:00Z", "day 4999/5000 until 2026-11-25T00:00:00Z");
    }

    @Test
    void aSpentMinuteIsWaitedForAndASpentDayStopsTheAccount() {
        simulator.limits(60, 5000);
        simulator.spendMinute();
        assertThatThrownBy(this::read).isInstanceOfSatisfying(TransientException.class, e -> {
            assertThat(e.accountWide()).isFalse();
            assertThat(e.retryAfter()).hasValue(Duration.ofSeconds(30));
        });
        clock.advance(Duration.ofSeconds(31));
        read();

        simulator.spendDay();
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        TransientException.class,
                        e -> assertThat(e.accountWide()).isTrue());
    }

    @Test
    void repeatedErrorsStopUsBeforeExactBlocksTheEndpoint() {
        read();
        for (int i = 0; i < 5; i++) {
            simulator.failNext(refusal(400, "This $filter parameter is not supported for this resource"));
            assertThatThrownBy(this::read).isInstanceOf(RejectedException.class);
        }
        simulator.forgetCalls();

        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        TransientException.class,
                        e -> assertThat(e.accountWide()).isTrue());

        assertThat(simulator.calls()).isEmpty();
        assertThat(simulator.isBlocked("salesinvoice/SalesInvoices")).isFalse();
        clock.advance(Duration.ofMinutes(61));
        read();
    }

    @Test
    void aSaleGoesThroughOnRotatingTokens() {
        var customer = customer();
        clock.advance(Duration.ofMinutes(11));

        assertThat(exact.book(SampleDrafts.one("HS-1", customer)).total())
                .isEqualTo(nl.factuurstroom.money.Money.eur("1210.00"));
    }
}
