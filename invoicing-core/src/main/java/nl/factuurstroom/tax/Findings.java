package nl.factuurstroom.tax;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nl.factuurstroom.tax.TaxResult.Decision;
import nl.factuurstroom.tax.TaxResult.Reason;

/** What one calculation found: what stops the sale, what is only worth saying, what must still be collected. */
final class Findings {

    private final Set<String> released;
    private final Set<Reason> holds = new LinkedHashSet<>();
    private final Set<Reason> reviews = new LinkedHashSet<>();
    private final Set<Reason> warnings = new LinkedHashSet<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final Set<String> retryable = new LinkedHashSet<>();

    Findings(Set<String> released) {
        this.released = released;
    }

    /** A fact is missing. Returns whether the sale stops: false when a person released this reason. */
    boolean hold(String code, String text) {
        return stop(holds, code, text);
    }

    /** As {@link #hold}, where asking again may be enough. */
    boolean holdAndRetry(String code, String text) {
        retryable.add(code);
        return stop(holds, code, text);
    }

    /** A person must judge. Returns whether the sale stops: false when a person released this reason. */
    boolean review(String code, String text) {
        return stop(reviews, code, text);
    }

    /** A person must judge, and no release can stand in for that judgement. */
    void refuse(String code, String text) {
        reviews.add(reason(code, text));
    }

    /** A fact is missing without which nothing can be worked out: no release can stand in for it. */
    void miss(String code, String text) {
        holds.add(reason(code, text));
    }

    void warn(String code, String text) {
        warnings.add(reason(code, text));
    }

    void open(String what) {
        open.add(what);
    }

    private static Reason reason(String code, String text) {
        return new Reason(code, DomesticRules.capital(text));
    }

    private boolean stop(Set<Reason> into, String code, String text) {
        if (released.contains(code)) {
            warnings.add(reason(code, "Released by a person: " + text));
            return false;
        }
        into.add(reason(code, text));
        return true;
    }

    Decision decision() {
        return !holds.isEmpty() ? Decision.HOLD : !reviews.isEmpty() ? Decision.REVIEW : Decision.ISSUE;
    }

    boolean isRetryable() {
        return !holds.isEmpty()
                && reviews.isEmpty()
                && holds.stream().allMatch(reason -> retryable.contains(reason.code()));
    }

    /** What stops the sale; if nothing does, what is worth saying. */
    List<Reason> reasons() {
        if (decision() == Decision.ISSUE) {
            return List.copyOf(warnings);
        }
        var stops = new ArrayList<Reason>(holds);
        stops.addAll(reviews);
        return stops;
    }

    List<String> openEvidence() {
        return List.copyOf(open);
    }
}
