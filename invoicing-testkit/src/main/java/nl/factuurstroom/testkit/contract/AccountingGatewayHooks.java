package nl.factuurstroom.testkit.contract;

import java.time.Duration;
import java.util.List;
import nl.factuurstroom.accounting.AccountingGateway;
import nl.factuurstroom.customer.CustomerId;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.tax.VatTreatment;

/**
 * What {@link AccountingGatewayContract} must be able to do behind the gateway's back. Gates ({@code supports…}, {@code
 * knows…}) are true unless overridden, so that a forgotten capability fails loudly.
 */
public abstract class AccountingGatewayHooks {

    /** The gateway under test, connected. Always the same one in one test. */
    protected abstract AccountingGateway gateway();

    /** A customer with an e-mail address that is in the books and may be invoiced. Always the same one in one test. */
    protected abstract KnownCustomer customer();

    /**
     * Puts a customer into the books as people type it: blanks and dots in its numbers where the books allow them.
     *
     * @param state what it is there
     */
    protected abstract CustomerId addCustomer(Party party, KnownCustomer.State state);

    /** How many customers the books have with this name. */
    protected abstract int customersNamed(String name);

    /** The vendor carries out the next call, but its answer is lost. */
    protected abstract void loseNextAnswer();

    /** The vendor refuses the next call for a reason in its data. */
    protected abstract void refuseNext();

    /** The vendor says to the next call that we call too often. */
    protected abstract void limitNext();

    /** The next call gets no answer; the vendor processes it at {@link #processLateCalls()}. */
    protected abstract void processNextLate();

    /** The vendor processes what {@link #processNextLate()} held back. */
    protected abstract void processLateCalls();

    /** Moves the gateway's clock, and the vendor's. */
    protected abstract void passTime(Duration time);

    /** Calls that the vendor has received so far. */
    protected abstract int callsMade();

    /** Addresses to which the invoice was mailed, one per mail. */
    protected abstract List<String> mailsOf(String reference);

    /** The VAT code of each line in the books, in order. */
    protected abstract List<String> codesOf(String reference);

    /** The amount without VAT of each line in the books, in order. */
    protected abstract List<Money> netsOf(String reference);

    /** The code that the gateway is configured to use. */
    protected abstract String codeOf(VatTreatment treatment);

    /** The books don't have the code of this treatment any more, and never did as far as the gateway knows. */
    protected abstract void removeCodeOf(VatTreatment treatment);

    /** Money comes in for all of the invoice. */
    protected abstract void pay(String reference);

    /** Money comes in for a part of it. */
    protected void payPartly(String reference, Money amount) {
        throw new UnsupportedOperationException("override this, or answer false to supportsPartialPayments()");
    }

    /** A credit note over all of it settles the invoice. */
    protected void credit(String reference) {
        throw new UnsupportedOperationException("override this, or answer false to supportsCreditNotes()");
    }

    /** What was paid is open again. */
    protected void reopen(String reference) {
        throw new UnsupportedOperationException("override this, or answer false to supportsReopening()");
    }

    /** Somebody makes a draft with the same reference. */
    protected void duplicate(String reference) {
        throw new UnsupportedOperationException("override this, or answer false to supportsDuplicates()");
    }

    /** The next invoice becomes final, but its mail can't be sent. */
    protected void failNextMail() {
        throw new UnsupportedOperationException("override this, or answer false to supportsMailErrors()");
    }

    /** Whether the books make credit notes: {@link nl.factuurstroom.accounting.CreditNotes}. */
    protected boolean makesCreditNotes() {
        return true;
    }

    /** Whether they also settle them; otherwise people match them with invoice or refund. */
    protected boolean settlesCreditNotes() {
        return true;
    }

    protected boolean supportsPartialPayments() {
        return true;
    }

    protected boolean supportsCreditNotes() {
        return true;
    }

    protected boolean supportsReopening() {
        return true;
    }

    protected boolean supportsDuplicates() {
        return true;
    }

    protected boolean supportsMailErrors() {
        return true;
    }

    protected boolean supportsLateProcessing() {
        return true;
    }

    /** Whether the configuration under test has a code for the treatment. */
    protected boolean supportsTreatment(VatTreatment treatment) {
        return true;
    }

    /** Whether the vendor refuses a second customer made with the same key. */
    protected boolean refusesASecondCustomerWithTheKey() {
        return true;
    }

    /** Whether the books know customers that can't be invoiced yet. */
    protected boolean knowsProspects() {
        return true;
    }

    /** Whether the books can block a customer. */
    protected boolean knowsBlockedCustomers() {
        return true;
    }
}
