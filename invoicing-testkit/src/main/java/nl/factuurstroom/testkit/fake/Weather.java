package nl.factuurstroom.testkit.fake;

import java.util.ArrayDeque;
import java.util.Deque;

/** What happens to each call of a fake. Fair unless told otherwise. */
@FunctionalInterface
public interface Weather {

    /** What can happen to a call. */
    enum Kind {
        /** Processed and answered. */
        FAIR,
        /** Not processed; the vendor says to come back later. */
        LIMITED,
        /** Not processed: no connection. */
        UNREACHABLE,
        /** Processed, but the answer is lost. */
        ANSWER_LOST,
        /** Not processed, and no answer either. */
        REQUEST_LOST,
        /** No answer; processed later, within the stated lateness. */
        LATE,
        /** Answered with an error that doesn't say whether it was processed; it was. */
        UNCLEAR_DONE,
        /** Answered with an error that doesn't say whether it was processed; it wasn't. */
        UNCLEAR_NOT_DONE,
        /** The caller dies before the call goes out. */
        CALLER_DIES_BEFORE,
        /** Processed, and the caller dies before it has the answer. */
        CALLER_DIES_AFTER
    }

    /** The caller's process is gone. An error, since no code of a dead process catches anything. */
    final class Death extends Error {
        private static final long serialVersionUID = 1L;

        public Death() {
            super("the process died", null, false, false);
        }
    }

    /** @param call what is called: {@code book}, {@code issue}, {@code find} */
    Kind next(String call);

    static Weather fair() {
        return call -> Kind.FAIR;
    }

    /** The given kinds for the next calls of this name, then fair. */
    static Weather then(String name, Kind... kinds) {
        Deque<Kind> queue = new ArrayDeque<>(java.util.List.of(kinds));
        return call -> call.equals(name) && !queue.isEmpty() ? queue.pop() : Kind.FAIR;
    }
}
