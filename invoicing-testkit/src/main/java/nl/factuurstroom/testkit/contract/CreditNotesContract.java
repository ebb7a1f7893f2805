package nl.factuurstroom.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.CreditNoteDraft;
import nl.factuurstroom.accounting.CreditNotes;
import nl.factuurstroom.accounting.InvoiceDraft;
import nl.factuurstroom.accounting.IssueRequest;
import nl.factuurstroom.accounting.IssuedInvoice.Sending;
import nl.factuurstroom.accounting.PaymentStatus;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.Refund;
import nl.factuurstroom.tax.CreditNote;
import nl.factuurstroom.tax.TaxResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The rules C1 to C7 of {@link CreditNotes}: the part of {@link AccountingGatewayContract} that is about credit notes. */
public abstract class CreditNotesContract extends PaymentsContract {

    @Nested
    @DisplayName("Making credit notes")
    class Crediting {

        @BeforeEach
        void gate() {
            assumeTrue(makesCreditNotes(), "these books make no credit notes");
        }

        @Test
        @DisplayName("C1: credit leaves a draft, and the original as it is")
        void creditLeavesADraft() {
            var original = finalInvoice("CT-1");

            var note = creditNotes().credit(whole(original, SampleDrafts.one("CT-1", customer())));

            assertThat(note.state()).isEqualTo(BookedInvoice.State.DRAFT);
            assertThat(note.number()).isNull();
            assertThat(note.reference()).isEqualTo("CT-1-C1");
            assertThat(mailsOf("CT-1-C1")).isEmpty();
            assertThat(statusOf(original).state()).isEqualTo(PaymentStatus.State.OPEN);
        }

        @Test
        @DisplayName("C2: a whole credit note mirrors the invoice to the cent")
        void wholeMirrorsToTheCent() {
            var invoice = SampleDrafts.awkward("CT-1", customer());
            var original = finalOf(invoice);

            var note = creditNotes().credit(whole(original, invoice));

            assertThat(note.total()).isEqualTo(original.total().negated());
            assertThat(note.customer()).isEqualTo(original.customer());
            assertThat(codesOf("CT-1-C1")).containsExactlyElementsOf(codesOf("CT-1"));
            assertThat(netsOf("CT-1-C1"))
                    .containsExactlyElementsOf(
                            netsOf("CT-1").stream().map(Money::negated).toList());
        }

        @Test
        @DisplayName("C2: a part arrives to the cent, on the codes of the invoice")
        void partArrivesToTheCent() {
            var invoice = SampleDrafts.one("CT-1", customer());
            var original = finalOf(invoice);

            var note = creditNotes().credit(part(original, invoice, List.of(), "12.10"));

            assertThat(note.total()).isEqualTo(Money.eur("-12.10"));
            assertThat(codesOf("CT-1-C1")).isSubsetOf(codesOf("CT-1"));
            assertThat(netsOf("CT-1-C1").stream().reduce(Money.zeroEur(), Money::plus))
                    .isEqualTo(Money.eur("-10.00"));
        }

        @Test
        @DisplayName("C3: after a lost answer to credit, findCredits returns it whole")
        void creditNoteIsFoundAfterItsAnswerWasLost() {
            var draft = wholeOf("CT-1");
            loseNextAnswer();

            assertThatThrownBy(() -> creditNotes().credit(draft)).isInstanceOf(OutcomeUnknownException.class);

            passTime(gateway().behaviour().searchLag());
            assertThat(creditNotes().findCredits(draft)).singleElement().satisfies(found -> {
                assertThat(found.reference()).isEqualTo("CT-1-C1");
                assertThat(found.total()).isEqualTo(draft.note().tax().gross());
                assertThat(found.state()).isEqualTo(BookedInvoice.State.DRAFT);
            });
        }

        @Test
        @DisplayName("C4: findCredits tells this credit note only, and find none")
        void creditNotesAreToldApart() {
            var invoice = SampleDrafts.one("CT-1", customer());
            var original = finalOf(invoice);
            var first = part(original, invoice, List.of(), "12.10");
            var second = part(original, invoice, List.of(first.note().tax()), "24.20");
            var one = creditNotes().credit(first);
            var other = creditNotes().credit(second);
            passTime(gateway().behaviour().searchLag());

            assertThat(creditNotes().findCredits(first))
                    .extracting(BookedInvoice::id)
                    .containsExactly(one.id());
            assertThat(creditNotes().findCredits(second))
                    .extracting(BookedInvoice::id)
                    .containsExactly(other.id());
            assertThat(gateway().find(Set.of("CT-1", "CT-1-C1", "CT-1-C2")))
                    .extracting(BookedInvoice::id)
                    .containsExactly(original.id());
        }

        @Test
        @DisplayName("G5: a credit note is issued as an invoice is, and sent once")
        void creditNoteIsIssuedOnce() {
            var draft = creditNotes().credit(wholeOf("CT-1"));

            var issued = gateway().issue(new IssueRequest(draft, SampleDrafts.TODAY, null));
            var again = gateway().issue(new IssueRequest(draft, SampleDrafts.TODAY, null));

            assertThat(issued.sending()).isInstanceOf(Sending.Sent.class);
            assertThat(again.invoice().state()).isEqualTo(BookedInvoice.State.FINAL);
            assertThat(mailsOf("CT-1-C1")).hasSize(1);
            assertThat(readOne(draft.id())).satisfies(read -> {
                assertThat(read.number()).isNotBlank();
                assertThat(read.total()).isEqualTo(draft.total());
            });
        }

        @Test
        @DisplayName("G9: a draft credit note is deleted, a final one is not")
        void draftIsDeletedFinalIsNot() {
            var draft = creditNotes().credit(wholeOf("CT-1"));
            gateway().deleteDraft(draft);
            gateway().deleteDraft(draft);
            var kept = creditNotes().credit(wholeOf("CT-2"));
            var issued = gateway()
                    .issue(new IssueRequest(kept, SampleDrafts.TODAY, null))
                    .invoice();

            passTime(gateway().behaviour().searchLag());
            assertThat(gateway().read(Set.of(draft.id(), kept.id())))
                    .extracting(BookedInvoice::id)
                    .containsExactly(kept.id());
            assertThatThrownBy(() -> gateway().deleteDraft(issued)).isInstanceOf(RejectedException.class);
        }

        @Test
        @DisplayName("C6: settled against an open original, that is credited and not paid")
        void settledAgainstItsOriginal() {
            assertThat(creditNotes().settlesCreditNotes()).isEqualTo(settlesCreditNotes());
            assumeTrue(settlesCreditNotes(), "people settle credit notes in these books");
            var draft = wholeOf("CT-1");
            var note = issuedNote(draft);

            creditNotes().settle(note, draft.original(), refund(note));
            creditNotes().settle(note, draft.original(), refund(note));

            assertThat(creditNotes().isSettled(note)).isTrue();
            assertThat(statusOf(draft.original()).state()).isEqualTo(PaymentStatus.State.CREDITED);
        }

        @Test
        @DisplayName("C6: of a paid original the money went back, and it stays settled")
        void settledAsMoneyThatWentBack() {
            assumeTrue(settlesCreditNotes(), "people settle credit notes in these books");
            var draft = wholeOf("CT-1");
            pay("CT-1");
            var note = issuedNote(draft);

            creditNotes().settle(note, draft.original(), refund(note));
            creditNotes().settle(note, draft.original(), refund(note));

            assertThat(creditNotes().isSettled(note)).isTrue();
            assertThat(statusOf(draft.original()).open().isZero()).isTrue();
        }

        @Test
        @DisplayName("C7: a refusal and a limit are told apart, and leave nothing")
        void troubleIsToldApart() {
            var draft = wholeOf("CT-1");
            refuseNext();
            assertThatThrownBy(() -> creditNotes().credit(draft)).isInstanceOf(RejectedException.class);
            limitNext();
            assertThatThrownBy(() -> creditNotes().credit(draft)).isInstanceOf(TransientException.class);

            passTime(gateway().behaviour().searchLag());
            assertThat(creditNotes().findCredits(draft)).isEmpty();
        }
    }

    private CreditNotes creditNotes() {
        return (CreditNotes) gateway();
    }

    private BookedInvoice finalOf(InvoiceDraft draft) {
        gateway().issue(new IssueRequest(gateway().book(draft), SampleDrafts.TODAY, null));
        passTime(gateway().behaviour().searchLag());
        return gateway().find(Set.of(draft.reference())).stream()
                .map(found -> readOne(found.id()))
                .findFirst()
                .orElseThrow();
    }

    private BookedInvoice issuedNote(CreditNoteDraft draft) {
        var note = creditNotes().credit(draft);
        gateway().issue(new IssueRequest(note, SampleDrafts.TODAY, null));
        return readOne(note.id());
    }

    private CreditNoteDraft wholeOf(String reference) {
        var invoice = SampleDrafts.one(reference, customer());
        return whole(finalOf(invoice), invoice);
    }

    private static CreditNoteDraft whole(BookedInvoice original, InvoiceDraft invoice) {
        var tax = CreditNote.whole(invoice.tax(), number(original), SampleDrafts.TODAY);
        return note(original, invoice, tax, 1, true);
    }

    private static CreditNoteDraft part(
            BookedInvoice original, InvoiceDraft invoice, List<TaxResult> earlier, String amount) {
        var tax = CreditNote.amount(invoice.tax(), earlier, Money.eur(amount), number(original), SampleDrafts.TODAY);
        return note(original, invoice, tax, earlier.size() + 1, false);
    }

    private static CreditNoteDraft note(
            BookedInvoice original, InvoiceDraft invoice, TaxResult tax, int serial, boolean whole) {
        return new CreditNoteDraft(
                new InvoiceDraft(
                        invoice.reference() + "-C" + serial,
                        invoice.customer(),
                        tax,
                        "Creditnota bij factuur " + number(original),
                        SampleDrafts.TODAY,
                        SampleDrafts.TODAY,
                        null,
                        null,
                        null),
                original,
                whole);
    }

    private static String number(BookedInvoice invoice) {
        return Objects.requireNonNull(invoice.number());
    }

    private static Refund refund(BookedInvoice note) {
        return new Refund("re_" + note.id(), note.total().negated(), SampleDrafts.TODAY, Refund.State.SENT);
    }
}
