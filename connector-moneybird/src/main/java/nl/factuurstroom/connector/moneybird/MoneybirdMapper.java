package nl.factuurstroom.connector.moneybird;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.InvoiceId;
import nl.factuurstroom.accounting.IssuedInvoice;
import nl.factuurstroom.accounting.IssuedInvoice.Sending;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Contact;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Invoice;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.NewContact;
import nl.factuurstroom.customer.CustomerId;
import nl.factuurstroom.customer.CustomerQuery;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.customer.NewCustomer;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.party.VatNumber;

/** Between our words and Moneybird's. Pure. */
final class MoneybirdMapper {

    private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");

    private MoneybirdMapper() {}

    static KnownCustomer customer(Contact contact) {
        return customer(contact, null);
    }

    /**
     * @param email taken as the customer's address when it is one of several, so that who asked for it recognises it
     */
    static KnownCustomer customer(Contact contact, @Nullable String email) {
        var emails = emails(contact);
        return new KnownCustomer(
                new CustomerId(required(contact.id(), "contact")),
                filled(contact.customerId()),
                name(contact),
                Optional.ofNullable(contact.chamberOfCommerce())
                        .flatMap(KvkNumber::parse)
                        .orElse(null),
                Optional.ofNullable(contact.taxNumber())
                        .flatMap(VatNumber::parse)
                        .orElse(null),
                emails.stream().filter(e -> same(e, email)).findFirst().orElse(emails.isEmpty() ? null : emails.get(0)),
                filled(contact.zipcode()),
                country(contact.country()),
                filled(contact.invoiceWorkflowId()),
                contact.archived() ? KnownCustomer.State.ENDED : KnownCustomer.State.ACTIVE);
    }

    /** Addresses that invoices go to; Moneybird keeps several in one field, parted by commas. */
    static List<String> emails(Contact contact) {
        var text = filled(contact.sendInvoicesToEmail());
        if (text == null) {
            text = filled(contact.email());
        }
        return text == null
                ? List.of()
                : Arrays.stream(text.split("[,;]"))
                        .map(String::trim)
                        .filter(e -> !e.isEmpty())
                        .toList();
    }

    /** What only one customer can have, strongest first. */
    static List<String> strongFacts(CustomerQuery query) {
        var facts = new ArrayList<String>();
        if (query.kvkNumber() != null) {
            facts.add(query.kvkNumber().value());
        }
        if (query.vatNumber() != null) {
            facts.add(query.vatNumber().value());
        }
        return facts;
    }

    /** What several customers may share. */
    static List<String> weakFacts(CustomerQuery query) {
        var facts = new ArrayList<String>();
        if (filled(query.email()) != null) {
            facts.add(String.valueOf(query.email()));
        }
        if (filled(query.name()) != null && filled(query.postalCode()) != null) {
            facts.add(String.valueOf(query.name()));
        }
        return facts;
    }

    /** Whether any fact of the query fits, apart from ids. */
    static boolean matches(Contact contact, CustomerQuery query) {
        var customer = customer(contact);
        return (query.kvkNumber() != null && query.kvkNumber().equals(customer.kvkNumber()))
                || (query.vatNumber() != null && query.vatNumber().equals(customer.vatNumber()))
                || emails(contact).stream().anyMatch(e -> same(e, query.email()))
                || (same(customer.name(), query.name()) && same(customer.postalCode(), query.postalCode()));
    }

    static NewContact contact(NewCustomer customer) {
        var party = customer.party();
        var address = party.address();
        boolean company = party.isCompany();
        int space = party.name().trim().lastIndexOf(' ');
        return new NewContact(
                company ? party.name() : null,
                company ? null : party.name().trim().substring(0, Math.max(space, 0)),
                company ? null : party.name().trim().substring(space + 1),
                address.street(),
                address.postalCode(),
                address.city(),
                address.country() == null ? null : address.country().value(),
                party.phone(),
                "Email",
                customerId(customer),
                party.vatNumber() == null ? null : party.vatNumber().value(),
                party.kvkNumber() == null ? null : party.kvkNumber().value(),
                party.email(),
                party.contactName());
    }

    /**
     * Our key as customer number: digits, for Moneybird looks nothing else up, and far above the numbers that it gives by
     * itself.
     */
    static String customerId(NewCustomer customer) {
        return "9" + "0".repeat(14 - customer.key().length()) + customer.key();
    }

    static BookedInvoice invoice(Invoice invoice) {
        return new BookedInvoice(
                new InvoiceId(required(invoice.id(), "invoice")),
                invoice.reference() == null ? "" : invoice.reference(),
                new CustomerId(required(invoice.contactId(), "invoice's contact")),
                isFinal(invoice) ? BookedInvoice.State.FINAL : BookedInvoice.State.DRAFT,
                money(invoice, invoice.totalPriceInclTax()),
                filled(invoice.invoiceId()),
                invoice.invoiceDate(),
                invoice.dueDate());
    }

    /** Draft and scheduled have no number yet; all else has. */
    static boolean isFinal(Invoice invoice) {
        return !isScheduled(invoice) && !"draft".equals(invoice.state());
    }

    static boolean isScheduled(Invoice invoice) {
        return "scheduled".equals(invoice.state());
    }

    /** What became of sending, by the audit trail and the day of sending. */
    static IssuedInvoice issued(Invoice invoice) {
        boolean sent = filled(invoice.sentAt()) != null
                || MoneybirdJson.list(invoice.events()).stream()
                        .anyMatch(e -> e.action() != null && e.action().startsWith("sales_invoice_send_"));
        return new IssuedInvoice(
                invoice(invoice),
                sent
                        ? new Sending.Sent()
                        : new Sending.Unknown("Moneybird shows no sending of invoice " + invoice.invoiceId()
                                + ": look at its history there, and send it if needed."));
    }

    static Money money(Invoice invoice, @Nullable BigDecimal amount) {
        var currency = Currency.getInstance(required(invoice.currency(), "invoice's currency"));
        return Money.of(amount == null ? BigDecimal.ZERO : amount, currency);
    }

    /** When something was made; long ago when that isn't told. */
    static Instant moment(@Nullable String text) {
        try {
            return text == null ? LONG_AGO : OffsetDateTime.parse(text.trim()).toInstant();
        } catch (DateTimeException e) {
            return LONG_AGO;
        }
    }

    /** Equal when case and blanks don't count; never when one is missing. */
    static boolean same(@Nullable String a, @Nullable String b) {
        return filled(a) != null && filled(b) != null && fold(a).equals(fold(b));
    }

    static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.trim();
    }

    private static String fold(@Nullable String text) {
        return String.valueOf(text).toLowerCase(Locale.ROOT).replaceAll("[\\s\\u00A0]+", "");
    }

    private static String name(Contact contact) {
        var company = filled(contact.companyName());
        if (company != null) {
            return company;
        }
        var first = filled(contact.firstname());
        var last = filled(contact.lastname());
        return first == null ? String.valueOf(last == null ? "" : last) : last == null ? first : first + " " + last;
    }

    private static @Nullable CountryCode country(@Nullable String code) {
        return filled(code) == null
                ? null
                : CountryCode.fromText(String.valueOf(code)).orElse(null);
    }

    private static String required(@Nullable String value, String what) {
        if (value == null || value.isBlank()) {
            throw OutcomeUnknownException.unclearAnswer("Moneybird's answer lacks the " + what, null, null);
        }
        return value;
    }
}
