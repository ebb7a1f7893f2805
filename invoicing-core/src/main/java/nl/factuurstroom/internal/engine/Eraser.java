package nl.factuurstroom.internal.engine;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.Erasure;
import nl.factuurstroom.Erasure.Extent;
import nl.factuurstroom.Retention;
import nl.factuurstroom.internal.engine.Backend.Tx;
import nl.factuurstroom.sale.SaleRef;

/**
 * Erases what the store knows of the people behind a sale. What the law keeps stays until its term ends; ids stay claimed, as
 * hashes, so that an erased sale that comes again is not invoiced again.
 */
final class Eraser {

    /** Steps at which a sale rests for good, or until a signal. */
    static final Set<Step> ENDED = EnumSet.of(
            Step.ISSUED,
            Step.DRAFTED,
            Step.DONE_BY_HAND,
            Step.ABANDONED,
            Step.MERGED,
            Step.NOT_WON,
            Step.GONE,
            Step.BEFORE_GO_LIVE,
            Step.ERASED);

    /** May begin anew by a signal: their ids must stay as they are. */
    private static final Set<Step> REOPENABLE = EnumSet.of(Step.NOT_WON, Step.GONE, Step.BEFORE_GO_LIVE);

    /** Lines whose text an accountant needs: amounts, numbers, dates, and who decided. Other texts go as a whole. */
    private static final Set<String> READABLE = Set.of(
            "BOOKED",
            "ISSUED",
            "NUMBERED",
            "INSTALMENT",
            "FOUND_IN_BOOKS",
            "VAT_DECIDED",
            "VAT_CHECK",
            "OPEN",
            "PARTLY_PAID",
            "PAID",
            "CREDITED",
            "CREDIT_NOTE_ISSUED",
            "WRITTEN_OFF",
            "PAYMENT_REGISTERED",
            "PAID_AT_SOURCE",
            "APPROVED",
            "RELEASED",
            "RETRIED",
            "ABANDONED",
            "DONE_BY_HAND",
            "CUSTOMER_CREATED",
            "CUSTOMER_FOUND",
            "CONTACTS_ERASED");

    /** A booking that was once unclear is looked at again after a day. */
    private static final Duration LATER_LOOK = Duration.ofHours(26);

    private static final int WITHOUT_CONTACTS = 1;
    private static final int WHOLLY = 2;
    private static final int MOST_FOUND = 1000;

    private final Desk desk;
    private final String name;
    private final Traces traces;

    Eraser(Desk desk) {
        this.desk = desk;
        this.name = desk.parts.name();
        this.traces = new Traces(name, desk.gates.of(desk.parts.gateway()).account);
    }

    /** All ids of one sale. @throws IllegalStateException when something of it is still under way: nothing was erased then */
    List<Erasure> erase(SaleRef ref, String by) {
        return desk.parts.backend().inTransaction(tx -> {
            var owner = tx.owner(name, ref.key())
                    .orElseThrow(() -> new IllegalArgumentException("no sale " + ref + " is known here"));
            return family(tx, owner.sale()).stream()
                    .sorted(Comparator.comparing(sale -> isMerged(tx, sale)))
                    .map(sale -> {
                        var rows = tx.ofSale(name, sale);
                        var why = underWay(tx, rows);
                        if (why != null) {
                            throw new IllegalStateException(
                                    "sale " + SaleRef.fromKey(sale) + " can't be erased now: " + why);
                        }
                        return erase(tx, rows, by);
                    })
                    .toList();
        });
    }

    /** Every sale of a buyer with this e-mail address, each for itself; what is under way is told, not erased. */
    List<Erasure> eraseCustomer(String email, String by) {
        var wanted = email.strip();
        var sales = desk.parts.backend().inTransaction(tx -> {
            traces.forgetCustomer(tx, "email:" + Pseudonym.email(wanted));
            return tx.mentioning(name, wanted, MOST_FOUND);
        });
        var outcomes = new ArrayList<Erasure>();
        for (String sale : sales) {
            outcomes.addAll(desk.parts.backend().inTransaction(tx -> eraseIfOf(tx, sale, wanted, by)));
        }
        return outcomes;
    }

    private List<Erasure> eraseIfOf(Tx tx, String sale, String email, String by) {
        var rows = tx.ofSale(name, sale);
        boolean theirs = rows.stream()
                .flatMap(row -> Blanking.personal(row.state, true).stream())
                .anyMatch(value -> value.equalsIgnoreCase(email));
        if (!theirs) {
            return List.of();
        }
        var why = underWay(tx, rows);
        return List.of(
                why == null
                        ? erase(tx, rows, by)
                        : new Erasure(
                                SaleRef.fromKey(sale).toString(), Extent.NOTHING, null, "Nothing was erased: " + why));
    }

    /** By its term: as far as that allows, if anything. @return whether something was erased */
    boolean eraseDue(Tx tx, String sale, Retention retention) {
        var rows = tx.ofSale(name, sale);
        if (rows.isEmpty() || underWay(tx, rows) != null) {
            return false;
        }
        int before = erased(rows);
        if (before == WITHOUT_CONTACTS && rows.stream().allMatch(row -> isMergedIntoLiving(tx, row))) {
            // Its content is gone; its id goes with the sale that goes on for it.
            return false;
        }
        var until = Terms.keptUntil(tx, rows, retention);
        var rested = Duration.between(Terms.lastTouched(rows), tx.now());
        if (until == null ? isOver(rested, retention.unbooked()) : until.isBefore(desk.parts.today())) {
            return before < WHOLLY && erase(tx, rows, "the retention term").extent() != Extent.NOTHING;
        }
        if (until != null && before < WITHOUT_CONTACTS && isOver(rested, retention.contacts())) {
            contacts(tx, rows, "the retention term", until);
            return true;
        }
        return false;
    }

    private static boolean isOver(Duration rested, Duration term) {
        return !term.isZero() && rested.compareTo(term) > 0;
    }

    private static int erased(List<ProcessRow> rows) {
        return rows.stream().mapToInt(row -> row.erased).min().orElse(WHOLLY);
    }

    private Erasure erase(Tx tx, List<ProcessRow> rows, String by) {
        var until = Terms.keptUntil(tx, rows, desk.parts.retention());
        if (until != null && !until.isBefore(desk.parts.today())) {
            return contacts(tx, rows, by, until);
        }
        boolean reopenable = rows.stream()
                .filter(row -> row.key.strand() == Strand.INVOICE)
                .allMatch(row -> REOPENABLE.contains(row.step) || isMergedIntoLiving(tx, row));
        return reopenable ? blankInPlace(tx, rows, by) : whole(tx, rows, by);
    }

    /** The sale under its other ids. */
    private Set<String> family(Tx tx, String sale) {
        var sales = new LinkedHashSet<String>(List.of(sale));
        for (ProcessRow row : tx.ofSale(name, sale)) {
            if (row.key.strand() != Strand.INVOICE) {
                continue;
            }
            var state = InvoiceState.of(row);
            if (row.step == Step.MERGED && state.mergedInto != null) {
                sales.add(ProcessKey.parse(name, state.mergedInto).sale());
            }
            if (state.sale != null) {
                state.sale.aliases().stream()
                        .flatMap(alias -> tx.owner(name, alias.key()).stream())
                        .forEach(owner -> sales.add(owner.sale()));
            }
        }
        sales.removeIf(each -> tx.ofSale(name, each).isEmpty());
        return sales;
    }

    /** What must end first, if anything. */
    private static @Nullable String underWay(Tx tx, List<ProcessRow> rows) {
        for (ProcessRow row : rows) {
            if (row.attentionCode != null) {
                return "it waits for a person (" + row.attentionCode + "): settle or abandon that first.";
            }
            if (row.key.strand() == Strand.INVOICE && !ENDED.contains(row.step)) {
                return "it is still under way, at " + row.step + ".";
            }
            if (row.step == Step.PAYMENT && row.settledOn == null) {
                return "invoice " + row.invoiceNumber
                        + " isn't paid as far as the books told, so it is still followed.";
            }
            if (row.step == Step.TELL_CRM || row.step == Step.REMIND || row.step.isCrediting()) {
                return "it is still under way, at " + row.step + ".";
            }
            // A comparison that is only planned can do without what is erased.
            if (row.lane != null && row.isDue(tx.now())) {
                return "it is just being compared with its source: try again in a minute.";
            }
            for (EffectRow effect : tx.effects(row.key)) {
                if (effect.isOpen()) {
                    return "what became of '" + effect.act + "' is still being looked up.";
                }
                var again = effect.intendedAt.plus(LATER_LOOK);
                if (effect.everUnknown && again.isAfter(tx.now())) {
                    return "what became of '" + effect.act + "' was once unclear and is looked at again until " + again
                            + ".";
                }
            }
        }
        return null;
    }

    /** The invoice is kept; how to reach people is not. */
    private Erasure contacts(Tx tx, List<ProcessRow> rows, String by, LocalDate until) {
        var values = Traces.values(rows, true);
        traces.forgetCustomers(tx, rows);
        for (ProcessRow row : rows) {
            row.state = row.step == Step.MERGED ? onlyMerged(row) : Blanking.withoutContacts(row.state);
            row.erased = Math.max(row.erased, WITHOUT_CONTACTS);
            write(tx, row);
            for (EffectRow effect : tx.effects(row.key)) {
                if (effect.answer != null) {
                    effect.answer = Blanking.withoutContacts(effect.answer);
                    tx.update(effect);
                }
            }
        }
        var sale = rows.get(0).key.sale();
        traces.rewriteJournal(tx, sale, sale, line -> Blanking.without(values, line.text()));
        desk.journal.write(tx, sale, "CONTACTS_ERASED", "by " + by + "; the rest is kept until " + until);
        return new Erasure(
                SaleRef.fromKey(sale).toString(),
                Extent.CONTACTS,
                until,
                "E-mail addresses, telephone numbers and contact persons are erased. What belongs to the invoice is kept until "
                        + until + ", as the law asks, and erased then.");
    }

    /** Nothing came of it. Its id stays as it is: won later, it must be invoiced. */
    private Erasure blankInPlace(Tx tx, List<ProcessRow> rows, String by) {
        traces.forgetCustomers(tx, rows);
        var sale = rows.get(0).key.sale();
        for (ProcessRow row : rows) {
            tx.effects(row.key).forEach(effect -> {
                effect.answer = null;
                tx.update(effect);
            });
            row.state = onlyMerged(row);
            row.reference = null;
            row.erased = row.step == Step.MERGED ? WITHOUT_CONTACTS : WHOLLY;
            write(tx, row);
        }
        traces.rewriteJournal(tx, sale, sale, line -> Blanking.BLANK);
        desk.journal.write(tx, sale, "ERASED", "by " + by);
        return new Erasure(
                SaleRef.fromKey(sale).toString(),
                Extent.WHOLE,
                null,
                "All that was read of it is erased. Its id stays: should it be won, it is read and invoiced.");
    }

    private Erasure whole(Tx tx, List<ProcessRow> rows, String by) {
        var values = Traces.values(rows, false);
        traces.forgetCustomers(tx, rows);
        var sale = rows.get(0).key.sale();
        var hashed = Pseudonym.sale(name, sale);
        var hidden = new ArrayList<>(values);
        rows.stream()
                .map(row -> row.reference)
                .filter(reference -> reference != null)
                .forEach(hidden::add);
        hidden.add(SaleRef.fromKey(sale).toString());
        for (ProcessRow row : rows) {
            if (row.step == Step.ERASED) {
                continue;
            }
            write(tx, row);
            var now = new ProcessKey(name, hashed, row.key.part(), row.key.strand());
            tx.hashClaims(row.key, now);
            tx.delete(row.key);
            if (hasFigures(row)) {
                tx.insert(blanked(row, now));
            }
        }
        tx.forgetSettings(name, Refunds.RETURNED + sale + "/");
        traces.rewriteJournal(
                tx,
                sale,
                hashed,
                line -> READABLE.contains(line.code()) ? Blanking.without(hidden, line.text()) : Blanking.BLANK);
        desk.journal.write(tx, hashed, "ERASED", "by " + by);
        return new Erasure(
                SaleRef.fromKey(sale).toString(),
                Extent.WHOLE,
                null,
                "All that tells who it was about is erased. Should it come again, it is recognised and not invoiced.");
    }

    private static boolean hasFigures(ProcessRow row) {
        return switch (row.key.strand()) {
            case INVOICE, PAYMENT -> true;
            case CREDIT -> Figures.isCredited(row);
            default -> false;
        };
    }

    /** Figures stay, and the number of the invoice: they tell nothing about a person. */
    private static ProcessRow blanked(ProcessRow row, ProcessKey now) {
        var blank = new ProcessRow(now, row.step, row.createdAt);
        blank.become(Step.ERASED);
        blank.erased = WHOLLY;
        blank.updatedAt = row.updatedAt;
        blank.currency = row.currency;
        blank.netMinor = row.netMinor;
        blank.grossMinor = row.grossMinor;
        blank.openMinor = row.openMinor;
        blank.invoiceDate = row.invoiceDate;
        blank.dueDate = row.dueDate;
        blank.settledOn = row.settledOn;
        if (row.key.strand() == Strand.INVOICE) {
            blank.invoiceNumber = row.invoiceNumber;
        }
        return blank;
    }

    private boolean isMerged(Tx tx, String sale) {
        return tx.ofSale(name, sale).stream().anyMatch(row -> row.step == Step.MERGED);
    }

    private boolean isMergedIntoLiving(Tx tx, ProcessRow row) {
        if (row.step != Step.MERGED) {
            return false;
        }
        var into = InvoiceState.of(row).mergedInto;
        return into != null
                && tx.process(ProcessKey.parse(name, into))
                        .filter(target -> target.step != Step.ERASED)
                        .isPresent();
    }

    private static String onlyMerged(ProcessRow row) {
        if (row.key.strand() != Strand.INVOICE) {
            return "{}";
        }
        var blank = new InvoiceState();
        blank.mergedInto = InvoiceState.of(row).mergedInto;
        return StateJson.write(blank);
    }

    private static void write(Tx tx, ProcessRow row) {
        if (!tx.update(row)) {
            throw new IllegalStateException("sale " + row.key.ref() + " just changed: look again");
        }
    }
}
