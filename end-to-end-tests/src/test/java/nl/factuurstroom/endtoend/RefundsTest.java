package nl.factuurstroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import nl.factuurstroom.AttentionItem;
import nl.factuurstroom.RefundPolicy;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.testkit.SettableClock;
import nl.factuurstroom.testkit.simulator.Call;
import nl.factuurstroom.testkit.simulator.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Refunds at Stripe become credit notes in every bookkeeping package, once each. */
@ParameterizedClass(name = "Stripe to {0}")
@MethodSource("books")
class RefundsTest {

    @Parameter(0)
    Function<SettableClock, Books> booksKind;

    private Pair pair;
    private StripeSource stripe;

    static Stream<Arguments> books() {
        return Stream.of(
                Arguments.of(Named.<Function<SettableClock, Books>>of("Exact", ExactBooks::new)),
                Arguments.of(Named.<Function<SettableClock, Books>>of("Moneybird", MoneybirdBooks::new)));
    }

    @BeforeEach
    void sell() {
        pair = new Pair(StripeSource::new, booksKind, RefundPolicy.creditNote());
        stripe = (StripeSource) pair.source;
        pair.pass(Duration.ofMinutes(1));
        pair.deliver(pair.win(List.of(Deal.ADVICE)));
        pair.pass(Pair.AFTER_TROUBLE);
    }

    @AfterEach
    void close() {
        pair.close();
    }

    @Test
    void aWholeRefundIsCreditedOnceThoughItsWebhookComesTwice() {
        refund(cents(Deal.ADVICE.total()));

        pair.pass(Pair.AFTER_TROUBLE);

        credited(Deal.ADVICE.total().negate());
        assertThat(pair.pipeline().insights().revenue().get("EUR")).isEqualTo(Money.zeroEur());
    }

    @Test
    void aPartAndTheRestTogetherAreTheInvoice() {
        refund(1210);
        pair.pass(Pair.AFTER_TROUBLE);
        refund(cents(Deal.ADVICE.total()) - 1210);

        pair.pass(Pair.AFTER_TROUBLE);

        credited(new BigDecimal("-12.10"), Deal.ADVICE.total().negate().add(new BigDecimal("12.10")));
        assertThat(pair.pipeline().insights().invoiced().get("EUR")).isEqualTo(Money.zeroEur());
    }

    @Test
    void aPartOfTwoRatesIsSpreadOverBoth() {
        pair.deliver(pair.win(List.of(Deal.MIXED)));
        pair.pass(Pair.UNDISTURBED);

        refund(Deal.MIXED, 10000);
        pair.pass(Pair.AFTER_TROUBLE);

        credited(new BigDecimal("-100.00"));
        assertThat(notes()).singleElement().satisfies(note -> {
            assertThat(note.treatments()).isEqualTo(Deal.MIXED.treatments());
            assertThat(note.net()).isEqualTo(new BigDecimal("-84.57"));
        });
    }

    @Test
    void theFirstAnswerToEachKindOfWriteIsLostAndStillAllIsDoneOnce() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 20; i++) {
            pair.books.simulator().failNext(call -> isFirst(call, seen), Fault.loseAnswer());
        }
        refund(2420);

        pair.pass(Pair.AFTER_TROUBLE);

        credited(new BigDecimal("-24.20"));
    }

    private static boolean isFirst(Call call, HashSet<String> seen) {
        return !call.method().equals("GET")
                && seen.add(call.method() + " " + call.path().replaceAll("[0-9]{3,}", "*"));
    }

    @Test
    void restartsAllTheWayMakeOneCreditNote() {
        refund(2420);
        for (int restarts = 0; restarts < 20; restarts++) {
            for (int step = 0; step <= restarts % 3; step++) {
                if (!pair.store.runOne()) {
                    pair.pass(Duration.ofSeconds(10));
                }
            }
            pair.restart();
        }

        pair.pass(Pair.AFTER_TROUBLE);

        credited(new BigDecimal("-24.20"));
    }

    @Test
    void aRefundThatNoWebhookToldIsFoundByAsking() {
        stripe.refund(Deal.ADVICE, 2420);

        pair.pass(Pair.AFTER_TROUBLE);

        credited(new BigDecimal("-24.20"));
    }

    /** Twice each, the copies last. */
    private void refund(long cents) {
        refund(Deal.ADVICE, cents);
    }

    private void refund(Deal deal, long cents) {
        stripe.refund(deal, cents);
        var webhooks = new ArrayList<>(stripe.webhooks());
        webhooks.addAll(List.copyOf(webhooks));
        pair.deliver(webhooks);
    }

    private void credited(BigDecimal... totals) {
        var notes = notes();
        assertThat(notes)
                .as(() -> "waiting: " + pair.pipeline().attention())
                .extracting(Books.Invoice::total)
                .containsExactlyInAnyOrder(totals);
        assertThat(notes).allSatisfy(note -> {
            assertThat(note.isFinal()).isTrue();
            assertThat(note.mailedTo()).hasSize(1);
            if (pair.books.registersPayments()) {
                assertThat(note.open()).isEqualByComparingTo("0");
            }
        });
        assertThat(pair.pipeline().attention()).extracting(AttentionItem::code).isSubsetOf("SENDING_UNKNOWN");
    }

    private List<Books.Invoice> notes() {
        return pair.books.invoices().stream()
                .filter(invoice -> invoice.total().signum() < 0)
                .toList();
    }

    private static long cents(BigDecimal amount) {
        return amount.movePointRight(2).longValueExact();
    }
}
