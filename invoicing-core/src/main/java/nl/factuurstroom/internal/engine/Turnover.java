package nl.factuurstroom.internal.engine;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.annotation.Nullable;
import nl.factuurstroom.accounting.PaymentStatus;
import nl.factuurstroom.internal.engine.Backend.Tx;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.tax.ExchangeRate;
import nl.factuurstroom.tax.OpeningTurnover;
import nl.factuurstroom.tax.OssTurnover;
import nl.factuurstroom.tax.SmallBusinessTurnover;
import nl.factuurstroom.tax.TaxFacts;
import nl.factuurstroom.tax.TaxQuestion;
import nl.factuurstroom.tax.TaxResult;

/**
 * Running totals of VAT thresholds, for hosts that want the store to keep them. A sale reserves what it adds in the commit
 * that decides its VAT, so that the next one sees it; the commit that makes it an invoice counts it. A sale that never
 * becomes one counts no longer than it is under way.
 */
final class Turnover {

    private static final String SINCE = "turnover-since-";

    /**
     * What one invoice adds to one total.
     *
     * @param year calendar year of supply
     */
    record Entry(TurnoverScheme scheme, int year, long cents) {}

    private final Parts parts;

    Turnover(Parts parts) {
        this.parts = parts;
    }

    /** Notes since when the store counts: years before that are known only from the opening turnover. */
    void begin(Tx tx) {
        for (TurnoverScheme scheme : TurnoverScheme.values()) {
            var name = SINCE + scheme.name();
            if (!parts.turnover().containsKey(scheme)) {
                tx.putSetting(parts.name(), name, null);
            } else if (tx.setting(parts.name(), name).isEmpty()) {
                tx.putSetting(parts.name(), name, tx.now().toString());
            }
        }
    }

    /** What the host handed in, and the store's totals where it handed in none. */
    TaxFacts facts(Tx tx, TaxQuestion question, TaxFacts ofHost, String sale) {
        var facts = ofHost;
        int year = question.taxDate().getYear();
        if (counts(TurnoverScheme.OSS)
                && facts.ossTurnover() == null
                && !question.buyer().isCompany()) {
            facts = facts.with(new OssTurnover(
                    total(tx, TurnoverScheme.OSS, year, sale), total(tx, TurnoverScheme.OSS, year - 1, sale)));
        }
        if (counts(TurnoverScheme.SMALL_BUSINESS) && facts.smallBusinessTurnover() == null) {
            facts = facts.with(new SmallBusinessTurnover(
                    total(tx, TurnoverScheme.SMALL_BUSINESS, year, sale),
                    total(tx, TurnoverScheme.SMALL_BUSINESS, year - 1, sale)));
        }
        return facts;
    }

    private boolean counts(TurnoverScheme scheme) {
        return parts.turnover().containsKey(scheme);
    }

    private @Nullable BigDecimal total(Tx tx, TurnoverScheme scheme, int year, String sale) {
        var opening =
                parts.turnover().getOrDefault(scheme, OpeningTurnover.unknown()).of(year);
        if (opening.isEmpty() && !countedAllOf(tx, scheme, year)) {
            return null;
        }
        return opening.orElse(BigDecimal.ZERO)
                .add(BigDecimal.valueOf(tx.turnover(key(scheme, year), parts.name(), sale), 2));
    }

    private boolean countedAllOf(Tx tx, TurnoverScheme scheme, int year) {
        var start = LocalDate.of(year, 1, 1).atStartOfDay(Parts.ZONE).toInstant();
        return tx.setting(parts.name(), SINCE + scheme.name())
                .map(Instant::parse)
                .filter(since -> !since.isAfter(start))
                .isPresent();
    }

    private TurnoverYear key(TurnoverScheme scheme, int year) {
        return new TurnoverYear(parts.supplier().vatNumber().value(), scheme, year);
    }

    /** Which scheme's totals a decided sale rests on though they aren't known; null when none. */
    @Nullable
    String missing(VatDecisions.Decision decision) {
        var turnover = decision.question().facts().smallBusinessTurnover();
        boolean small = counts(TurnoverScheme.SMALL_BUSINESS) && turnover != null && !turnover.isComplete();
        if (!small || entries(decision.result(), decision.question()).isEmpty()) {
            return null;
        }
        int year = decision.question().taxDate().getYear();
        return "The small business scheme (KOR) needs the Dutch turnover of " + (year - 1) + " and " + year
                + ", and the store doesn't know one of them: give it as opening turnover"
                + " (countSmallBusinessTurnover).";
    }

    /**
     * Whether the decision stands on the totals as they are now; they are locked until the transaction ends.
     *
     * @param again decides anew on other facts, without outside calls
     */
    boolean stands(
            Tx tx, VatDecisions.Decision decision, TaxFacts ofHost, String sale, Function<TaxFacts, TaxResult> again) {
        var entries = entries(decision.result(), decision.question());
        entries.forEach(entry -> {
            tx.lock(key(entry.scheme(), entry.year() - 1));
            tx.lock(key(entry.scheme(), entry.year()));
        });
        if (entries.isEmpty()) {
            return true;
        }
        var now = facts(tx, decision.question(), ofHost, sale);
        if (now.equals(decision.question().facts())) {
            return true;
        }
        var other = again.apply(now);
        return other.decision() == decision.result().decision() && Recheck.same(other, decision.result());
    }

    /** In the commit that decides. */
    void reserve(Tx tx, ProcessKey process, InvoiceState state, TaxQuestion question, TaxResult own) {
        if (parts.turnover().isEmpty()) {
            return;
        }
        state.turnover = new ArrayList<>(entries(own, question));
        tx.unreserve(process);
        state.turnover.forEach(entry -> tx.reserve(key(entry.scheme(), entry.year()), process, entry.cents()));
    }

    /** In the commit that makes it an invoice, once. The caller writes the state. */
    void count(Tx tx, ProcessRow row, InvoiceState state) {
        if (state.turnover.isEmpty() && state.tax != null && state.taxDate != null) {
            // Decided before the host let the store count, or adds nothing.
            state.turnover = new ArrayList<>(entries(state.tax, state.taxDate, null));
        }
        if (state.turnoverCounted || state.turnover.isEmpty()) {
            return;
        }
        state.turnover.forEach(entry -> tx.addTurnover(key(entry.scheme(), entry.year()), entry.cents()));
        tx.unreserve(row.key);
        state.turnoverCounted = true;
    }

    /** More or less of an invoice is credited than before, by a credit note of ours or, whole, by people in the books. */
    void credited(Tx tx, ProcessKey payment, PaymentState before, PaymentState now) {
        if (parts.turnover().isEmpty() || credited(before).compareTo(credited(now)) == 0) {
            return;
        }
        tx.process(payment.strand(Strand.INVOICE)).map(InvoiceState::of).ifPresent(state -> {
            for (Entry entry : state.turnoverCounted ? state.turnover : List.<Entry>of()) {
                // Of the whole each time, so that parts add up to it.
                long more = left(entry, now) - left(entry, before);
                tx.addTurnover(key(entry.scheme(), entry.year()), more);
            }
        });
    }

    private static long left(Entry entry, PaymentState state) {
        var share = BigDecimal.ONE.subtract(credited(state));
        return share.multiply(BigDecimal.valueOf(entry.cents()))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** Which share of the invoice: 0 to 1. */
    private static BigDecimal credited(PaymentState state) {
        var total = state.invoice().total().amount();
        if (state.state() == PaymentStatus.State.CREDITED || total.signum() == 0) {
            return BigDecimal.ONE;
        }
        return state.creditedSoFar()
                .amount()
                .divide(total, MathContext.DECIMAL64)
                .min(BigDecimal.ONE);
    }

    private List<Entry> entries(TaxResult result, TaxQuestion question) {
        return entries(result, question.taxDate(), question.facts().exchangeRate());
    }

    private List<Entry> entries(TaxResult result, LocalDate supplied, @Nullable ExchangeRate rate) {
        var entries = new ArrayList<Entry>();
        for (TurnoverScheme scheme : TurnoverScheme.values()) {
            var amount = scheme == TurnoverScheme.OSS
                    ? result.details().ossTurnover()
                    : SmallBusinessTurnover.addedBy(result, rate);
            if (counts(scheme) && amount != null && amount.signum() != 0) {
                entries.add(new Entry(
                        scheme,
                        supplied.getYear(),
                        Money.eur(amount.toPlainString()).rounded().minorUnits()));
            }
        }
        return entries;
    }
}
