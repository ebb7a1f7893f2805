package nl.factuurstroom.connector.hubspot;

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

/** Deals that were won. */
final class HubSpotTrigger implements Trigger, Connected {

    private final HubSpot hubSpot;
    private final SaleReader reader;
    private final CatchUp catchUp;

    HubSpotTrigger(HubSpot hubSpot, SaleReader reader, CatchUp catchUp) {
        this.hubSpot = hubSpot;
        this.reader = reader;
        this.catchUp = catchUp;
    }

    @Override
    public String name() {
        return hubSpot.name();
    }

    @Override
    public Receipt receive(WebhookRequest request) {
        return hubSpot.receive(request);
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
        return hubSpot.account();
    }

    @Override
    public void connect(AccountContext context) {
        hubSpot.connect(context);
    }

    @Override
    public List<Finding> check() {
        return hubSpot.check();
    }

    @Override
    public List<CallBudget> budgets() {
        return hubSpot.budgets();
    }

    @Override
    public int maxConcurrentCalls() {
        return hubSpot.maxConcurrentCalls();
    }

    @Override
    public String toString() {
        return "HubSpotTrigger[" + account() + "]";
    }
}
