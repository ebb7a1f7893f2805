package nl.factuurstroom.connector.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.CallMeter;
import nl.factuurstroom.account.TokenStore;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.CreditNoteDraft;
import nl.factuurstroom.accounting.InvoiceDraft;
import nl.factuurstroom.accounting.IssueRequest;
import nl.factuurstroom.customer.CustomerId;
import nl.factuurstroom.customer.CustomerQuery;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.tax.CreditNote;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.testkit.SettableClock;
import nl.factuurstroom.testkit.contract.SampleDrafts;
import nl.factuurstroom.testkit.simulator.ExactInvoice;
import nl.factuurstroom.testkit.simulator.ExactSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a credit note goes over to Exact. */
class ExactOnlineCreditNotesTest {

    private final SettableClock clock = SettableClock.at("2026-11-24T09:15:30Z");
    private final ExactSimulator exact = new ExactSimulator(clock);

    @AfterEach
    void close() {
        exact.close();
    }

    @Test
    void itIsOfTheCreditTypeNamesItsOriginalAndGivesBackTheSameQuantities() {
        var books = connected(false);
        var invoice = invoice(books);
        var original = issued(books, invoice);

        books.credit(whole(original, invoice));

        assertThat(exact.invoice("CT-1-C1")).satisfies(note -> {
            assertThat(note.type()).isEqualTo(8021);
            assertThat(note.description()).isEqualTo("Creditnota bij factuur " + original.number());
            assertThat(note.lines())
                    .extracting(ExactInvoice.Line::quantity)
                    .allSatisfy(quantity -> assertThat(quantity).isEqualByComparingTo("-10"));
            assertThat(note.total()).isEqualByComparingTo("-1210");
        });
    }

    @Test
    void whereExactWantsPositiveQuantitiesItIsStillMoneyBack() {
        var books = connected(true);
        var invoice = invoice(books);

        var note = books.credit(whole(issued(books, invoice), invoice));

        assertThat(exact.invoice("CT-1-C1").lines())
                .extracting(ExactInvoice.Line::quantity)
                .allSatisfy(quantity -> assertThat(quantity).isEqualByComparingTo("10"));
        assertThat(note.total()).isEqualTo(Money.eur("-1210"));
        assertThat(books.read(Set.of(note.id())))
                .extracting(BookedInvoice::total)
                .containsExactly(Money.eur("-1210"));
    }

    private ExactOnline connected(boolean positive) {
        exact.limits(0, 0);
        var books = ExactOnline.of(ExactOnlineSettings.builder()
                .baseUri(exact.baseUri())
                .division(ExactSimulator.DIVISION)
                .accessToken(exact.accessToken())
                .item("UREN")
                .vatCode(VatTreatment.STANDARD, "2")
                .positiveCreditNotes(positive)
                .build());
        books.connect(new AccountContext(clock, TokenStore.inMemory(), CallMeter.none()));
        return books;
    }

    private InvoiceDraft invoice(ExactOnline books) {
        var id = exact.addAccount("De Vries Bouw B.V.", Map.of("Email", "facturen@devriesbouw.nl", "Country", "NL"));
        var customer = books.customers()
                .find(CustomerQuery.byIds(Set.of(new CustomerId(id))))
                .get(0);
        return SampleDrafts.one("CT-1", customer);
    }

    private static BookedInvoice issued(ExactOnline books, InvoiceDraft invoice) {
        var draft = books.book(invoice);
        books.issue(new IssueRequest(draft, SampleDrafts.TODAY, null));
        return books.read(Set.of(draft.id())).get(0);
    }

    private static CreditNoteDraft whole(BookedInvoice original, InvoiceDraft invoice) {
        var number = String.valueOf(original.number());
        var note = new InvoiceDraft(
                "CT-1-C1",
                invoice.customer(),
                CreditNote.whole(invoice.tax(), number, SampleDrafts.TODAY),
                "Creditnota bij factuur " + number,
                SampleDrafts.TODAY,
                SampleDrafts.TODAY,
                null,
                null,
                null);
        return new CreditNoteDraft(note, original, true);
    }
}
