package nl.factuurstroom.trigger;

import java.util.List;

/** What a webhook turned out to be. */
public sealed interface Receipt {

    /**
     * Genuine. The engine stores every signal and journals every unusable element before it answers 200.
     *
     * @param signals what the events say, in the order of the body; may be empty
     * @param unusable events that could not be read, each with a reason
     */
    record Accepted(List<Signal> signals, List<String> unusable) implements Receipt {
        public Accepted {
            signals = List.copyOf(signals);
            unusable = List.copyOf(unusable);
        }

        public static Accepted of(Signal... signals) {
            return new Accepted(List.of(signals), List.of());
        }
    }

    /** Genuine but not for us (another account, a ping): answered 200, journalled, nothing else stored. */
    record Ignored(String why) implements Receipt {}

    /**
     * Not accepted and not stored.
     *
     * @param status 400 for a malformed body, 401 for a wrong signature or credentials, 413 when too large
     * @param why told to the caller; never the expected value
     */
    record Refused(int status, String why) implements Receipt {}
}
