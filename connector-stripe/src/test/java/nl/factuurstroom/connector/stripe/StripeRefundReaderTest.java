package nl.factuurstroom.connector.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.Refund;
import nl.factuurstroom.sale.RefundReader;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.testkit.simulator.StripeOrder.Tax;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StripeRefundReaderTest {

    private final StripeFixture stripe = new StripeFixture();
    private final RefundReader reader =
            stripe.stripe().paymentSucceeded().refunds().orElseThrow();
    private String refund = "";

    @BeforeEach
    void refund() {
        var sold = stripe.vendor()
                .checkout()
                .line("Onderhoud", 1, 10000, Tax.NL_21)
                .pay();
        refund = stripe.vendor().refund(sold, 2100);
    }

    @AfterEach
    void close() {
        stripe.close();
    }

    @Test
    void tellsAmountDayAndState() {
        assertThat(reader.refund(stripe.ref("pi_1"), refund))
                .contains(new Refund(refund, Money.eur("21.00"), LocalDate.of(2026, 11, 24), Refund.State.SENT));
    }

    @Test
    void tellsThatTheMoneyDidNotGoBack() {
        stripe.vendor().failRefund(refund);

        assertThat(reader.refund(stripe.ref("pi_1"), refund))
                .hasValueSatisfying(read -> assertThat(read.state()).isEqualTo(Refund.State.UNDONE));
    }

    @Test
    void knowsNothingOfARefundOfNobody() {
        assertThat(reader.refund(stripe.ref("pi_1"), "re_nobody")).isEmpty();
    }

    @Test
    void isRefused() {
        stripe.vendor().failNext(Fault.status(401, "{}"));

        assertThatThrownBy(() -> reader.refund(stripe.ref("pi_1"), refund)).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void isLimited() {
        stripe.vendor().failNext(Fault.status(429, "{}"));

        assertThatThrownBy(() -> reader.refund(stripe.ref("pi_1"), refund)).isInstanceOf(TransientException.class);
    }

    @Test
    void losesTheAnswerAndAsksAgain() {
        stripe.vendor().failNext(Fault.loseAnswer());

        assertThat(reader.refund(stripe.ref("pi_1"), refund)).isPresent();
    }
}
