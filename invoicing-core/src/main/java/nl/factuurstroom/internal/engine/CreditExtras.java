package nl.factuurstroom.internal.engine;

import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.CreditNotes;

/** What {@link Extras} is for invoices: a late request may have made a second credit note. */
final class CreditExtras {

    private final Desk desk;
    private final Gate gate;

    CreditExtras(Desk desk) {
        this.desk = desk;
        this.gate = desk.gates.of(desk.parts.gateway());
    }

    CreditNotes creditNotes() {
        if (desk.parts.gateway() instanceof CreditNotes creditNotes) {
            return creditNotes;
        }
        throw new IllegalStateException(desk.parts.gateway().name() + " makes no credit notes");
    }

    /** Long after an unclear outcome. @return what a person must look at, or null */
    @javax.annotation.Nullable
    String clearLate(EffectRow effect) {
        var row = desk.parts.backend().inTransaction(tx -> tx.process(effect.process));
        var state = row.map(CreditState::of);
        return state.isEmpty() || state.get().booked == null ? null : clear(row.get(), state.get());
    }

    /** Deletes extra drafts. @return what a person must look at, or null */
    @javax.annotation.Nullable
    String clear(ProcessRow row, CreditState state) {
        gate.grantNow(1, Lanes.PRIORITY_FOLLOW_UP);
        for (BookedInvoice other : gate.call(() -> creditNotes().findCredits(state.decided()))) {
            if (other.id().equals(state.note().id())) {
                continue;
            }
            if (other.state() == BookedInvoice.State.FINAL) {
                return "The books have a second final credit note " + other.reference() + " ("
                        + (other.number() == null ? other.id() : other.number()) + "): take one of them back.";
            }
            gate.grantNow(1, Lanes.PRIORITY_FOLLOW_UP);
            gate.call(() -> {
                desk.parts.gateway().deleteDraft(other);
                return true;
            });
            desk.parts
                    .backend()
                    .transact(tx -> desk.note(
                            row,
                            tx,
                            "EXTRA_DRAFT_DELETED",
                            "Deleted an extra draft " + other.id() + " of " + other.reference()));
        }
        return null;
    }
}
