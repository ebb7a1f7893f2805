package nl.factuurstroom.connector.pipedrive;

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

/** A deal was won: told by a webhook, or found by the poll. */
final class PipedriveTrigger implements Trigger, Connected {

    private final Pipedrive pipedrive;
    private final SaleReader reader;
    private final CatchUp catchUp;

    PipedriveTrigger(Pipedrive pipedrive, SaleReader reader, CatchUp catchUp) {
        this.pipedrive = pipedrive;
        this.reader = reader;
        this.catchUp = catchUp;
    }

    @Override
    public String name() {
        return pipedrive.name();
    }

    @Override
    public Receipt receive(WebhookRequest request) {
        return pipedrive.receive(request);
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
        return pipedrive.account();
    }

    @Override
    public void connect(AccountContext context) {
        pipedrive.connect(context);
    }

    @Override
    public List<Finding> check() {
        return pipedrive.check();
    }

    @Override
    public List<CallBudget> budgets() {
        return pipedrive.budgets();
    }

    @Override
    public int maxConcurrentCalls() {
        return pipedrive.maxConcurrentCalls();
    }

    @Override
    public String toString() {
        return "PipedriveTrigger[" + account() + "]";
    }
}
