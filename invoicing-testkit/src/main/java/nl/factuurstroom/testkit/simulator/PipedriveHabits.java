package nl.factuurstroom.testkit.simulator;

/**
 * How a {@link PipedriveSimulator} behaves where the vendor's documentation is silent or the account decides. Set before
 * the call that should meet it.
 */
public final class PipedriveHabits {

    /** What a line's {@code sum} holds: the vendor doesn't say. */
    public enum SumTax {
        /** As the price was typed: without tax for exclusive, with it for inclusive. */
        AS_TYPED,
        WITH_TAX,
        WITHOUT_TAX
    }

    volatile SumTax sumTax = SumTax.AS_TYPED;
    volatile boolean amountDiscountPerUnit;
    volatile boolean valueIncludesTax;
    volatile boolean deletedDealsAreGone = true;
    volatile boolean refreshTokensRotate;
    volatile boolean fieldLimitReached;
    volatile boolean showsLimitHeaders = true;
    volatile int burstLimit = Integer.MAX_VALUE;
    volatile long dailyTokens = Long.MAX_VALUE;
    volatile int refusalsUntilBlocked = 20;

    PipedriveHabits() {}

    /** What {@code sum} holds from now on. Defaults to {@link SumTax#AS_TYPED}. */
    public PipedriveHabits sums(SumTax tax) {
        sumTax = tax;
        return this;
    }

    /** Whether a discount of type amount counts per unit. Defaults to false: once per line. */
    public PipedriveHabits amountDiscountPerUnit(boolean perUnit) {
        amountDiscountPerUnit = perUnit;
        return this;
    }

    /** Whether a deal's {@code value} holds tax. Defaults to false. */
    public PipedriveHabits valueIncludesTax(boolean includes) {
        valueIncludesTax = includes;
        return this;
    }

    /** Whether a deleted deal asked by its id is a 404 (the default), or still comes, marked as deleted. */
    public PipedriveHabits deletedDealsAreGone(boolean gone) {
        deletedDealsAreGone = gone;
        return this;
    }

    /** Whether each refresh gives a new refresh token and ends the old one. Defaults to false. */
    public PipedriveHabits refreshTokensRotate(boolean rotate) {
        refreshTokensRotate = rotate;
        return this;
    }

    /** Whether the plan's limit of custom fields is reached: one more is refused with a 403. Defaults to false. */
    public PipedriveHabits fieldLimitReached(boolean reached) {
        fieldLimitReached = reached;
        return this;
    }

    /** Whether limits show in headers. Defaults to true; every one of them is optional. */
    public PipedriveHabits showsLimitHeaders(boolean shows) {
        showsLimitHeaders = shows;
        return this;
    }

    /** Requests allowed in a rolling two seconds. Defaults to no limit. */
    public PipedriveHabits burstLimit(int requests) {
        burstLimit = requests;
        return this;
    }

    /** Tokens of the day. Defaults to no limit. */
    public PipedriveHabits dailyTokens(long tokens) {
        dailyTokens = tokens;
        return this;
    }

    /** After so many 429s in a row an HTML page of Cloudflare is all there is. Defaults to 20. */
    public PipedriveHabits blocksAfterRefusals(int refusals) {
        refusalsUntilBlocked = refusals;
        return this;
    }
}
