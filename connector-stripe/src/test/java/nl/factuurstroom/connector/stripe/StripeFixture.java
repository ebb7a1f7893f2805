package nl.factuurstroom.connector.stripe;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.CallMeter;
import nl.factuurstroom.account.TokenStore;
import nl.factuurstroom.sale.Reading;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleReader;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.testkit.SettableClock;
import nl.factuurstroom.testkit.simulator.Call;
import nl.factuurstroom.testkit.simulator.StripeSimulator;
import nl.factuurstroom.trigger.Receipt;

/** A simulated Stripe and a connector for it, on one clock. */
final class StripeFixture implements AutoCloseable {

    static final URI URL = URI.create("https://facturen.example/webhooks/stripe");

    private final SettableClock clock = SettableClock.at("2026-11-24T09:00:00Z");
    private final SettableClock ours = SettableClock.at("2026-11-24T09:00:00Z");
    private final StripeSimulator vendor = new StripeSimulator(clock);
    private final Stripe stripe;

    StripeFixture() {
        this(settings -> settings);
    }

    StripeFixture(UnaryOperator<StripeSettings.Builder> more) {
        var settings = StripeSettings.builder()
                .apiKey(vendor.apiKey())
                .webhookSecrets(vendor.webhookSecret())
                .baseUri(vendor.baseUri());
        stripe = Stripe.of(more.apply(settings).build());
        stripe.connect(new AccountContext(ours, TokenStore.inMemory(), CallMeter.none()));
    }

    StripeSimulator vendor() {
        return vendor;
    }

    Stripe stripe() {
        return stripe;
    }

    SaleReader reader() {
        return stripe.paymentSucceeded().reader();
    }

    /** The vendor's clock. */
    SettableClock clock() {
        return clock;
    }

    /** The connector's clock. */
    SettableClock ourClock() {
        return ours;
    }

    SaleRef ref(String id) {
        return new SaleRef("stripe", stripe.account().id(), id);
    }

    Reading read(String id) {
        var ref = ref(id);
        return java.util.Objects.requireNonNull(reader().read(Set.of(ref)).get(ref));
    }

    Sale found(String id) {
        var reading = read(id);
        if (reading instanceof Reading.Found found) {
            return found.sale();
        }
        throw new AssertionError("not found but " + reading);
    }

    String unusable(String id) {
        var reading = read(id);
        if (reading instanceof Reading.Unusable unusable) {
            return unusable.what();
        }
        throw new AssertionError("not unusable but " + reading);
    }

    /** What the connector makes of the webhooks that are due, in Stripe's order. */
    List<Receipt> receiveAll() {
        return vendor.takeWebhooks(URL).stream().map(stripe::receive).toList();
    }

    List<String> paths() {
        return vendor.calls().stream().map(Call::path).toList();
    }

    @Override
    public void close() {
        vendor.close();
    }
}
