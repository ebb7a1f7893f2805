package nl.factuurstroom.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Set;
import nl.factuurstroom.accounting.AccountingGateway;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.IssueRequest;
import nl.factuurstroom.accounting.IssuedInvoice.Sending;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.tax.VatTreatment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The rules G1 to G10 of {@link AccountingGateway}, and with them K1 to K4 of {@link
 * nl.factuurstroom.customer.Customers}. Extend it and give the hooks of {@link AccountingGatewayHooks}; each test gets a
 * fresh instance of the subclass, hence fresh books.
 */
public abstract class AccountingGatewayContract extends CreditNotesContract {

    @Nested
    @DisplayName("Booking a draft")
    class Booking {

        @Test
        @DisplayName("G1: after a lost answer to book, find returns the invoice")
        void bookedInvoiceIsFoundAfterItsAnswerWasLost() {
            var draft = SampleDrafts.one("CT-1", customer());
            warmUp();
            loseNextAnswer();

            assertThatThrownBy(() -> gateway().book(draft)).isInstanceOf(OutcomeUnknownException.class);
            passTime(gateway().behaviour().searchLag());

            assertThat(gateway().find(Set.of("CT-1"))).singleElement().satisfies(found -> {
                assertThat(found.customer()).isEqualTo(draft.customer().id());
                assertThat(found.total()).isEqualTo(draft.tax().gross());
                assertThat(found.state()).isEqualTo(BookedInvoice.State.DRAFT);
            });
        }

        @Test
        @DisplayName("G1: an invoice that is booked after our time-out is found as well")
        void invoiceBookedLateIsFound() {
            assumeTrue(supportsLateProcessing(), "this simulator processes nothing late");
            var draft = SampleDrafts.one("CT-1", customer());
            warmUp();
            processNextLate();

            assertThatThrownBy(() -> gateway().book(draft))
                    .isInstanceOfSatisfying(
                            OutcomeUnknownException.class,
                            e -> assertThat(e.answered()).isFalse());
            assertThat(gateway().find(Set.of("CT-1"))).isEmpty();
            processLateCalls();
            passTime(gateway().behaviour().searchLag());

            assertThat(gateway().find(Set.of("CT-1"))).hasSize(1);
        }

        @Test
        @DisplayName("G2: find returns drafts, finals and duplicates")
        void findReturnsAllWithTheReference() {
            assumeTrue(supportsDuplicates(), "these books take a reference once");
            var first = issued("CT-1").invoice();
            duplicate("CT-1");
            passTime(gateway().behaviour().searchLag());

            var found = gateway().find(Set.of("CT-1"));

            assertThat(found).hasSize(2).extracting(BookedInvoice::id).contains(first.id());
            assertThat(found)
                    .extracting(BookedInvoice::state)
                    .containsExactlyInAnyOrder(BookedInvoice.State.FINAL, BookedInvoice.State.DRAFT);
        }

        @Test
        @DisplayName("G2: find asks for many references and leaves out the unknown")
        void findAsksForManyReferences() {
            booked("CT-1");
            booked("CT-2");
            booked("CT-10");
            passTime(gateway().behaviour().searchLag());

            var found = gateway().find(Set.of("CT-1", "CT-2", "CT-3"));

            assertThat(found).extracting(BookedInvoice::reference).containsExactlyInAnyOrder("CT-1", "CT-2");
            assertThat(gateway().find(Set.of())).isEmpty();
        }

        @Test
        @DisplayName("G3: book leaves a draft, not numbered and not sent")
        void bookLeavesADraft() {
            var booked = booked("CT-1");

            assertThat(booked.state()).isEqualTo(BookedInvoice.State.DRAFT);
            assertThat(booked.number()).isNull();
            assertThat(booked.reference()).isEqualTo("CT-1");
            assertThat(mailsOf("CT-1")).isEmpty();
        }

        @Test
        @DisplayName("G4: amounts arrive to the cent, with discounts, fractions and odd prices")
        void amountsArriveToTheCent() {
            var draft = SampleDrafts.awkward("CT-1", customer());

            var booked = gateway().book(draft);

            assertThat(booked.total()).isEqualTo(draft.tax().gross());
            assertThat(netsOf("CT-1"))
                    .containsExactlyElementsOf(
                            draft.tax().lines().stream().map(line -> line.net()).toList());
        }

        @ParameterizedTest(name = "G4: {0} arrives on its configured code")
        @EnumSource(VatTreatment.class)
        void treatmentArrivesOnItsCode(VatTreatment treatment) {
            assumeTrue(supportsTreatment(treatment), "these books are not set up for " + treatment);
            var draft = SampleDrafts.treated("CT-1", customer(), treatment);

            var booked = gateway().book(draft);

            assertThat(codesOf("CT-1")).containsExactly(codeOf(treatment));
            assertThat(booked.total()).isEqualTo(draft.tax().gross());
        }

        @Test
        @DisplayName("G4: a code that the books don't have stops the sale before anything is booked")
        void missingCodeStopsTheSale() {
            removeCodeOf(VatTreatment.REDUCED);
            var draft = SampleDrafts.treated("CT-1", customer(), VatTreatment.REDUCED);

            assertThatThrownBy(() -> gateway().book(draft))
                    .isInstanceOfAny(RejectedException.class, ConfigurationException.class)
                    .message()
                    .hasSizeGreaterThan(30);
            assertThat(gateway().find(Set.of("CT-1"))).isEmpty();
        }
    }

    @Nested
    @DisplayName("Issuing")
    class Issuing {

        @Test
        @DisplayName("G5: issue makes it final, numbers it and sends it once")
        void issueMakesFinalAndSends() {
            var issued = issued("CT-1");

            assertThat(issued.sending()).isInstanceOf(Sending.Sent.class);
            assertThat(issued.invoice().state()).isEqualTo(BookedInvoice.State.FINAL);
            assertThat(mailsOf("CT-1")).hasSize(1);
            assertThat(readOne(issued.invoice().id())).satisfies(read -> {
                assertThat(read.state()).isEqualTo(BookedInvoice.State.FINAL);
                assertThat(read.number()).isNotBlank();
                assertThat(read.invoiceDate()).isEqualTo(SampleDrafts.TODAY);
                assertThat(read.dueDate()).isAfterOrEqualTo(SampleDrafts.TODAY);
            });
        }

        @Test
        @DisplayName("G5: issuing what is final changes and sends nothing and tells its state")
        void issuingTwiceSendsOnce() {
            var draft = booked("CT-1");
            gateway().issue(new IssueRequest(draft, SampleDrafts.TODAY, null));
            var number = readOne(draft.id()).number();

            var again = gateway().issue(new IssueRequest(draft, SampleDrafts.TODAY, null));

            assertThat(again.invoice().state()).isEqualTo(BookedInvoice.State.FINAL);
            assertThat(mailsOf("CT-1")).hasSize(1);
            assertThat(readOne(draft.id()).number()).isEqualTo(number);
        }

        @Test
        @DisplayName("G5: a lost answer to issue is unknown, and reading tells")
        void lostAnswerToIssueIsRead() {
            var draft = booked("CT-1");
            loseNextAnswer();

            assertThatThrownBy(() -> gateway().issue(new IssueRequest(draft, SampleDrafts.TODAY, null)))
                    .isInstanceOf(OutcomeUnknownException.class);

            assertThat(readOne(draft.id()).state()).isEqualTo(BookedInvoice.State.FINAL);
        }

        @Test
        @DisplayName("G5: a mail that can't be sent leaves a final invoice that says why")
        void unsentMailIsTold() {
            assumeTrue(supportsMailErrors(), "these books don't tell whether a mail went out");
            var draft = booked("CT-1");
            failNextMail();

            var issued = gateway().issue(new IssueRequest(draft, SampleDrafts.TODAY, null));

            assertThat(issued.invoice().state()).isEqualTo(BookedInvoice.State.FINAL);
            assertThat(issued.sending())
                    .isInstanceOfSatisfying(
                            Sending.NotSent.class, s -> assertThat(s.why()).isNotBlank());
        }

        @Test
        @DisplayName("G9: a draft is deleted, also when it is gone already")
        void draftIsDeleted() {
            var draft = booked("CT-1");

            gateway().deleteDraft(draft);
            gateway().deleteDraft(draft);

            passTime(gateway().behaviour().searchLag());
            assertThat(gateway().find(Set.of("CT-1"))).isEmpty();
        }

        @Test
        @DisplayName("G9: a final invoice is not deleted")
        void finalInvoiceIsNotDeleted() {
            var issued = issued("CT-1").invoice();

            assertThatThrownBy(() -> gateway().deleteDraft(issued)).isInstanceOf(RejectedException.class);
            assertThat(gateway().read(Set.of(issued.id()))).hasSize(1);
        }
    }

    @Nested
    @DisplayName("When the other side fails")
    class Trouble {

        @Test
        @DisplayName("G7: a refusal names what is wrong and books nothing")
        void refusalIsRejected() {
            var draft = SampleDrafts.one("CT-1", customer());
            warmUp();
            refuseNext();

            assertThatThrownBy(() -> gateway().book(draft))
                    .isInstanceOf(RejectedException.class)
                    .message()
                    .isNotBlank();
            assertThat(gateway().find(Set.of("CT-1"))).isEmpty();
        }

        @Test
        @DisplayName("G7: a limit is transient and certainly not done")
        void limitIsTransient() {
            var draft = SampleDrafts.one("CT-1", customer());
            warmUp();
            limitNext();

            assertThatThrownBy(() -> gateway().book(draft)).isInstanceOf(TransientException.class);
        }

        @Test
        @DisplayName("G7: a refusal, a limit and a lost answer to issue are told apart")
        void troubleWithIssueIsToldApart() {
            var draft = booked("CT-1");
            var request = new IssueRequest(draft, SampleDrafts.TODAY, null);

            refuseNext();
            assertThatThrownBy(() -> gateway().issue(request)).isInstanceOf(RejectedException.class);
            limitNext();
            assertThatThrownBy(() -> gateway().issue(request)).isInstanceOf(TransientException.class);

            assertThat(readOne(draft.id()).state()).isEqualTo(BookedInvoice.State.DRAFT);
        }

        @Test
        @DisplayName("G7: a read that is limited is transient")
        void limitedReadIsTransient() {
            warmUp();
            limitNext();

            assertThatThrownBy(() -> gateway().find(Set.of("CT-1"))).isInstanceOf(TransientException.class);
        }
    }

    /** Lets the gateway read its settings, so that a fault meets the call that a test is about. */
    private void warmUp() {
        booked("CT-WARM-UP");
    }
}
