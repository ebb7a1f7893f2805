package nl.factuurstroom.connector.exact;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.InvoiceDraft;
import nl.factuurstroom.accounting.InvoiceId;
import nl.factuurstroom.accounting.IssuedInvoice.Sending;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Account;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Invoice;
import nl.factuurstroom.connector.exact.ExactOnlineJson.NewInvoice;
import nl.factuurstroom.connector.exact.ExactOnlineJson.NewLine;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Printed;
import nl.factuurstroom.customer.CustomerId;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.customer.NewCustomer;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.party.VatNumber;

/** Between our model and Exact's. Pure. */
final class ExactOnlineMapper {

    /** Longest description of an invoice that is sure to be taken. */
    static final int LONGEST_DESCRIPTION = 50;

    private static final String SEPARATOR = " - ";
    private static final int SHORTEST_TITLE = 8;
    private static final int LONGEST_PHONE = 17;
    private static final Set<String> LANGUAGES = Set.of("NL", "EN", "DE", "FR");

    private ExactOnlineMapper() {}

    /**
     * @param type of the invoice: 8020 or 8021
     * @param paymentCondition used where the customer has none of its own
     */
    static NewInvoice invoice(
            InvoiceDraft draft, int type, String journal, @Nullable String paymentCondition, List<NewLine> lines) {
        var customer = draft.customer();
        var own = customer.paymentTerm();
        var wanted = draft.paymentTerm() == null ? paymentCondition : draft.paymentTerm();
        return new NewInvoice(
                customer.id().value(),
                journal,
                type,
                draft.reference(),
                description(
                        draft.description().isBlank() ? draft.reference() : draft.description(), draft.purchaseOrder()),
                draft.invoiceDate(),
                draft.tax().gross().currency().getCurrencyCode(),
                own == null ? wanted : own,
                remarks(draft),
                gAccountAmount(draft),
                lines);
    }

    /** The title cut to size; a purchase order number stays whole, for the buyer looks for it. */
    static String description(String wanted, @Nullable String purchaseOrder) {
        var text = wanted.replaceAll("\\s+", " ").strip();
        if (text.length() <= LONGEST_DESCRIPTION) {
            return text;
        }
        if (purchaseOrder == null) {
            return ExactOnlineLineMapper.cut(text, LONGEST_DESCRIPTION);
        }
        var order = "Inkooporder " + purchaseOrder;
        var label = order.length() <= LONGEST_DESCRIPTION ? order : purchaseOrder;
        if (label.length() > LONGEST_DESCRIPTION) {
            throw new RejectedException(
                    "The purchase order number '" + purchaseOrder + "' is longer than the " + LONGEST_DESCRIPTION
                            + " characters of an invoice's description in Exact: shorten it in the source.",
                    "purchaseOrder",
                    null);
        }
        var title = text.replace(order, "").replace(purchaseOrder, "").replaceAll("^[\\s,;:()-]+|[\\s,;:()-]+$", "");
        int room = LONGEST_DESCRIPTION - label.length() - SEPARATOR.length();
        return room < SHORTEST_TITLE || title.isEmpty()
                ? label
                : label + SEPARATOR + ExactOnlineLineMapper.cut(title, room);
    }

    /** What the law wants printed, the day of supply when it isn't the day of issue, and money that came in before. */
    private static @Nullable String remarks(InvoiceDraft draft) {
        var remarks = new ArrayList<>(draft.tax().texts());
        if (!draft.supplyDate().equals(draft.invoiceDate())) {
            remarks.add("Datum levering: " + ExactOnlineLineMapper.day(draft.supplyDate()));
        }
        var paid = draft.paid();
        if (paid != null) {
            remarks.add("Reeds voldaan op " + ExactOnlineLineMapper.day(paid.on()) + ": "
                    + ExactOnlineLineMapper.money(paid.amount()));
        }
        return remarks.isEmpty() ? null : String.join("\r\n", remarks);
    }

    /** The part that the customer pays into the blocked account (G-rekening); null when none is agreed. */
    private static @Nullable BigDecimal gAccountAmount(InvoiceDraft draft) {
        var split = draft.tax().details().gAccount();
        return split == null ? null : split.blocked().amount();
    }

    /** An invoice as read; empty for a credit note. */
    static Optional<BookedInvoice> booked(Invoice invoice) {
        return invoice.isCreditNote() ? Optional.empty() : Optional.of(bookedEither(invoice));
    }

    /** An invoice or a credit note as read; what a credit note gives back is negative, whatever sign it is shown with. */
    static BookedInvoice bookedEither(Invoice invoice) {
        var id = invoice.invoiceId();
        var customer = invoice.orderedBy();
        var total = total(invoice);
        if (id == null || customer == null || total == null) {
            // Leaving it out would say that it isn't there.
            throw TransientException.of(
                    "Exact Online's answer about an invoice lacks its id, customer or amount", null);
        }
        return new BookedInvoice(
                new InvoiceId(id(id)),
                ExactOnlineJson.trimmed(invoice.yourRef()),
                new CustomerId(id(customer)),
                invoice.processed() ? BookedInvoice.State.FINAL : BookedInvoice.State.DRAFT,
                invoice.isCreditNote() ? negative(total) : total,
                number(invoice.invoiceNumber()),
                ExactOnlineJson.day(invoice.invoiceDate()),
                ExactOnlineJson.day(invoice.dueDate()));
    }

    static Money negative(Money total) {
        return total.signum() > 0 ? total.negated() : total;
    }

    static @Nullable String number(@Nullable Long number) {
        return number == null || number == 0 ? null : String.valueOf(number);
    }

    /** VAT included, in the invoice's currency. Numbers are doubles, so they are rounded before they are compared. */
    static @Nullable Money total(Invoice invoice) {
        var code = ExactOnlineJson.trimmed(invoice.currency());
        var currency = Currency.getInstance(code.isEmpty() ? "EUR" : code);
        var amount = invoice.amountFc() == null ? invoice.amountDc() : invoice.amountFc();
        return amount == null ? null : new Money(amount, currency).rounded();
    }

    /** What became of the mail: a 2xx may hold an error. */
    static Sending sending(Printed printed) {
        var error =
                printed.emailCreationError() == null ? printed.documentCreationError() : printed.emailCreationError();
        if (error != null && !error.isBlank()) {
            return new Sending.NotSent("Exact made the invoice final but did not mail it: " + error.strip());
        }
        return printed.emailCreationSuccess() == null
                        || printed.emailCreationSuccess().isBlank()
                ? new Sending.Unknown("Exact made the invoice final and said nothing about the mail")
                : new Sending.Sent();
    }

    static Account account(NewCustomer customer, String status) {
        var party = customer.party();
        var address = party.address();
        var phone = party.phone();
        var language = party.language() == null ? "" : party.language().toUpperCase(Locale.ROOT);
        return new Account(
                null,
                customer.key(),
                party.name(),
                status,
                party.kvkNumber() == null ? null : party.kvkNumber().value(),
                party.vatNumber() == null ? null : party.vatNumber().value(),
                party.email(),
                phone == null || phone.length() > LONGEST_PHONE ? null : phone,
                address.street(),
                address.postalCode(),
                address.city(),
                address.country() == null ? null : address.country().value(),
                LANGUAGES.contains(language) ? language : null,
                null,
                null,
                null);
    }

    /** An answer to a POST may be half empty: what it leaves out is as we sent it. */
    static Account completed(Account answer, Account sent) {
        return new Account(
                answer.id(),
                first(answer.code(), sent.code()),
                first(answer.name(), sent.name()),
                first(answer.status(), sent.status()),
                first(answer.chamberOfCommerce(), sent.chamberOfCommerce()),
                first(answer.vatNumber(), sent.vatNumber()),
                first(answer.email(), sent.email()),
                answer.phone(),
                answer.addressLine1(),
                first(answer.postcode(), sent.postcode()),
                answer.city(),
                first(answer.country(), sent.country()),
                answer.language(),
                answer.paymentConditionSales(),
                answer.blocked(),
                answer.endDate());
    }

    /** @param today on which an end date is judged */
    static KnownCustomer customer(Account account, LocalDate today) {
        var country = country(account.country());
        return new KnownCustomer(
                new CustomerId(id(Objects.requireNonNull(account.id(), "ID"))),
                blankToNull(account.code()),
                ExactOnlineJson.trimmed(account.name()),
                KvkNumber.parse(ExactOnlineJson.trimmed(account.chamberOfCommerce()))
                        .orElse(null),
                vatNumber(account.vatNumber(), country),
                blankToNull(account.email()),
                blankToNull(account.postcode()),
                country,
                blankToNull(account.paymentConditionSales()),
                state(account, today));
    }

    private static KnownCustomer.State state(Account account, LocalDate today) {
        if (Boolean.TRUE.equals(account.blocked())) {
            return KnownCustomer.State.BLOCKED;
        }
        var end = ExactOnlineJson.day(account.endDate());
        if (end != null && !end.isAfter(today)) {
            return KnownCustomer.State.ENDED;
        }
        return "C".equals(ExactOnlineJson.trimmed(account.status()))
                ? KnownCustomer.State.ACTIVE
                : KnownCustomer.State.PROSPECT;
    }

    /** People leave out the prefix: then the account's country gives it. */
    static @Nullable VatNumber vatNumber(@Nullable String text, @Nullable CountryCode country) {
        var typed = ExactOnlineJson.trimmed(text);
        if (typed.chars().noneMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        return VatNumber.parse(typed)
                .or(() -> country == null ? Optional.empty() : VatNumber.parse(country.value() + typed))
                .orElse(null);
    }

    private static @Nullable CountryCode country(@Nullable String code) {
        return CountryCode.fromText(ExactOnlineJson.trimmed(code)).orElse(null);
    }

    /** Guids are compared as text by the engine. */
    static String id(String guid) {
        return guid.trim().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.trim();
    }
}
