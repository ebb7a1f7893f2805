package nl.factuurstroom.connector.stripe;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import nl.factuurstroom.sale.SaleReader;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.testkit.contract.SaleReaderContract;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.testkit.simulator.StripeOrder.Sold;
import nl.factuurstroom.testkit.simulator.StripeOrder.Tax;
import org.junit.jupiter.api.AfterEach;

class StripeSaleReaderContractTest extends SaleReaderContract {

    private final StripeFixture stripe = new StripeFixture(settings -> settings.partlyRefunded(true));
    private final Map<SaleRef, Sold> sold = new HashMap<>();

    @AfterEach
    void close() {
        stripe.close();
    }

    @Override
    protected SaleReader reader() {
        return stripe.reader();
    }

    @Override
    protected SaleRef wonSale(String quantity, String unitPrice) {
        long cents = new BigDecimal(unitPrice).movePointRight(2).longValueExact();
        return remember(stripe.vendor()
                .checkout()
                .line("Onderhoud", Long.parseLong(quantity), cents, Tax.NL_21)
                .pay());
    }

    @Override
    protected SaleRef unknownSale() {
        return stripe.ref("pi_3SxUnknown");
    }

    @Override
    protected SaleRef openSale() {
        return remember(stripe.vendor()
                .checkout()
                .line("Onderhoud", 1, 1000, Tax.NL_21)
                .delayed("sepa_debit")
                .pay());
    }

    @Override
    protected SaleRef unusableSale() {
        return remember(stripe.vendor().payment(50000).pay());
    }

    /** What was paid was paid: money that goes back is no change of the sale but a refund of its own. */
    @Override
    protected boolean salesCanChange() {
        return false;
    }

    @Override
    protected void lose(SaleRef ref) {
        var payment = Objects.requireNonNull(sold.get(ref));
        stripe.vendor().refund(payment, 3025);
    }

    @Override
    protected void refuseCredentials() {
        stripe.vendor().revokeKey();
    }

    @Override
    protected void limitCalls() {
        stripe.vendor().limit("endpoint-rate");
    }

    @Override
    protected void loseNextAnswer() {
        stripe.vendor().failNext(Fault.loseAnswer());
    }

    @Override
    protected int writesSeen() {
        return (int) stripe.vendor().calls().stream()
                .filter(call -> !call.method().equals("GET"))
                .count();
    }

    @Override
    protected int callsMade() {
        return stripe.vendor().calls().size();
    }

    /** Stripe reads one payment at a time. */
    @Override
    protected boolean readsMany() {
        return false;
    }

    private SaleRef remember(Sold payment) {
        var ref = stripe.ref(Objects.requireNonNull(payment.paymentIntentId()));
        sold.put(ref, payment);
        return ref;
    }
}
