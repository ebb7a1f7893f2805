package nl.factuurstroom.testkit.simulator;

import java.util.List;
import java.util.Map;

/** What goes wrong with one call. */
public sealed interface Fault {

    /** Refuses without processing. */
    record Refuse(Answer answer) implements Fault {}

    /** Closes the connection before anything is processed. */
    record DropRequest() implements Fault {}

    /** Processes the call, then closes the connection without an answer. */
    record LoseAnswer() implements Fault {}

    /** Processes the call, then answers something else: a 500, or rubbish with a 200. */
    record ReplaceAnswer(Answer answer) implements Fault {}

    /** Gives no answer now and processes the call when the test says {@link VendorSimulator#processLateCalls()}. */
    record ProcessLate() implements Fault {}

    /** Processes at once but holds the answer until {@link VendorSimulator#releaseHeldAnswers()}. */
    record HoldAnswer() implements Fault {}

    static Fault status(int status, String body) {
        return new Refuse(new Answer(status, Map.of("Content-Type", List.of("application/json")), body));
    }

    static Fault status(int status, String body, Map<String, List<String>> headers) {
        return new Refuse(new Answer(status, headers, body));
    }

    static Fault loseAnswer() {
        return new LoseAnswer();
    }

    static Fault dropRequest() {
        return new DropRequest();
    }

    static Fault processLate() {
        return new ProcessLate();
    }

    static Fault holdAnswer() {
        return new HoldAnswer();
    }
}
