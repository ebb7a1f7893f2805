package nl.factuurstroom.connector.stripe;

import java.util.List;
import java.util.Optional;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.AccountId;
import nl.factuurstroom.account.CallBudget;
import nl.factuurstroom.account.Connected;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.sale.SaleReader;
import nl.factuurstroom.trigger.CatchUp;
import nl.factuurstroom.trigger.Receipt;
import nl.factuurstroom.trigger.Trigger;
import nl.factuurstroom.trigger.WebhookRequest;

/** Payments that succeeded. */
final class StripeTrigger implements Trigger, Connected {

    private final Stripe stripe;
    private final SaleReader reader;
    private final CatchUp catchUp;

    StripeTrigger(Stripe stripe, SaleReader reader, CatchUp catchUp) {
        this.stripe = stripe;
        this.reader = reader;
        this.catchUp = catchUp;
    }

    @Override
    public String name() {
        return stripe.name();
    }

    @Override
    public Receipt receive(WebhookRequest request) {
        return stripe.receive(request);
    }

    @Override
    public SaleReader reader() {
        return reader;
    }

    @Override
    public Optional<CatchUp> catchUp() {
        return Optional.of(catchUp);
    }

    @Override
    public AccountId account() {
        return stripe.account();
    }

    @Override
    public void connect(AccountContext context) {
        stripe.connect(context);
    }

    @Override
    public List<Finding> check() {
        return stripe.check();
    }

    @Override
    public List<CallBudget> budgets() {
        return stripe.budgets();
    }

    @Override
    public int maxConcurrentCalls() {
        return stripe.maxConcurrentCalls();
    }

    @Override
    public String toString() {
        return "StripeTrigger[" + account() + "]";
    }
}
