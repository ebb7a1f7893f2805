package nl.factuurstroom.internal.engine;

import java.util.Set;
import nl.factuurstroom.accounting.BookedInvoice;

/**
 * After a booking whose outcome was ever unknown, a late request may have made a second draft. Extra drafts are deleted; an
 * extra final invoice is a matter for a person.
 */
final class Extras {

    private final Desk desk;
    private final Gate gate;

    Extras(Desk desk) {
        this.desk = desk;
        this.gate = desk.gates.of(desk.parts.gateway());
    }

    /** Before issuing. @return whether the invoice may go out; otherwise the row was given to a person */
    boolean clearBefore(ProcessRow row, InvoiceState state) {
        var effect = desk.parts.backend().inTransaction(tx -> tx.effect(row.key, BookStep.ACT));
        if (effect.isEmpty() || !effect.get().everUnknown) {
            return true;
        }
        var problem = clear(effect.get(), state.bookedInvoice().id().value());
        if (problem == null) {
            return true;
        }
        desk.attention(row, state, "DUPLICATE_IN_BOOKS", problem);
        return false;
    }

    /** Deletes extra drafts. @return what a person must look at, or null */
    @javax.annotation.Nullable
    String clear(EffectRow effect, String ownId) {
        if (effect.reference == null) {
            return null;
        }
        var reference = effect.reference;
        gate.grantNow(1, Lanes.PRIORITY_SALE);
        for (BookedInvoice other : gate.call(() -> desk.parts.gateway().find(Set.of(reference)))) {
            if (other.id().value().equals(ownId)) {
                continue;
            }
            if (other.state() == BookedInvoice.State.FINAL) {
                return "The books have a second final invoice with reference " + reference + " ("
                        + (other.number() == null ? other.id() : other.number())
                        + "): credit one of them.";
            }
            gate.grantNow(1, Lanes.PRIORITY_SALE);
            gate.call(() -> {
                desk.parts.gateway().deleteDraft(other);
                return true;
            });
            desk.parts
                    .backend()
                    .transact(tx -> desk.journal.write(
                            tx,
                            effect.process.sale(),
                            "EXTRA_DRAFT_DELETED",
                            "Deleted an extra draft " + other.id() + " of " + reference));
        }
        return null;
    }
}
