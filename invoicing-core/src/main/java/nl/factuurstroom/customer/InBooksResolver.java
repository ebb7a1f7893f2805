package nl.factuurstroom.customer;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import nl.factuurstroom.party.Party;

/** One question to the books, then the ranks in order. */
final class InBooksResolver implements CustomerResolver {

    private record Rank(String name, boolean weak, Predicate<KnownCustomer> matches) {}

    @Override
    public Resolution resolve(Party buyer, Customers books) {
        if (buyer.name().isBlank()) {
            return new Resolution.Hold("The buyer has no name: fill it in at the source.");
        }
        var candidates = books.find(query(buyer));
        for (Rank rank : ranks(buyer)) {
            var hits = candidates.stream().filter(rank.matches()).toList();
            var fitting = rank.weak()
                    ? hits.stream().filter(c -> contradiction(buyer, c) == null).toList()
                    : hits;
            if (fitting.size() == 1) {
                return known(buyer, fitting.get(0), rank);
            }
            if (fitting.size() > 1) {
                return new Resolution.Ambiguous(
                        fitting,
                        "The books have " + fitting.size() + " customers with the same " + rank.name() + " ("
                                + names(fitting) + "): merge them, or fill the KvK number of the right one.");
            }
        }
        return new Resolution.Create(buyer);
    }

    private static Resolution known(Party buyer, KnownCustomer customer, Rank rank) {
        var contradiction = contradiction(buyer, customer);
        return contradiction == null
                ? new Resolution.Known(customer, rank.name())
                : new Resolution.Ambiguous(List.of(customer), contradiction);
    }

    private static CustomerQuery query(Party buyer) {
        boolean byName = buyer.address().postalCode() != null;
        return new CustomerQuery(
                Set.of(),
                buyer.kvkNumber(),
                buyer.vatNumber(),
                buyer.email(),
                byName ? buyer.name() : null,
                byName ? buyer.address().postalCode() : null);
    }

    private static List<Rank> ranks(Party buyer) {
        return List.of(
                new Rank(
                        "KvK number",
                        false,
                        c -> buyer.kvkNumber() != null && buyer.kvkNumber().equals(c.kvkNumber())),
                new Rank(
                        "VAT id",
                        false,
                        c -> buyer.vatNumber() != null && buyer.vatNumber().equals(c.vatNumber())),
                new Rank("e-mail address", true, c -> same(buyer.email(), c.email())),
                new Rank(
                        "name and postal code",
                        true,
                        c -> same(buyer.name(), c.name())
                                && same(buyer.address().postalCode(), c.postalCode())));
    }

    /** Filled on both sides and different: another customer, or a typing error that a person must mend. */
    private static @Nullable String contradiction(Party buyer, KnownCustomer customer) {
        if (buyer.kvkNumber() != null
                && customer.kvkNumber() != null
                && !buyer.kvkNumber().equals(customer.kvkNumber())) {
            return "Customer '" + customer.name() + "' has KvK number " + customer.kvkNumber()
                    + " in the books but the source says " + buyer.kvkNumber() + ": correct the wrong one.";
        }
        if (buyer.vatNumber() != null
                && customer.vatNumber() != null
                && !buyer.vatNumber().equals(customer.vatNumber())) {
            return "Customer '" + customer.name() + "' has VAT id " + customer.vatNumber()
                    + " in the books but the source says " + buyer.vatNumber() + ": correct the wrong one.";
        }
        return null;
    }

    private static boolean same(@Nullable String a, @Nullable String b) {
        return a != null && b != null && fold(a).equals(fold(b)) && !fold(a).isEmpty();
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[\\s\\u00A0]+", "");
    }

    private static String names(List<KnownCustomer> customers) {
        return customers.stream()
                .map(c ->
                        c.code() == null ? c.name() : c.name() + " [" + c.code().trim() + "]")
                .collect(Collectors.joining(", "));
    }
}
