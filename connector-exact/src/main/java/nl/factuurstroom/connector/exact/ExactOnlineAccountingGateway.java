package nl.factuurstroom.connector.exact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.CreditNoteDraft;
import nl.factuurstroom.accounting.InvoiceDraft;
import nl.factuurstroom.accounting.InvoiceId;
import nl.factuurstroom.accounting.IssueRequest;
import nl.factuurstroom.accounting.IssuedInvoice;
import nl.factuurstroom.accounting.IssuedInvoice.Sending;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Invoice;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Item;
import nl.factuurstroom.connector.exact.ExactOnlineJson.NewLine;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Print;
import nl.factuurstroom.connector.exact.ExactOnlineJson.VatCode;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.tax.TaxedLine;

/** Invoices: find, read, book, issue, delete. Reads like the story; no HTTP, no JSON. */
final class ExactOnlineAccountingGateway {

    private static final int MOST_GONE = 1000;

    private final ExactOnlineSettings settings;
    private final ExactOnlineApi api;
    private final ExactOnlineBooks books;
    private final Set<InvoiceId> gone = ConcurrentHashMap.newKeySet();

    ExactOnlineAccountingGateway(ExactOnlineSettings settings, ExactOnlineApi api, ExactOnlineBooks books) {
        this.settings = settings;
        this.api = api;
        this.books = books;
    }

    List<BookedInvoice> find(Set<String> references) {
        var comparisons = references.stream()
                .map(reference -> ExactOnlineFilter.text("YourRef", reference))
                .toList();
        // The database may ignore case; we don't.
        return invoices(comparisons).stream()
                .filter(invoice -> references.contains(invoice.reference()))
                .toList();
    }

    /** One is read by its key, which never lags behind a write: so an unclear print is cleared up. Many are searched. */
    List<BookedInvoice> read(Set<InvoiceId> ids) {
        if (ids.size() == 1 && !gone.containsAll(ids)) {
            return one(ids.iterator().next()).stream().toList();
        }
        return rows(ids.stream()
                        .map(id -> ExactOnlineFilter.guid("InvoiceID", id.value()))
                        .toList())
                .map(ExactOnlineMapper::bookedEither)
                .toList();
    }

    private Optional<BookedInvoice> one(InvoiceId id) {
        try {
            return Optional.of(ExactOnlineMapper.bookedEither(api.invoice(ExactOnlineMapper.id(id.value()))));
        } catch (NotFoundException e) {
            remember(id);
            return Optional.empty();
        }
    }

    /** Asked again by its key, what is gone would be one client error after the other, so from now on it is searched. */
    private void remember(InvoiceId id) {
        if (gone.size() >= MOST_GONE) {
            gone.clear();
        }
        gone.add(id);
    }

    private List<BookedInvoice> invoices(Collection<String> comparisons) {
        return rows(comparisons)
                .map(ExactOnlineMapper::booked)
                .flatMap(Optional::stream)
                .toList();
    }

    private Stream<Invoice> rows(Collection<String> comparisons) {
        return ExactOnlineFilter.anyOf(comparisons).stream().flatMap(filter -> api.invoices(filter).stream());
    }

    /** There is no link to the original, so our own reference tells it apart. */
    List<BookedInvoice> findCredits(CreditNoteDraft draft) {
        var reference = draft.note().reference();
        return rows(List.of(ExactOnlineFilter.text("YourRef", reference)))
                .filter(Invoice::isCreditNote)
                .map(ExactOnlineMapper::bookedEither)
                .filter(note -> note.reference().equals(reference))
                .toList();
    }

    BookedInvoice credit(CreditNoteDraft draft) {
        return send(draft.note(), Invoice.CREDIT_NOTE);
    }

    BookedInvoice book(InvoiceDraft draft) {
        return send(draft, Invoice.SALES_INVOICE);
    }

    private BookedInvoice send(InvoiceDraft draft, int type) {
        var currency = draft.tax().gross().currency().getCurrencyCode();
        if (!books.hasCurrency(currency)) {
            throw new RejectedException(
                    "The administration doesn't invoice in " + currency + ": add the currency in Exact and to the"
                            + " settings of the connector, or sell in one that it has.",
                    "Currency",
                    null);
        }
        var lines = lines(draft);
        if (type == Invoice.CREDIT_NOTE && settings.positiveCreditNotes()) {
            lines = lines.stream().map(NewLine::turned).toList();
        }
        var sent = ExactOnlineMapper.invoice(draft, type, settings.journal(), settings.paymentCondition(), lines);
        var answer = api.createInvoice(sent);
        if (answer.invoiceId() == null) {
            throw OutcomeUnknownException.unclearAnswer(
                    "Exact Online's answer to booking " + draft.reference() + " has no invoice id", null, null);
        }
        return booked(draft, answer);
    }

    /** The answer names id and amounts; should it leave out the amounts, the invoice is read by its key. */
    private BookedInvoice booked(InvoiceDraft draft, Invoice answer) {
        var id = ExactOnlineMapper.id(String.valueOf(answer.invoiceId()));
        var total = ExactOnlineMapper.total(answer);
        var invoice = total == null ? api.invoice(id) : answer;
        total = total == null ? ExactOnlineMapper.total(invoice) : total;
        if (total == null) {
            throw OutcomeUnknownException.unclearAnswer(
                    "Exact Online doesn't say what invoice " + draft.reference() + " amounts to", null, null);
        }
        var ours = currencyOf(draft, answer, total);
        boolean credit = draft.tax().gross().signum() < 0;
        return new BookedInvoice(
                new InvoiceId(id),
                draft.reference(),
                draft.customer().id(),
                invoice.processed() ? BookedInvoice.State.FINAL : BookedInvoice.State.DRAFT,
                credit ? ExactOnlineMapper.negative(ours) : ours,
                ExactOnlineMapper.number(invoice.invoiceNumber()),
                ExactOnlineJson.day(invoice.invoiceDate()),
                ExactOnlineJson.day(invoice.dueDate()));
    }

    /** An answer without currency is in the one that we sent. */
    private static Money currencyOf(InvoiceDraft draft, Invoice answer, Money total) {
        return ExactOnlineJson.trimmed(answer.currency()).isEmpty()
                ? new Money(total.amount(), draft.tax().gross().currency()).rounded()
                : total;
    }

    private List<NewLine> lines(InvoiceDraft draft) {
        var codes = new ArrayList<String>();
        for (TaxedLine line : draft.tax().lines()) {
            codes.add(vatCode(line));
        }
        var items = items(draft);
        var lines = new ArrayList<NewLine>();
        for (int i = 0; i < codes.size(); i++) {
            var line = draft.tax().lines().get(i);
            lines.add(ExactOnlineLineMapper.line(
                    line, item(line, items, draft), codes.get(i), settings.costCenterFor(line.line())));
        }
        return lines;
    }

    /** The configured code, once it is sure that it means what the line needs. */
    private String vatCode(TaxedLine line) {
        var wrong = misfit(line, books.vatCodes());
        if (wrong.isPresent() && settings.vatCode(line.treatment()).isPresent() && books.vatCodesAgain()) {
            wrong = misfit(line, books.vatCodes());
        }
        if (wrong.isPresent()) {
            throw new RejectedException(wrong.get(), ExactOnlineVatCodes.key(line.treatment()), null);
        }
        return settings.vatCode(line.treatment()).orElseThrow();
    }

    private Optional<String> misfit(TaxedLine line, Map<String, VatCode> codes) {
        return ExactOnlineVatCodes.fault(
                settings.vatCode(line.treatment()).orElse(null), codes, line.treatment(), line.rate());
    }

    private Map<String, Item> items(InvoiceDraft draft) {
        var codes = new LinkedHashSet<String>();
        draft.tax().lines().stream()
                .map(line -> line.line().sku())
                .filter(sku -> sku != null && !sku.isBlank())
                .forEach(sku -> codes.add(sku.trim()));
        draft.tax().lines().forEach(line -> settings.itemFor(line.line()).ifPresent(codes::add));
        return books.items(codes);
    }

    /** The line's own item when the administration sells one of that code, else the configured one. */
    private Item item(TaxedLine line, Map<String, Item> items, InvoiceDraft draft) {
        var sku = line.line().sku();
        var own = sku == null ? null : items.get(sku.trim());
        if (own != null && sellable(own, draft)) {
            return own;
        }
        var configured = settings.itemFor(line.line());
        var fallback = configured.map(items::get);
        if (fallback.filter(found -> sellable(found, draft)).isPresent()) {
            return fallback.get();
        }
        var missing = configured
                .map(code -> "item " + code + ", which the settings name for them, is not sold in Exact")
                .orElse("exact.item doesn't name the item that such lines are booked on");
        throw new RejectedException(
                "Line '" + line.line().description() + "'" + (sku == null ? "" : " (code " + sku + ")")
                        + " has no item of its own in Exact, and " + missing + ".",
                "exact.item",
                null);
    }

    private static boolean sellable(Item item, InvoiceDraft draft) {
        var end = ExactOnlineJson.day(item.endDate());
        return !Boolean.FALSE.equals(item.salesItem()) && (end == null || end.isAfter(draft.invoiceDate()));
    }

    IssuedInvoice issue(IssueRequest request) {
        var draft = request.invoice();
        if (draft.state() == BookedInvoice.State.FINAL) {
            return alreadyFinal(draft);
        }
        try {
            var printed = api.print(new Print(draft.id().value(), request.invoiceDate(), true));
            return new IssuedInvoice(finalised(request), ExactOnlineMapper.sending(printed));
        } catch (RejectedException e) {
            if (ExactOnlineErrors.alreadyProcessed(e)) {
                return alreadyFinal(draft);
            }
            throw e;
        }
    }

    /** Final from now on; its number is read later, for many invoices at once. */
    private static BookedInvoice finalised(IssueRequest request) {
        var draft = request.invoice();
        return new BookedInvoice(
                draft.id(),
                draft.reference(),
                draft.customer(),
                BookedInvoice.State.FINAL,
                draft.total(),
                draft.number(),
                request.invoiceDate(),
                null);
    }

    private IssuedInvoice alreadyFinal(BookedInvoice known) {
        var invoice = ExactOnlineMapper.bookedEither(api.invoice(known.id().value()));
        if (invoice.state() != BookedInvoice.State.FINAL) {
            throw OutcomeUnknownException.unclearAnswer(
                    "Exact says that invoice " + known.reference() + " is processed, and shows it as a draft",
                    null,
                    null);
        }
        return new IssuedInvoice(
                invoice, new Sending.Unknown("it was final already, and Exact doesn't keep whether it was mailed"));
    }

    void deleteDraft(BookedInvoice draft) {
        if (draft.state() == BookedInvoice.State.FINAL) {
            throw isFinal(draft);
        }
        try {
            api.deleteInvoice(draft.id().value());
        } catch (AuthenticationException | NotFoundException | RejectedException e) {
            // Deleting what is gone answers 403, not 404, so only a look tells what it meant.
            var there = stillThere(draft.id());
            if (there.isPresent()) {
                throw refusedDeletion(there.get(), e);
            }
        }
    }

    /** Searched first: by its key, what is gone would be one more client error. But a search may show it for a while yet. */
    private Optional<BookedInvoice> stillThere(InvoiceId id) {
        var shown = rows(List.of(ExactOnlineFilter.guid("InvoiceID", id.value())));
        return shown.findAny().isEmpty() ? Optional.empty() : one(id);
    }

    private static InvoicingException refusedDeletion(BookedInvoice there, InvoicingException refusal) {
        return there.state() == BookedInvoice.State.FINAL ? isFinal(there) : refusal;
    }

    private static RejectedException isFinal(BookedInvoice invoice) {
        return new RejectedException(
                "Invoice " + invoice.reference() + " is final in Exact and can't be deleted: credit it there.",
                "Status",
                null);
    }
}
