package nl.factuurstroom.testkit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.sale.PaymentReceived;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.testkit.fake.FakeBooks;
import nl.factuurstroom.testkit.fake.FakeCrm;
import nl.factuurstroom.testkit.fake.FakeSource;
import nl.factuurstroom.testkit.fake.FakeVendor;
import nl.factuurstroom.testkit.fake.FakeVies;
import nl.factuurstroom.testkit.fake.Weather;
import nl.factuurstroom.trigger.WebhookRequest;

/** What the pipelines of a {@link Simulation} live in: people who sell, edit, lose and pay, and what must hold meanwhile. */
final class SimulatedWorld {

    /** A webhook on its way; delivered until somebody says that it was stored. */
    record Delivery(FakeSource source, WebhookRequest webhook, SaleRef ref) {}

    private static final int MOST_SALES = 8;
    private static final int MOST_REFUNDS = 8;

    private final Random random;
    private final SettableClock time;
    private final FakeSource crm;
    private final FakeSource payments;
    private final FakeBooks books;
    private final FakeCrm updater;
    private final FakeVies vies;
    private final Map<SaleRef, Sale> sales = new LinkedHashMap<>();
    private final Map<SaleRef, Set<Money>> totals = new HashMap<>();
    private final Set<SaleRef> lost = new HashSet<>();
    private final Set<SaleRef> acknowledged = new HashSet<>();
    private final Map<SaleRef, SaleRef> linked = new HashMap<>();
    private final Map<Money, SaleRef> refunds = new LinkedHashMap<>();
    private final Set<SaleRef> undone = new HashSet<>();
    private final List<Delivery> mail = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final int badRow;
    private boolean wasRestored;
    private int callsWhenChecked = -1;

    SimulatedWorld(Random random, SettableClock time) {
        this.random = random;
        this.time = time;
        this.crm = new FakeSource("crm", time);
        this.payments = new FakeSource("pay", time);
        this.books = new FakeBooks(time);
        this.updater = new FakeCrm(time);
        this.vies = new FakeVies(time);
        this.badRow = random.nextInt(6) == 0 ? 1 + random.nextInt(MOST_SALES) : 0;
    }

    FakeSource crm() {
        return crm;
    }

    FakeSource payments() {
        return payments;
    }

    FakeBooks books() {
        return books;
    }

    FakeCrm updater() {
        return updater;
    }

    FakeVies vies() {
        return vies;
    }

    List<FakeVendor> vendors() {
        return List.of(crm, payments, books, updater, vies);
    }

    List<String> log() {
        return log;
    }

    void restored() {
        wasRestored = true;
    }

    /** Somebody wins, edits, loses, wins again or pays. */
    void somethingHappens() {
        var all = List.copyOf(sales.values());
        if (all.size() < MOST_SALES && (all.isEmpty() || random.nextInt(2) == 0)) {
            win();
            return;
        }
        var sale = all.get(random.nextInt(all.size()));
        switch (random.nextInt(9)) {
            case 0 -> edit(sale);
            case 1 -> lose(sale);
            case 2 -> winAgain(sale);
            case 3 -> pay(sale);
            case 4 -> linkLate(sale);
            case 5 -> refund(sale);
            case 6 -> refundFails();
            default -> announce(sale.ref());
        }
    }

    private void win() {
        int number = sales.size() + 1;
        var source = random.nextInt(4) == 0 ? payments : crm;
        var ref = source.ref("" + number);
        if (number == badRow) {
            source.refusesWhenAskedFor(ref);
            log.add(time.instant() + " refused " + ref);
        }
        var builder = Sale.builder(ref)
                .reference("HS-" + number)
                .title("Deal " + number)
                .buyer(company(random.nextInt(3)))
                .line(line(1 + random.nextInt(9)))
                .wonAt(time.instant())
                .version("1");
        if (source == payments) {
            paidByDeal(builder, ref);
        }
        put(source, builder.build());
        announce(ref);
    }

    /** The payment of a deal that the CRM knows too: one sale under two ids, and mostly of the deal's own amount. */
    private void paidByDeal(Sale.Builder payment, SaleRef ref) {
        var deals = sales.keySet().stream()
                .filter(known -> known.source().equals("crm") && !linked.containsValue(known))
                .toList();
        if (deals.isEmpty() || random.nextInt(2) == 0) {
            return;
        }
        var deal = deals.get(random.nextInt(deals.size()));
        linked.put(ref, deal);
        var lines = Objects.requireNonNull(sales.get(deal)).lines();
        var amount = random.nextInt(4) == 0 ? Money.eur("1") : gross(lines);
        payment.alias(deal)
                .lines(lines)
                .payment(new PaymentReceived(amount, LocalDate.of(2026, 11, 24), "ideal", "pi_" + ref.id()));
    }

    /** The link between two ids is seen late: after one of them, or both, went on. */
    private void linkLate(Sale sale) {
        if (sale.ref().source().equals("crm") || linked.containsKey(sale.ref())) {
            return;
        }
        var builder = sale.toBuilder().version(next(sale));
        paidByDeal(builder, sale.ref());
        if (linked.containsKey(sale.ref())) {
            put(payments, builder.build());
            announce(sale.ref());
        }
    }

    private static String next(Sale sale) {
        return "" + (Integer.parseInt(sale.version()) + 1);
    }

    private void edit(Sale sale) {
        if (lost.contains(sale.ref())) {
            return;
        }
        var next = sale.toBuilder()
                .lines(List.of(line(1 + random.nextInt(9))))
                .version(next(sale))
                .build();
        put(source(sale.ref()), next);
        announce(sale.ref());
    }

    private void lose(Sale sale) {
        if (sale.ref().source().equals("pay")) {
            return;
        }
        lost.add(sale.ref());
        crm.lost(sale.ref());
        log.add(time.instant() + " lost " + sale.ref());
        announce(sale.ref());
    }

    private void winAgain(Sale sale) {
        if (lost.remove(sale.ref())) {
            put(source(sale.ref()), sale);
            announce(sale.ref());
        }
    }

    private void pay(Sale sale) {
        if (books.finals().stream().anyMatch(invoice -> invoice.reference().equals(sale.reference()))) {
            books.pay(sale.reference(), Money.eur("1.00"));
        }
    }

    /** Of a hundred euros or so, or of all of it; no two refunds are of the same amount. */
    private void refund(Sale sale) {
        var id = "re_" + (refunds.size() + 1);
        var whole = totals.getOrDefault(sale.ref(), Set.of()).stream().findFirst();
        var amount = random.nextInt(3) == 0 && whole.isPresent() && !refunds.containsKey(whole.get())
                ? whole.get()
                : Money.eur(90 + random.nextInt(20) + "." + (10 + refunds.size()));
        if (refunds.size() >= MOST_REFUNDS || refunds.containsKey(amount)) {
            return;
        }
        refunds.put(amount, sale.ref());
        source(sale.ref()).refunded(sale.ref(), id, amount);
        log.add(time.instant() + " refunded " + amount + " of " + sale.ref());
        announceRefund(sale.ref(), id);
    }

    private void refundFails() {
        if (refunds.isEmpty() || random.nextInt(4) > 0) {
            return;
        }
        int number = 1 + random.nextInt(refunds.size());
        var ref = List.copyOf(refunds.values()).get(number - 1);
        undone.add(ref);
        source(ref).refundFails("re_" + number);
        log.add(time.instant() + " refund failed: re_" + number + " of " + ref);
        announceRefund(ref, "re_" + number);
    }

    private void announceRefund(SaleRef ref, String id) {
        var source = source(ref);
        for (int i = random.nextInt(4); i > 0; i--) {
            mail.add(random.nextInt(mail.size() + 1), new Delivery(source, source.refundWebhook(id), ref));
        }
    }

    private void put(FakeSource source, Sale sale) {
        sales.put(sale.ref(), sale);
        source.won(sale);
        var gross = gross(sale.lines());
        totals.computeIfAbsent(sale.ref(), ref -> new HashSet<>()).add(gross);
        log.add(time.instant() + " won " + sale.ref() + " version " + sale.version() + " " + gross);
    }

    private static Money gross(List<SaleLine> lines) {
        var net = lines.get(0).unitPrice();
        return new Money(net.amount().multiply(new BigDecimal("1.21")), net.currency()).rounded();
    }

    /** Up to three copies of a webhook, or none at all: then the poll must find it. */
    private void announce(SaleRef ref) {
        var source = source(ref);
        for (int i = random.nextInt(4); i > 0; i--) {
            mail.add(random.nextInt(mail.size() + 1), new Delivery(source, source.webhook(ref.id()), ref));
        }
    }

    /** The vendor tries to deliver one webhook; it tries again when it wasn't stored. */
    void deliver(Predicate<Delivery> receiver) {
        if (mail.isEmpty()) {
            return;
        }
        var delivery = mail.remove(random.nextInt(mail.size()));
        boolean stored;
        try {
            stored = receiver.test(delivery);
        } catch (Weather.Death | RuntimeException e) {
            stored = false;
        }
        if (stored) {
            acknowledged.add(delivery.ref());
        } else {
            mail.add(delivery);
        }
    }

    /** Nobody sells any more, and what is on its way arrives. */
    void calm(Predicate<Delivery> receiver) {
        while (!mail.isEmpty()) {
            deliver(receiver);
        }
    }

    /** What must hold at every moment. */
    void check() {
        if (books.callCount() == callsWhenChecked) {
            return;
        }
        callsWhenChecked = books.callCount();
        var finals =
                books.finals().stream().collect(Collectors.groupingBy(BookedInvoice::reference, Collectors.counting()));
        finals.forEach((reference, number) -> require(number <= 1, reference + " was invoiced " + number + " times"));
        var sent = books.sent().stream().collect(Collectors.groupingBy(r -> r, Collectors.counting()));
        sent.forEach((reference, number) -> require(number <= 1, reference + " was sent " + number + " times"));
        var credited =
                finalNotes().stream().collect(Collectors.groupingBy(BookedInvoice::total, Collectors.counting()));
        credited.forEach((amount, number) ->
                require(number <= 1 || wasRestored, amount.negated() + " was credited " + number + " times"));
        finalNotes().stream()
                .collect(Collectors.groupingBy(
                        note -> note.reference().replaceFirst("-C[0-9]+$", ""),
                        Collectors.reducing(Money.zeroEur(), BookedInvoice::total, Money::plus)))
                .forEach((reference, sum) -> require(
                        wasRestored || invoiced(reference).plus(sum).signum() >= 0,
                        reference + " was credited for " + sum));
        var customers = books.fakeCustomers().all().stream()
                .collect(Collectors.groupingBy(c -> String.valueOf(c.kvkNumber()), Collectors.counting()));
        customers.forEach(
                (kvk, number) -> require(number <= 1, "customer " + kvk + " was created " + number + " times"));
    }

    private List<BookedInvoice> finalNotes() {
        return books.creditNotes().stream()
                .filter(note -> note.state() == BookedInvoice.State.FINAL)
                .toList();
    }

    private Money invoiced(String reference) {
        return books.finals().stream()
                .filter(invoice -> invoice.reference().equals(reference))
                .map(BookedInvoice::total)
                .reduce(Money.zeroEur(), Money::plus);
    }

    /** A refund of an invoiced sale is credited, or shown. */
    private void checkRefund(Money amount, SaleRef ref, boolean invoiced, boolean shown, Object story) {
        boolean credited =
                finalNotes().stream().anyMatch(note -> note.total().negated().equals(amount));
        require(
                !invoiced || credited || shown || undone.contains(ref) || (wasRestored && lost.contains(ref)),
                "the refund of " + amount + " of " + ref + " was lost: " + story);
    }

    /** What must hold once everything came to rest. */
    void checkAtTheEnd(InvoicingPipeline pipeline) {
        check();
        var waiting = pipeline.attention().stream().map(item -> item.sale()).collect(Collectors.toSet());
        // A deal and its payments are one sale.
        var groups = sales.values().stream()
                .collect(Collectors.groupingBy(sale -> linked.getOrDefault(sale.ref(), sale.ref())));
        groups.forEach((deal, group) -> {
            var finals = invoices(group, BookedInvoice.State.FINAL);
            var drafts = invoices(group, BookedInvoice.State.DRAFT);
            boolean shown =
                    group.stream().anyMatch(sale -> waiting.contains(sale.ref().toString()));
            boolean must = group.stream().anyMatch(sale -> !lost.contains(sale.ref()));
            var story = new ArrayList<String>();
            group.forEach(sale -> story.add(sale.ref() + " " + pipeline.journal(sale.ref())));
            if (!shown && !wasRestored) {
                journalAgrees(finals, story);
            }
            require(!must || !finals.isEmpty() || shown, deal + " was lost: " + story);
            // A restored store can't know of the draft of a deal that is no longer won: nobody tells it of the deal.
            boolean unknowable = wasRestored && !must;
            require(
                    drafts.isEmpty() || shown || unknowable,
                    deal + " left " + drafts.size() + " drafts behind: " + story);
            require(
                    finals.size() <= 1 || shown || wasRestored,
                    deal + " was invoiced " + finals.size() + " times: " + story);
            refunds.forEach((amount, ref) -> {
                if (group.stream().anyMatch(sale -> sale.ref().equals(ref))) {
                    checkRefund(amount, ref, !finals.isEmpty(), shown, story);
                }
            });
            for (BookedInvoice invoice : finals) {
                require(
                        group.stream()
                                .anyMatch(sale -> totals.getOrDefault(sale.ref(), Set.of())
                                        .contains(invoice.total())),
                        deal + " was invoiced for " + invoice.total() + ", never agreed: " + story);
            }
        });
    }

    /** What the journal says was numbered is what the books have. */
    private void journalAgrees(List<BookedInvoice> finals, List<String> story) {
        var numbered = story.stream()
                .flatMap(journal ->
                        Stream.of(journal.split("NUMBERED  Invoice ")).skip(1))
                .map(rest -> rest.substring(0, rest.indexOf(',')))
                .toList();
        var numbers = finals.stream().map(BookedInvoice::number).toList();
        require(numbered.equals(numbers), "the journal knows " + numbered + ", the books " + numbers + ": " + story);
    }

    private List<BookedInvoice> invoices(List<Sale> group, BookedInvoice.State state) {
        var references = group.stream().map(Sale::reference).collect(Collectors.toSet());
        return books.invoices().stream()
                .filter(invoice -> references.contains(invoice.reference()) && invoice.state() == state)
                .toList();
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(time.instant() + " " + otherwise);
        }
    }

    private FakeSource source(SaleRef ref) {
        return ref.source().equals("crm") ? crm : payments;
    }

    private SaleLine line(int hundreds) {
        return SaleLine.builder("Advies")
                .unitPrice(Money.eur(hundreds + "00.00"))
                .kind(SupplyKind.SERVICE)
                .rateClass(RateClass.STANDARD)
                .build();
    }

    private static Party company(int number) {
        return Party.builder(Party.Kind.COMPANY, "Bedrijf " + number + " B.V.")
                .address(Address.of(
                        "Dorpsstraat " + (number + 1), "1234 A" + (char) ('A' + number), "Utrecht", CountryCode.NL))
                .kvkNumber(KvkNumber.of("6875011" + number))
                .email("facturen@bedrijf" + number + ".example")
                .sourceId("company:" + number)
                .build();
    }
}
