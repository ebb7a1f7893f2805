package nl.factuurstroom.connector.exact;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Account;
import nl.factuurstroom.connector.exact.ExactOnlineJson.AccountStatus;
import nl.factuurstroom.customer.CustomerId;
import nl.factuurstroom.customer.CustomerQuery;
import nl.factuurstroom.customer.Customers;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.customer.NewCustomer;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.party.VatNumber;

/**
 * Accounts of Exact as customers. Values there are typed by people, so a search asks for the usual spellings in one call
 * and compares normalised here.
 */
final class ExactOnlineCustomers implements Customers {

    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    /** Width of a code: it is kept with leading blanks, and a filter must have them too. */
    private static final int CODE_WIDTH = 18;

    private final ExactOnlineSettings settings;
    private final ExactOnlineApi api;
    private final Clock clock;

    ExactOnlineCustomers(ExactOnlineSettings settings, ExactOnlineApi api, Clock clock) {
        this.settings = settings;
        this.api = api;
        this.clock = clock;
    }

    @Override
    public List<KnownCustomer> find(CustomerQuery query) {
        Map<CustomerId, KnownCustomer> found = new LinkedHashMap<>();
        for (String filter : ExactOnlineFilter.anyOf(comparisons(query))) {
            for (Account account : api.accounts(filter)) {
                var customer = ExactOnlineMapper.customer(account, today());
                if (matches(customer, query)) {
                    found.putIfAbsent(customer.id(), customer);
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static List<String> comparisons(CustomerQuery query) {
        var comparisons = new ArrayList<String>();
        query.ids().forEach(id -> comparisons.add(ExactOnlineFilter.guid("ID", id.value())));
        if (query.kvkNumber() != null) {
            spellings(query.kvkNumber())
                    .forEach(text -> comparisons.add(ExactOnlineFilter.text("ChamberOfCommerce", text)));
        }
        if (query.vatNumber() != null) {
            spellings(query.vatNumber()).forEach(text -> comparisons.add(ExactOnlineFilter.text("VATNumber", text)));
        }
        if (query.email() != null) {
            new LinkedHashSet<>(List.of(query.email(), query.email().toLowerCase(Locale.ROOT)))
                    .forEach(text -> comparisons.add(ExactOnlineFilter.text("Email", text)));
        }
        if (query.name() != null && query.postalCode() != null) {
            comparisons.add(ExactOnlineFilter.text("Name", query.name()));
        }
        return comparisons;
    }

    static Set<String> spellings(KvkNumber number) {
        var digits = number.value();
        var spellings = new LinkedHashSet<String>();
        spellings.add(digits);
        spellings.add(digits.substring(0, 4) + " " + digits.substring(4));
        spellings.add(digits.substring(0, 2) + "." + digits.substring(2, 5) + "." + digits.substring(5));
        spellings.add(digits.substring(0, 2) + " " + digits.substring(2, 5) + " " + digits.substring(5));
        return spellings;
    }

    static Set<String> spellings(VatNumber vat) {
        var number = vat.number();
        var spellings = new LinkedHashSet<String>();
        spellings.add(vat.prefix() + number);
        spellings.add(vat.prefix() + " " + number);
        spellings.add(number);
        if (vat.isDutch() && number.matches("[0-9]{9}B[0-9]{2}")) {
            var digits = number.substring(0, 9);
            var tail = number.substring(10);
            var dotted = digits.substring(0, 4) + "." + digits.substring(4, 6) + "." + digits.substring(6);
            for (String middle : List.of(
                    digits + ".B" + tail,
                    digits + ".B." + tail,
                    dotted + ".B" + tail,
                    dotted + ".B." + tail,
                    digits + " B" + tail)) {
                spellings.add("NL" + middle);
                spellings.add("NL " + middle);
            }
        }
        if (vat.prefix().equals("BE") && number.length() == 10) {
            var dotted = number.substring(0, 4) + "." + number.substring(4, 7) + "." + number.substring(7);
            spellings.add("BE" + dotted);
            spellings.add("BE " + dotted);
        }
        if (vat.prefix().equals("EL")) {
            spellings.add("GR" + number);
        }
        return spellings;
    }

    private static boolean matches(KnownCustomer customer, CustomerQuery query) {
        return query.ids().contains(customer.id())
                || (query.kvkNumber() != null && query.kvkNumber().equals(customer.kvkNumber()))
                || (query.vatNumber() != null && query.vatNumber().equals(customer.vatNumber()))
                || same(query.email(), customer.email())
                || (same(query.name(), customer.name()) && same(query.postalCode(), customer.postalCode()));
    }

    @Override
    public KnownCustomer create(NewCustomer customer) {
        var sent = ExactOnlineMapper.account(customer, settings.customerStatus());
        try {
            var answer = api.createAccount(sent);
            if (answer.id() == null) {
                throw OutcomeUnknownException.unclearAnswer(
                        "Exact Online's answer to creating a customer has no id", null, null);
            }
            return ExactOnlineMapper.customer(ExactOnlineMapper.completed(answer, sent), today());
        } catch (RejectedException e) {
            if (ExactOnlineErrors.duplicate(e)) {
                return findCreated(customer).orElseThrow(() -> taken(customer));
            }
            throw e;
        }
    }

    private static RejectedException taken(NewCustomer customer) {
        return new RejectedException(
                "Code " + customer.key() + " belongs to another account in Exact: change that account's code, or make"
                        + " the customer there by hand.",
                "Code",
                null);
    }

    /** The code is the only field that Exact keeps unique, and ours to choose. One of another name is another customer. */
    @Override
    public Optional<KnownCustomer> findCreated(NewCustomer customer) {
        var padded = " ".repeat(CODE_WIDTH - customer.key().length()) + customer.key();
        return api.accounts(ExactOnlineFilter.text("Code", padded)).stream()
                .filter(account -> ExactOnlineJson.trimmed(account.code()).equals(customer.key()))
                .map(account -> ExactOnlineMapper.customer(account, today()))
                .filter(found -> isThe(customer, found))
                .findFirst();
    }

    private static boolean isThe(NewCustomer customer, KnownCustomer found) {
        var party = customer.party();
        return same(party.name(), found.name())
                || (party.kvkNumber() != null && party.kvkNumber().equals(found.kvkNumber()))
                || (party.vatNumber() != null && party.vatNumber().equals(found.vatNumber()));
    }

    @Override
    public KnownCustomer activate(KnownCustomer prospect) {
        api.changeAccount(prospect.id().value(), new AccountStatus("C"));
        return new KnownCustomer(
                prospect.id(),
                prospect.code(),
                prospect.name(),
                prospect.kvkNumber(),
                prospect.vatNumber(),
                prospect.email(),
                prospect.postalCode(),
                prospect.country(),
                prospect.paymentTerm(),
                KnownCustomer.State.ACTIVE);
    }

    private LocalDate today() {
        return clock.instant().atZone(AMSTERDAM).toLocalDate();
    }

    /** Blanks and case don't count. */
    private static boolean same(@Nullable String a, @Nullable String b) {
        return a != null && b != null && !fold(a).isEmpty() && fold(a).equals(fold(b));
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[\\s\\u00A0]+", "");
    }
}
