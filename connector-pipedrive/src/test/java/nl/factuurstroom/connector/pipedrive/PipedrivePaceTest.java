package nl.factuurstroom.connector.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PipedrivePaceTest {

    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> waits = new ArrayList<>();

    @Test
    void letsFourInFiveOfTheBurstThroughAndThenWaits() {
        var pace = pace(20);

        await(pace, 16);
        assertThat(waits).isEmpty();
        pace.await();
        assertThat(waits).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void neverStartsMoreThanTheBurstInAnyTwoSeconds() {
        var pace = pace(10);
        var starts = new ArrayList<Long>();
        for (int i = 0; i < 100; i++) {
            nanos.addAndGet(Duration.ofMillis(i % 7 * 30L).toNanos());
            pace.await();
            starts.add(nanos.get());
        }

        for (int i = 8; i < starts.size(); i++) {
            assertThat(starts.get(i) - starts.get(i - 8))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(2).toNanos());
        }
    }

    @Test
    void doesNotWaitWhenCallsAreFarApart() {
        var pace = pace(1);
        for (int i = 0; i < 10; i++) {
            pace.await();
            nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        }

        assertThat(waits).isEmpty();
    }

    @Test
    void neverWaitsWithoutALimit() {
        await(pace(0), 1_000);

        assertThat(waits).isEmpty();
    }

    @Test
    void keepsAnInterruptForItsCaller() {
        var pace = new PipedrivePace(1, nanos::get, wait -> {
            throw new InterruptedException();
        });

        await(pace, 2);

        assertThat(Thread.interrupted()).isTrue();
    }

    private static void await(PipedrivePace pace, int times) {
        for (int i = 0; i < times; i++) {
            pace.await();
        }
    }

    private PipedrivePace pace(int limit) {
        return new PipedrivePace(limit, nanos::get, wait -> {
            waits.add(wait);
            nanos.addAndGet(wait.toNanos());
        });
    }
}
