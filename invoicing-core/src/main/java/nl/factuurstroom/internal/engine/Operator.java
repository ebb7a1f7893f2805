package nl.factuurstroom.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import nl.factuurstroom.AttentionItem;
import nl.factuurstroom.internal.engine.Backend.Tx;

/** What people do: see what is stuck and why, and mend it. Every act is journalled with who did it. */
final class Operator {

    private static final int MOST = 1000;
    private static final String CLOCK = "clock";

    private final Desk desk;

    Operator(Desk desk) {
        this.desk = desk;
    }

    List<AttentionItem> attention() {
        return desk.parts.backend().inTransaction(tx -> {
            var items = new ArrayList<AttentionItem>();
            var paused = desk.pause.reason(tx);
            if (paused != null) {
                items.add(
                        new AttentionItem("pause", "", null, "PAUSED", "The pipeline is paused: " + paused, tx.now()));
            }
            desk.parts
                    .backend()
                    .trouble()
                    .ifPresent(text -> items.add(new AttentionItem(CLOCK, "", null, "CLOCK", text, tx.now())));
            for (Gate gate : desk.gates.all()) {
                var row = tx.account(gate.account);
                if (row.troubleCode != null) {
                    items.add(new AttentionItem(
                            "account-" + gate.account.replace('/', '-'),
                            gate.account,
                            null,
                            row.troubleCode,
                            String.valueOf(row.troubleText),
                            row.troubleSince == null ? tx.now() : row.troubleSince));
                }
            }
            tx.inAttention(desk.parts.name(), MOST).forEach(row -> items.add(item(row)));
            return items;
        });
    }

    private static AttentionItem item(ProcessRow row) {
        return new AttentionItem(
                row.key.id(),
                row.key.ref().toString(),
                row.reference,
                String.valueOf(row.attentionCode),
                String.valueOf(row.attentionText),
                row.attentionSince == null ? row.updatedAt : row.attentionSince);
    }

    /** Tries again after a person mended what was wrong. */
    void retry(String id, String by) {
        if (id.equals(Pause.PARKED)) {
            throw new IllegalStateException("the pipeline is paused: resume it");
        }
        if (id.equals(CLOCK)) {
            desk.parts.backend().trust();
            desk.parts.backend().transact(tx -> desk.journal.write(tx, "", "CLOCK_TRUSTED", "by " + by));
            return;
        }
        if (id.startsWith("account-")) {
            retryAccount(id.substring("account-".length()), by);
            return;
        }
        change(id, "RETRIED", by, (tx, row) -> {
            switch (row.step) {
                case READ -> row.batch(Lanes.read(row.key.ref().source()), tx.now());
                case CUSTOMER, TAX, CONFIRM -> {
                    var state = InvoiceState.of(row);
                    if (state.submitted) {
                        row.become(Step.CUSTOMER);
                        row.own(tx.now());
                    } else if ("AMOUNT_GUARD".equals(row.attentionCode)) {
                        row.own(tx.now());
                    } else {
                        state.thaw();
                        state.into(row);
                        row.become(Step.READ);
                        row.batch(Lanes.read(row.key.ref().source()), tx.now());
                    }
                }
                case BOOK, ISSUE, REMIND, PAYMENT -> row.own(tx.now());
                case CREDIT, CREDIT_ISSUE, CREDIT_SETTLE -> {
                    var state = CreditState.of(row);
                    state.undone = false;
                    state.into(row);
                    row.own(tx.now());
                }
                case CREDITED, CREDIT_DRAFTED -> row.rest();
                case NUMBER -> row.batch(Lanes.NUMBER, tx.now());
                case TELL_CRM -> row.batch(Lanes.crm(row.key.ref().source()), tx.now());
                case ISSUED, DRAFTED -> row.rest();
                default -> throw new IllegalStateException("there is nothing to retry at " + row.step);
            }
            row.clearAttention();
            row.attempt = 0;
        });
    }

    private void retryAccount(String name, String by) {
        for (Gate gate : desk.gates.all()) {
            if (gate.account.replace('/', '-').equals(name)) {
                boolean dropped = new StoredTokens(desk.parts.backend(), gate.account).dropUnreadable();
                desk.gates.recovered(desk.parts.name(), gate.account);
                desk.parts.backend().transact(tx -> {
                    desk.journal.write(tx, "", "RETRIED", gate.account + " by " + by);
                    if (dropped) {
                        desk.journal.write(tx, "", "TOKENS_DROPPED", gate.account + ": no key fitted");
                    }
                    tx.wake(desk.parts.name(), Doctor.LANE, tx.now(), Lanes.PRIORITY_SALE);
                });
                desk.parts.backend().nudge();
                return;
            }
        }
        throw new IllegalArgumentException("no account '" + name + "' in this pipeline");
    }

    /** Lets a draft go out, or an amount above the guard through. */
    void approve(String id, String by) {
        change(id, "APPROVED", by, (tx, row) -> {
            if (row.step == Step.CREDIT_APPROVE) {
                approveCredit(tx, row, by);
                return;
            }
            var state = InvoiceState.of(row);
            state.approvedBy = by;
            state.approvedAt = tx.now();
            state.into(row);
            if (row.step == Step.APPROVE) {
                row.become(Step.ISSUE);
            } else if (!"AMOUNT_GUARD".equals(row.attentionCode)) {
                throw new IllegalStateException(
                        "sale " + row.key.ref() + " doesn't wait for approval, it is at " + row.step);
            }
            row.clearAttention();
            row.own(tx.now());
        });
    }

    private static void approveCredit(Tx tx, ProcessRow row, String by) {
        var state = CreditState.of(row);
        state.approvedBy = by;
        state.approvedAt = tx.now();
        state.into(row);
        row.become(Step.CREDIT_ISSUE);
        row.clearAttention();
        row.own(tx.now());
    }

    /** Lets a sale go on without the fact that its VAT decision waits for: by the rule that docs/vat.md names. */
    void release(String id, String by) {
        change(id, "RELEASED", by, (tx, row) -> {
            var code = row.attentionCode;
            if (code == null || (row.step != Step.TAX && row.step != Step.CUSTOMER)) {
                throw new IllegalStateException(
                        "sale " + row.key.ref() + " doesn't wait for a VAT decision, it is at " + row.step);
            }
            var state = InvoiceState.of(row);
            state.released.add(code);
            state.into(row);
            row.clearAttention();
            row.own(tx.now());
        });
    }

    /** Gives it up: nothing more is done for it here. What is in the books stays there. */
    void abandon(String id, String by) {
        change(id, "ABANDONED", by, (tx, row) -> {
            if (isUnfinishedCredit(row)) {
                refuseWhileUnclear(tx, row);
                CreditWeighing.giveBack(tx, row, CreditState.of(row));
                row.become(Step.CREDIT_DROPPED);
                handled(row);
                return;
            }
            if (row.key.strand() != Strand.INVOICE || row.step == Step.ISSUED || row.step == Step.DRAFTED) {
                handled(row);
                return;
            }
            refuseWhileUnclear(tx, row);
            tx.releaseCustomers(desk.gates.of(desk.parts.gateway()).account, row.key);
            row.become(Step.ABANDONED);
            row.clearAttention();
            row.rest();
        });
    }

    /** It was invoiced by hand, under this number. */
    void doneByHand(String id, String number, String by) {
        change(id, "DONE_BY_HAND", by + ", invoice " + number, (tx, row) -> {
            if (isUnfinishedCredit(row)) {
                refuseWhileUnclear(tx, row);
                row.invoiceNumber = number;
                row.become(Step.DONE_BY_HAND);
                handled(row);
                return;
            }
            if (row.step == Step.ISSUED || row.step == Step.DRAFTED || row.key.strand() != Strand.INVOICE) {
                handled(row);
                return;
            }
            refuseWhileUnclear(tx, row);
            row.invoiceNumber = number;
            row.become(Step.DONE_BY_HAND);
            row.clearAttention();
            row.rest();
        });
    }

    /** A remark on a finished invoice, a refused CRM update or a reminder: seen by a person. */
    private static void handled(ProcessRow row) {
        if (row.step == Step.TELL_CRM) {
            row.become(Step.CRM_TOLD);
        } else if (row.step == Step.REMIND) {
            row.become(Step.REMINDED);
        }
        row.clearAttention();
        row.rest();
    }

    private static boolean isUnfinishedCredit(ProcessRow row) {
        return row.step == Step.CREDIT || row.step == Step.CREDIT_APPROVE || row.step == Step.CREDIT_ISSUE;
    }

    private static void refuseWhileUnclear(Tx tx, ProcessRow row) {
        var open = tx.effects(row.key).stream().filter(EffectRow::isOpen).findFirst();
        if (open.isPresent()) {
            throw new IllegalStateException("what became of '" + open.get().act + "' of " + row.key.ref()
                    + " is still being looked up; try again after " + open.get().settledAt);
        }
    }

    private void change(String id, String code, String by, BiConsumer<Tx, ProcessRow> act) {
        desk.parts.backend().transact(tx -> {
            var row = tx.processById(desk.parts.name(), id)
                    .orElseThrow(() -> new IllegalArgumentException("nothing waits under id '" + id + "'"));
            act.accept(tx, row);
            row.parkedOn = null;
            row.updatedAt = tx.now();
            row.signals++;
            if (!tx.updateSignalled(row)) {
                throw new IllegalStateException("sale " + row.key.ref() + " just changed: look again");
            }
            tx.wake(row);
            desk.journal.write(tx, row.key.sale(), code, "by " + by);
        });
        desk.parts.backend().nudge();
    }

    /** Of an erased sale too, for who knows its id. */
    List<JournalEntry> journal(String sale) {
        var name = desk.parts.name();
        return desk.parts.backend().inTransaction(tx -> {
            var lines = tx.journalOf(name, sale);
            return lines.isEmpty() ? tx.journalOf(name, Pseudonym.sale(name, sale)) : lines;
        });
    }
}
