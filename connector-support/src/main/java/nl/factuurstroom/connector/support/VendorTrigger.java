package nl.factuurstroom.connector.support;

import java.util.Objects;
import java.util.Optional;
import nl.factuurstroom.account.Connected;
import nl.factuurstroom.sale.SaleReader;
import nl.factuurstroom.trigger.CatchUp;
import nl.factuurstroom.trigger.Receipt;
import nl.factuurstroom.trigger.Trigger;
import nl.factuurstroom.trigger.WebhookRequest;
import nl.factuurstroom.trigger.WebhookSource;

/** A vendor as a source of sales: its webhooks, its reader and its catch-up under one name. Immutable. */
public final class VendorTrigger extends VendorPart implements Trigger {

    private final WebhookSource webhooks;
    private final SaleReader reader;
    private final CatchUp catchUp;

    private final boolean bringsPayments;

    private <V extends WebhookSource & Connected> VendorTrigger(
            V vendor, SaleReader reader, CatchUp catchUp, boolean bringsPayments) {
        super(vendor);
        this.webhooks = vendor;
        this.reader = Objects.requireNonNull(reader, "reader");
        this.catchUp = Objects.requireNonNull(catchUp, "catchUp");
        this.bringsPayments = bringsPayments;
    }

    /**
     * @param vendor the whole connector, whose name the trigger has
     * @param reader reads what it announces
     * @param catchUp asks for what no webhook told
     */
    public static <V extends WebhookSource & Connected> Trigger of(V vendor, SaleReader reader, CatchUp catchUp) {
        return new VendorTrigger(vendor, reader, catchUp, false);
    }

    /** The same for a vendor whose sales are paid when they are told. */
    public static <V extends WebhookSource & Connected> Trigger ofPaid(V vendor, SaleReader reader, CatchUp catchUp) {
        return new VendorTrigger(vendor, reader, catchUp, true);
    }

    @Override
    public String name() {
        return webhooks.name();
    }

    @Override
    public Receipt receive(WebhookRequest request) {
        return webhooks.receive(request);
    }

    @Override
    public SaleReader reader() {
        return reader;
    }

    @Override
    public boolean bringsPayments() {
        return bringsPayments;
    }

    @Override
    public Optional<CatchUp> catchUp() {
        return Optional.of(catchUp);
    }
}
