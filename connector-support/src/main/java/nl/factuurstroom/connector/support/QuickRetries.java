package nl.factuurstroom.connector.support;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.function.Supplier;
import nl.factuurstroom.error.TransientException;

/**
 * Up to three quick tries of a repeatable call within its one deadline. Which failures and which waits is asked of
 * resilience4j; the waiting itself goes through our {@link Sleeper}. Every wait longer than {@link #LONGEST_WAIT} is left to
 * the engine.
 */
final class QuickRetries {

    static final int TRIES = 3;
    static final Duration STEP = Duration.ofMillis(200);
    static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** A failed try of a repeatable call, and how it may go on. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient TransientException failure;
        private final boolean unasked;

        /**
         * @param unasked whether to try again without being told when; not after a 429 nor after an answer we can't read
         */
        Failed(TransientException failure, boolean unasked) {
            super(failure.getMessage(), failure, false, false);
            this.failure = failure;
            this.unasked = unasked;
        }

        private boolean quicklyRepeatable() {
            boolean hinted = failure.retryAfter().isPresent();
            boolean tooLong = failure.retryAfter()
                    .filter(wait -> wait.compareTo(LONGEST_WAIT) > 0)
                    .isPresent();
            return !failure.accountWide() && !tooLong && (hinted || unasked);
        }
    }

    private static final RetryConfig CONFIG = RetryConfig.custom()
            .maxAttempts(TRIES)
            .retryOnException(e -> e instanceof Failed failed && failed.quicklyRepeatable())
            .intervalBiFunction((attempt, failed) -> wait(attempt, failed.getLeft()))
            .build();

    private QuickRetries() {}

    /** Runs the call; throws the last failure itself when the tries or the deadline are used up. */
    static <T> T run(Supplier<T> call, Deadline deadline, Sleeper sleeper) {
        // The asynchronous context only tells how long to wait, so that the waiting stays ours.
        var retry = Retry.of("quick", CONFIG).<T>asyncContext();
        while (true) {
            try {
                return call.get();
            } catch (Failed failed) {
                long wait = retry.onError(failed);
                if (wait < 0
                        || Thread.currentThread().isInterrupted()
                        || deadline.left().toMillis() <= wait) {
                    throw failed.failure;
                }
                pause(sleeper, Duration.ofMillis(wait), failed.failure);
            }
        }
    }

    private static long wait(int attempt, Throwable failed) {
        long ours = STEP.toMillis() * attempt;
        var hint =
                ((Failed) failed).failure.retryAfter().map(Duration::toMillis).orElse(0L);
        return Math.max(Math.max(ours, hint), 1);
    }

    private static void pause(Sleeper sleeper, Duration wait, TransientException failure) {
        try {
            sleeper.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
