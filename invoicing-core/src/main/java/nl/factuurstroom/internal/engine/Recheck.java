package nl.factuurstroom.internal.engine;

import java.util.Objects;
import nl.factuurstroom.tax.TaxResult;

/** Before an invoice is booked or goes out: what was confirmed too long ago is asked again, and must give the same invoice. */
final class Recheck {

    private final Desk desk;
    private final TaxStep tax;
    private final VatDecisions decisions;

    Recheck(Desk desk, TaxStep tax, VatDecisions decisions) {
        this.desk = desk;
        this.tax = tax;
        this.decisions = decisions;
    }

    /** @return false when the sale waits, and was committed so */
    boolean allows(ProcessRow row, InvoiceState state) {
        if (decisions.stillFresh(state)) {
            return true;
        }
        var decision = decisions.decide(state, tax.question(row, state));
        if (decision.mayIssue() && same(tax.own(state, decision.result()), state.decidedTax())) {
            desk.parts
                    .backend()
                    .transact(tx -> decisions.describe(state).forEach(line -> desk.note(row, tx, "VAT_CHECK", line)));
            return true;
        }
        if (decision.result().details().retryable() && desk.parts.validator() != null) {
            tax.askAgainLater(row, state, decision.result());
            return false;
        }
        var reasons = decision.result().reasons();
        desk.attention(
                row,
                state,
                "EVIDENCE_CHANGED",
                "The VAT decision of " + state.reference() + " no longer holds."
                        + (reasons.isEmpty() ? "" : " " + reasons.get(0).text())
                        + (state.booked == null ? "" : " Its draft in the books was left unprocessed."));
        return false;
    }

    /** The same treatments, rates and amounts. */
    static boolean same(TaxResult one, TaxResult other) {
        if (!one.gross().equals(other.gross())
                || one.groups().size() != other.groups().size()) {
            return false;
        }
        for (int i = 0; i < one.groups().size(); i++) {
            var a = one.groups().get(i);
            var b = other.groups().get(i);
            boolean equal = a.treatment() == b.treatment()
                    && a.rate().equals(b.rate())
                    && a.base().equals(b.base())
                    && a.vat().equals(b.vat())
                    && Objects.equals(a.country(), b.country());
            if (!equal) {
                return false;
            }
        }
        return true;
    }
}
