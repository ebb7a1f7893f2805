package nl.factuurstroom.testkit.fake;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.tax.VatCheck;
import nl.factuurstroom.tax.VatNumberValidator;

/** Says that every VAT number is valid, unless told otherwise. */
public final class FakeVies extends FakeVendor implements VatNumberValidator {

    /** What to answer. */
    public enum Answer {
        VALID,
        INVALID,
        UNKNOWN
    }

    private final Map<VatNumber, Answer> answers = new HashMap<>();

    public FakeVies(Clock clock) {
        super("fakevies", clock);
    }

    public void answers(VatNumber number, Answer answer) {
        answers.put(number, answer);
    }

    @Override
    public VatCheck validate(VatNumber number, VatNumber requester) {
        return call("validate", () -> switch (answers.getOrDefault(number, Answer.VALID)) {
            case VALID -> new VatCheck.Valid(number, clock.instant(), "WAPIAAAA12345678", null, null);
            case INVALID -> new VatCheck.Invalid(number, clock.instant());
            case UNKNOWN -> new VatCheck.Unknown(number, clock.instant(), "MS_UNAVAILABLE");
        });
    }
}
