package nl.factuurstroom.internal.engine;

import java.util.Optional;
import nl.factuurstroom.internal.engine.Backend.Tx;
import nl.factuurstroom.trigger.Signal.MoneyReturned;

/** Lets money in that went back: a credit strand of its own per refund, once, or a remark for a person. No vendor is called. */
final class Refunds {

    /** Prefix of the settings that tell which refunds a person was told of. */
    static final String RETURNED = "returned:";

    private final Parts parts;
    private final Journal journal;

    Refunds(Parts parts, Journal journal) {
        this.parts = parts;
        this.journal = journal;
    }

    void accept(Tx tx, MoneyReturned returned) {
        if (invoiceOf(tx, returned).filter(row -> row.step == Step.ERASED).isPresent()) {
            // Its terms are over, and nothing is left to credit.
            return;
        }
        if (returned.kind() == MoneyReturned.Kind.UNDONE && undone(tx, returned)) {
            return;
        }
        var known = tx.setting(parts.name(), mark(returned)).isPresent();
        if (known) {
            return;
        }
        if (returned.kind() != MoneyReturned.Kind.CLAIM && isCredited(returned)) {
            // Of one that failed before we knew of it nothing was credited.
            if (returned.kind() == MoneyReturned.Kind.REFUND) {
                begin(tx, returned);
            }
        } else {
            askAPerson(tx, returned);
        }
    }

    private boolean isCredited(MoneyReturned returned) {
        var trigger = parts.triggers().get(returned.ref().source());
        return parts.refunds().makesCreditNotes()
                && trigger != null
                && trigger.refunds().isPresent();
    }

    private void begin(Tx tx, MoneyReturned returned) {
        var begun = tx.owner(parts.name(), claim(returned)).flatMap(tx::process);
        if (begun.isPresent()) {
            lookAgain(tx, begun.get());
            return;
        }
        var sale = invoiceOf(tx, returned)
                .map(row -> row.key.sale())
                .orElse(returned.ref().key());
        int part = 1
                + tx.ofSale(parts.name(), sale).stream()
                        .filter(row -> row.key.strand() == Strand.CREDIT)
                        .mapToInt(row -> row.key.part())
                        .max()
                        .orElse(0);
        var key = new ProcessKey(parts.name(), sale, part, Strand.CREDIT);
        var row = new ProcessRow(key, Step.CREDIT, tx.now());
        row.priority = Lanes.PRIORITY_FOLLOW_UP;
        var state = new CreditState();
        state.sale = returned.ref();
        state.refundId = returned.correctionId();
        state.into(row);
        row.own(tx.now());
        if (!tx.insert(row) || !tx.claim(parts.name(), claim(returned), key).equals(key)) {
            // Another node is letting a refund of this sale in at this moment: the sender comes again.
            throw new IllegalStateException("two refunds of " + returned.ref() + " came at once");
        }
        tx.wake(row);
        journal.write(tx, sale, "REFUNDED", returned.what());
    }

    /** It was told again: perhaps it got further. */
    private void lookAgain(Tx tx, ProcessRow row) {
        if (row.step == Step.CREDIT && row.attentionCode == null && row.parkedOn == null && row.lane != null) {
            row.own(tx.now());
            if (tx.updateSignalled(row)) {
                tx.wake(row);
            }
        }
    }

    /** @return whether the refund has a credit strand, which sees to it */
    private boolean undone(Tx tx, MoneyReturned returned) {
        var begun = tx.owner(parts.name(), claim(returned)).flatMap(tx::process);
        if (begun.isEmpty()) {
            return false;
        }
        var row = begun.get();
        var state = CreditState.of(row);
        if (state.undone || row.step == Step.CREDIT_DROPPED) {
            return true;
        }
        state.undone = true;
        state.into(row);
        if (row.step == Step.CREDIT) {
            row.clearAttention();
            row.own(tx.now());
        } else {
            CreditSteps.askAboutUndone(row, tx.now());
        }
        row.signals++;
        row.updatedAt = tx.now();
        if (tx.updateSignalled(row)) {
            tx.wake(row);
            journal.write(tx, row.key.sale(), "REFUND_UNDONE", returned.what());
        }
        return true;
    }

    /** Which lines and how much VAT is a person's decision. */
    private void askAPerson(Tx tx, MoneyReturned returned) {
        invoiceOf(tx, returned).ifPresent(row -> {
            tx.putSetting(parts.name(), mark(returned), tx.now().toString());
            row.signals++;
            boolean undone = returned.kind() == MoneyReturned.Kind.UNDONE;
            row.attention(
                    "MONEY_RETURNED",
                    undone
                            ? "Money did not go back to the buyer after all (" + returned.what()
                                    + "): if its credit note was made, correct that, then mark this as handled."
                            : "Money went back to the buyer (" + returned.what()
                                    + "): make a credit note in the books, then mark this as handled.",
                    tx.now());
            row.updatedAt = tx.now();
            tx.updateSignalled(row);
            journal.write(tx, row.key.sale(), "MONEY_RETURNED", returned.what());
        });
    }

    private Optional<ProcessRow> invoiceOf(Tx tx, MoneyReturned returned) {
        return going(tx, parts.name(), returned.ref().key());
    }

    /** The invoice process that goes on for a sale: its own, unless it was merged. */
    static Optional<ProcessRow> going(Tx tx, String pipeline, String sale) {
        return tx.owner(pipeline, sale).flatMap(tx::process).flatMap(row -> {
            var into = row.step == Step.MERGED ? InvoiceState.of(row).mergedInto : null;
            return into == null ? Optional.of(row) : tx.process(ProcessKey.parse(pipeline, into));
        });
    }

    private static String claim(MoneyReturned returned) {
        return "refund:" + returned.ref().key() + "/" + returned.correctionId();
    }

    private static String mark(MoneyReturned returned) {
        var undone = returned.kind() == MoneyReturned.Kind.UNDONE ? ":undone" : "";
        return RETURNED + returned.ref().key() + "/" + returned.correctionId() + undone;
    }
}
