package nl.factuurstroom.internal.engine;

import java.time.Duration;
import java.time.Instant;
import javax.annotation.Nullable;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.TransientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to a process whose call failed: wait and try again, wait for the account, or wait for a person. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);
    /** So many failures in a row are shown, though trying goes on. */
    private static final int SHOWN_AFTER = 6;

    private static final Duration AUTHENTICATION_PAUSE = Duration.ofMinutes(15);

    private final Parts parts;
    private final Gates gates;
    private final Journal journal;

    Failures(Parts parts, Gates gates, Journal journal) {
        this.parts = parts;
        this.gates = gates;
        this.journal = journal;
    }

    /** Doubles from five seconds to half an hour. */
    static Duration backoff(int attempt) {
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempt, 12));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /** Whether the failure is about the account as a whole. */
    static boolean concernsAccount(InvoicingException failure) {
        return failure instanceof AuthenticationException
                || (failure instanceof TransientException t && t.accountWide());
    }

    /** Puts the account in trouble for a failure that concerns all of it. @return until when */
    Instant accountTrouble(Gate gate, InvoicingException failure) {
        Duration pause;
        String code;
        if (failure instanceof TransientException t) {
            pause = t.retryAfter().orElse(Duration.ofMinutes(1));
            code = "ACCOUNT_LIMITED";
        } else {
            pause = AUTHENTICATION_PAUSE;
            code = "AUTHENTICATION";
        }
        parts.backend().transact(tx -> {
            gates.trouble(tx, parts.name(), gate.account, code, message(failure), pause);
            journal.write(tx, "", code, gate.account + ": " + message(failure));
        });
        journal.tell("", code, gate.account + ": " + message(failure));
        return parts.now().plus(pause);
    }

    /** Settles a failed run of one process. */
    void settle(ProcessRow row, Flow.CallFailed failed) {
        var failure = failed.failure;
        if (concernsAccount(failure)) {
            accountTrouble(failed.gate, failure);
            park(row, failed.gate.account);
            return;
        }
        if (failure instanceof TransientException || failure instanceof OutcomeUnknownException) {
            var wait = failure instanceof TransientException t && t.retryAfter().isPresent()
                    ? longer(t.retryAfter().get(), backoff(row.attempt))
                    : backoff(row.attempt);
            tryLater(row, wait, message(failure), failed.gate.account);
            return;
        }
        var code = failure instanceof ConfigurationException ? "CONFIGURATION" : "REFUSED";
        attention(row, code, message(failure));
    }

    /** Waits for the account, without alarm or thread. */
    void park(ProcessRow row, String account) {
        parts.backend().transact(tx -> {
            row.parkedOn = account;
            if (tx.update(row)) {
                var account1 = tx.account(account);
                var until =
                        account1.troubleUntil == null ? tx.now().plus(Duration.ofMinutes(1)) : account1.troubleUntil;
                tx.wake(parts.name(), Lanes.release(account), until, Lanes.PRIORITY_FOLLOW_UP);
            }
        });
    }

    /** Waits for the account's next budget window. */
    void park(ProcessRow row, Flow.NotNow notNow) {
        parts.backend().transact(tx -> {
            row.parkedOn = notNow.account;
            if (tx.update(row)) {
                tx.wake(parts.name(), Lanes.release(notNow.account), notNow.until, Lanes.PRIORITY_FOLLOW_UP);
            }
        });
    }

    void tryLater(ProcessRow row, Duration wait, String why, @Nullable String account) {
        parts.backend().transact(tx -> {
            row.attempt++;
            row.dueAt = tx.now().plus(wait);
            if (row.attempt >= SHOWN_AFTER) {
                row.attention(
                        "TROUBLE",
                        "Tried " + row.attempt + " times without success; trying again at " + row.dueAt + ". " + why,
                        tx.now());
            }
            if (tx.update(row)) {
                journal.write(tx, row.key.sale(), "TRY_LATER", why);
                tx.wake(row);
            }
        });
        LOG.debug("{} waits {}: {} ({})", row.key.text(), wait, why, account);
    }

    /** Waits for a person. */
    void attention(ProcessRow row, String code, String text) {
        boolean[] written = {false};
        parts.backend().transact(tx -> {
            row.attention(code, text, tx.now()).rest();
            written[0] = tx.update(row);
            if (written[0]) {
                journal.write(tx, row.key.sale(), code, text);
            }
        });
        if (written[0]) {
            LOG.debug("{} needs attention: {} {}", row.key.text(), code, text);
            journal.tell(row.key.sale(), "NEEDS_ATTENTION", text);
        }
    }

    /** A bug of ours or of an implementation: shown, and tried again slowly. */
    void bug(ProcessRow row, RuntimeException e) {
        LOG.error("unexpected failure in {} at {}", row.key.text(), row.step, e);
        tryLater(
                row,
                longer(backoff(row.attempt), Duration.ofMinutes(1)),
                "Unexpected failure at " + row.step + ": " + e.getClass().getSimpleName() + ". See the log.",
                null);
    }

    static String message(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
