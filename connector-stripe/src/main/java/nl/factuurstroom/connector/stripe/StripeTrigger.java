package nl.factuurstroom.connector.stripe;

import java.util.Optional;
import nl.factuurstroom.sale.SaleReader;
import nl.factuurstroom.trigger.CatchUp;
import nl.factuurstroom.trigger.Receipt;
import nl.factuurstroom.trigger.Trigger;
import nl.factuurstroom.trigger.WebhookRequest;

/** A payment succeeded: told by webhooks, or found by the catch-up. */
final class StripeTrigger implements Trigger {

    private final StripeEvents events;
    private final SaleReader reader;
    private final CatchUp catchUp;

    StripeTrigger(StripeEvents events, SaleReader reader, CatchUp catchUp) {
        this.events = events;
        this.reader = reader;
        this.catchUp = catchUp;
    }

    @Override
    public String name() {
        return Stripe.NAME;
    }

    @Override
    public Receipt receive(WebhookRequest request) {
        return events.receive(request);
    }

    @Override
    public SaleReader reader() {
        return reader;
    }

    @Override
    public Optional<CatchUp> catchUp() {
        return Optional.of(catchUp);
    }
}
