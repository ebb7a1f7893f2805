package nl.factuurstroom.connector.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.testkit.SettableClock;
import org.junit.jupiter.api.Test;

class ErrorBrakeTest {

    private final SettableClock clock = SettableClock.at("2026-11-24T09:00:00Z");
    private final ErrorBrake brake = ErrorBrake.perEndpoint(clock);

    @Test
    void refusesAnEndpointAfterFiveErrorsUntilTheHourIsOver() {
        for (int i = 0; i < 5; i++) {
            brake.check("Vendor", "crm/Accounts");
            brake.answered("crm/Accounts", 400);
            clock.advance(Duration.ofMinutes(1));
        }

        var refusal = catchThrowableOfType(TransientException.class, () -> brake.check("Vendor", "crm/Accounts"));

        assertThat(refusal.retryAfter()).contains(Duration.ofMinutes(55));
        assertThat(refusal.accountWide()).isFalse();
        clock.advance(Duration.ofMinutes(55));
        assertThatCode(() -> brake.check("Vendor", "crm/Accounts")).doesNotThrowAnyException();
    }

    @Test
    void leavesOtherEndpointsAlone() {
        for (int i = 0; i < 5; i++) {
            brake.answered("crm/Accounts", 404);
        }

        assertThatCode(() -> brake.check("Vendor", "logistics/Items")).doesNotThrowAnyException();
    }

    @Test
    void doesNotCountServerErrorsLimitsOrSuccess() {
        for (int status : new int[] {200, 429, 500, 503, 200, 429, 500}) {
            brake.answered("x", status);
        }

        assertThatCode(() -> brake.check("Vendor", "x")).doesNotThrowAnyException();
    }

    @Test
    void parksTheWholeAccountWhereAsked() {
        var wide = ErrorBrake.of(clock, 1, true);
        wide.answered("x", 401);

        var refusal = catchThrowableOfType(TransientException.class, () -> wide.check("Vendor", "x"));

        assertThat(refusal.accountWide()).isTrue();
    }
}
