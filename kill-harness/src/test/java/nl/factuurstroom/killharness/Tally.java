package nl.factuurstroom.killharness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nl.factuurstroom.testkit.simulator.ExactAccount;
import nl.factuurstroom.testkit.simulator.ExactInvoice;

/**
 * What the books and the CRM show at the end, against what was sold.
 *
 * @param lost references without a final invoice
 * @param invoicedTwice references with more than one
 * @param sentTwice references of which the customer got more than one mail
 * @param notSent final, and never mailed
 * @param drafts references of drafts that were left behind
 * @param wrong final for another amount than was agreed
 * @param customersDoubled names of customers that exist more than once
 * @param untold references of which the CRM doesn't show the number
 */
record Tally(
        List<String> lost,
        List<String> invoicedTwice,
        List<String> sentTwice,
        List<String> notSent,
        List<String> drafts,
        List<String> wrong,
        List<String> customersDoubled,
        List<String> untold) {

    private static final int FINAL = 50;

    static Tally of(Town town, Collection<Deal> deals) {
        var all = town.exact.invoices();
        var finals = all.stream().filter(invoice -> invoice.status() == FINAL).toList();
        var byReference = finals.stream().collect(Collectors.groupingBy(ExactInvoice::reference));
        var lost = new ArrayList<String>();
        var wrong = new ArrayList<String>();
        var untold = new ArrayList<String>();
        for (Deal deal : deals) {
            var own = byReference.getOrDefault(deal.reference(), List.of());
            if (own.isEmpty()) {
                lost.add(deal.reference());
            }
            if (own.stream().anyMatch(invoice -> invoice.total().compareTo(deal.gross()) != 0)) {
                wrong.add(deal.reference());
            }
            if (own.stream().noneMatch(invoice -> knows(town, deal, invoice))) {
                untold.add(deal.reference());
            }
        }
        return new Tally(
                lost,
                byReference.entrySet().stream()
                        .filter(entry -> entry.getValue().size() > 1)
                        .map(Map.Entry::getKey)
                        .toList(),
                references(all, invoice -> invoice.mailedTo().size() > 1),
                references(finals, invoice -> invoice.mailedTo().isEmpty()),
                references(all, invoice -> invoice.status() != FINAL),
                wrong,
                town.exact.accounts().stream()
                        .collect(Collectors.groupingBy(ExactAccount::name, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .filter(entry -> entry.getValue() > 1)
                        .map(Map.Entry::getKey)
                        .toList(),
                untold);
    }

    private static boolean knows(Town town, Deal deal, ExactInvoice invoice) {
        return Objects.equals(
                String.valueOf(invoice.number()), town.hubSpot.deal(deal.id()).get("invoice_number"));
    }

    private static List<String> references(List<ExactInvoice> invoices, Predicate<ExactInvoice> which) {
        return invoices.stream().filter(which).map(ExactInvoice::reference).toList();
    }

    /** Whether everything that was sold is final and told. */
    boolean isComplete() {
        return lost.isEmpty() && untold.isEmpty();
    }

    /** In numbers, for a log. */
    String summary() {
        return "lost " + lost.size() + ", invoiced twice " + invoicedTwice.size() + ", sent twice " + sentTwice.size()
                + ", not sent " + notSent.size() + ", drafts left " + drafts.size() + ", wrong amount " + wrong.size()
                + ", customers doubled " + customersDoubled.size() + ", CRM not told " + untold.size();
    }

    /** Nothing lost, nothing doubled. */
    static Tally perfect() {
        List<String> none = List.of();
        return new Tally(none, none, none, none, none, none, none, none);
    }
}
