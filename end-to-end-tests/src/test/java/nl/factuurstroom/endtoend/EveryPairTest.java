package nl.factuurstroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nl.factuurstroom.AttentionItem;
import nl.factuurstroom.testkit.SettableClock;
import nl.factuurstroom.testkit.simulator.Call;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.testkit.simulator.VendorSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same sales through every source into every bookkeeping package, undisturbed and disturbed. */
@ParameterizedClass(name = "{0} to {1}")
@MethodSource("pairs")
class EveryPairTest {

    private static final int LOST = 3;
    private static final int RESTARTS = 40;

    @Parameter(0)
    Function<SettableClock, Source> sourceKind;

    @Parameter(1)
    Function<SettableClock, Books> booksKind;

    private Pair pair;

    static Stream<Arguments> pairs() {
        return sources().flatMap(source -> books().map(books -> Arguments.of(source, books)));
    }

    private static Stream<Named<Function<SettableClock, Source>>> sources() {
        return Stream.of(
                Named.of("HubSpot", HubSpotSource::new),
                Named.of("Pipedrive", PipedriveSource::new),
                Named.of("Stripe", StripeSource::new));
    }

    private static Stream<Named<Function<SettableClock, Books>>> books() {
        return Stream.of(Named.of("Exact", ExactBooks::new), Named.of("Moneybird", MoneybirdBooks::new));
    }

    @BeforeEach
    void start() {
        pair = new Pair(sourceKind, booksKind);
        pair.pass(Duration.ofMinutes(1));
    }

    @AfterEach
    void close() {
        pair.close();
    }

    @Test
    void theSameSalesBecomeTheSameInvoices() {
        pair.deliver(pair.win(Deal.ALL));
        pair.pass(Pair.UNDISTURBED);

        everySaleHasItsInvoice();
        customersAreWhatTheyAre();
        onlyTheHeldSaleWaits();
    }

    @Test
    void theSourceIsToldNumberAndPayment() {
        pair.deliver(pair.win(List.of(Deal.ADVICE)));
        pair.pass(Pair.UNDISTURBED);
        assertThat(pair.invoicesOf(Deal.ADVICE))
                .as(() -> "waiting: " + pair.pipeline().attention())
                .hasSize(1);
        var invoice = pair.invoicesOf(Deal.ADVICE).get(0);
        var told = pair.source.shown(Deal.ADVICE);
        told.ifPresent(shown -> assertThat(shown).isEqualTo(new Source.Shown(invoice.number(), false)));

        if (invoice.open().signum() != 0) {
            pair.books.pay(invoice);
        }
        pair.pass(Duration.ofMinutes(20));

        pair.source
                .shown(Deal.ADVICE)
                .ifPresent(shown -> assertThat(shown).isEqualTo(new Source.Shown(invoice.number(), true)));
        assertThat(pair.pipeline().insights().outstanding())
                .allSatisfy((currency, money) -> assertThat(money.signum()).isZero());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void duplicatesInAnyOrderChangeNothing(long seed) {
        var webhooks = new ArrayList<>(pair.win(Deal.ALL));
        webhooks.addAll(List.copyOf(webhooks));
        Collections.shuffle(webhooks, new Random(seed));

        webhooks.forEach(webhook -> {
            pair.deliver(List.of(webhook));
            pair.pass(Duration.ofSeconds(1));
        });
        pair.pass(Pair.UNDISTURBED);
        pair.deliver(webhooks);
        pair.pass(Pair.AFTER_TROUBLE);

        everySaleHasItsInvoice();
        customersAreWhatTheyAre();
        onlyTheHeldSaleWaits();
    }

    @ParameterizedTest
    @EnumSource
    void aLostAnswerIsAskedForAndNothingIsDoneTwice(Books.Write write) {
        var webhooks = pair.win(Deal.ALL);
        for (int i = 0; i < LOST; i++) {
            pair.books.simulator().failNext(call -> pair.books.is(write, call), Fault.loseAnswer());
        }

        pair.deliver(webhooks);
        pair.pass(Pair.AFTER_TROUBLE);

        everySaleHasItsInvoice();
        customersAreWhatTheyAre();
        onlyTheHeldSaleWaits(write, LOST);
    }

    @Test
    void theFirstAnswerToEachKindOfWriteIsLostAndStillAllIsDoneOnce() {
        var webhooks = pair.win(Deal.ALL);
        loseFirstAnswers(pair.books.simulator());
        loseFirstAnswers(pair.source.simulator());

        pair.deliver(webhooks);
        pair.pass(Pair.AFTER_TROUBLE);

        everySaleHasItsInvoice();
        customersAreWhatTheyAre();
        onlyTheHeldSaleWaits(Books.Write.SENDING, 1);
        for (Deal deal : Deal.INVOICED) {
            var number = pair.invoicesOf(deal).get(0).number();
            pair.source
                    .shown(deal)
                    .ifPresent(shown -> assertThat(shown.invoiceNumber()).isEqualTo(number));
        }
    }

    private static void loseFirstAnswers(VendorSimulator simulator) {
        var seen = new HashSet<String>();
        Predicate<Call> first = call -> !call.method().equals("GET")
                && seen.add(call.method() + " " + call.path().replaceAll("[0-9]{3,}", "*"));
        Stream.generate(Fault::loseAnswer).limit(20).forEach(fault -> simulator.failNext(first, fault));
    }

    @ParameterizedTest
    @EnumSource
    void restartsAllTheWayLoseNothing(Books.Write write) {
        var webhooks = pair.win(Deal.ALL);
        pair.books.simulator().failNext(call -> pair.books.is(write, call), Fault.loseAnswer());
        pair.deliver(webhooks);

        for (int restarts = 0; restarts < RESTARTS; restarts++) {
            for (int step = 0; step <= restarts % 4; step++) {
                if (!pair.store.runOne()) {
                    pair.pass(Duration.ofSeconds(10));
                }
            }
            pair.restart();
        }
        pair.pass(Pair.AFTER_TROUBLE);

        everySaleHasItsInvoice();
        customersAreWhatTheyAre();
        onlyTheHeldSaleWaits(write, 1);
    }

    @Test
    void whatNoWebhookToldIsFoundByAsking() {
        pair.pass(Duration.ofMinutes(11));
        pair.win(Deal.ALL);

        pair.pass(Pair.AFTER_TROUBLE);

        everySaleHasItsInvoice();
    }

    private void everySaleHasItsInvoice() {
        for (Deal deal : Deal.INVOICED) {
            assertThat(pair.invoicesOf(deal))
                    .as(() -> deal + ", waiting: " + pair.pipeline().attention())
                    .singleElement()
                    .satisfies(invoice -> {
                        assertThat(invoice.isFinal()).as("final").isTrue();
                        assertThat(invoice.net()).as("net").isEqualTo(deal.net());
                        assertThat(invoice.total()).as("total").isEqualTo(deal.total());
                        assertThat(invoice.treatments()).as("VAT").isEqualTo(deal.treatments());
                        assertThat(invoice.mailedTo())
                                .as("mails")
                                .containsExactly(deal.buyer().email());
                        assertThat(invoice.open())
                                .as("open")
                                .isEqualTo(isPaid() ? "0.00" : deal.total().toPlainString());
                    });
        }
        assertThat(pair.books.invoices()).as("no other invoice or draft").hasSameSizeAs(Deal.INVOICED);
    }

    private boolean isPaid() {
        return pair.source.isPaid() && pair.books.registersPayments();
    }

    private void customersAreWhatTheyAre() {
        var expected = Deal.INVOICED.stream()
                .map(Deal::buyer)
                .distinct()
                .map(buyer -> new Books.Customer(
                        buyer.name(),
                        orEmpty(buyer.kvkNumber()),
                        orEmpty(buyer.vatId()),
                        buyer.email(),
                        buyer.address().country()))
                .toList();
        assertThat(pair.books.customers()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private void onlyTheHeldSaleWaits() {
        assertThat(waiting()).containsExactly("VAT_ID_MISSING");
    }

    /** Books that don't keep what they sent can't be asked after a lost answer: a person looks. */
    private void onlyTheHeldSaleWaits(Books.Write lost, int times) {
        var expected = new ArrayList<>(List.of("VAT_ID_MISSING"));
        if (lost == Books.Write.SENDING && !pair.books.knowsWhatWasSent()) {
            expected.addAll(Collections.nCopies(times, "SENDING_UNKNOWN"));
        }
        assertThat(waiting()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private List<String> waiting() {
        return pair.pipeline().attention().stream().map(AttentionItem::code).toList();
    }
}
