package nl.factuurstroom.connector.support;

import java.util.Objects;
import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.account.Connected;
import nl.factuurstroom.sale.RefundReader;
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
    private final @Nullable RefundReader refunds;

    private <V extends WebhookSource & Connected> VendorTrigger(
            V vendor, SaleReader reader, CatchUp catchUp, boolean bringsPayments, @Nullable RefundReader refunds) {
        super(vendor);
        this.webhooks = vendor;
        this.reader = Objects.requireNonNull(reader, "reader");
        this.catchUp = Objects.requireNonNull(catchUp, "catchUp");
        this.bringsPayments = bringsPayments;
        this.refunds = refunds;
    }

    /**
     * @param vendor the whole connector, whose name the trigger has
     * @param reader reads what it announces
     * @param catchUp asks for what no webhook told
     */
    public static <V extends WebhookSource & Connected> Trigger of(V vendor, SaleReader reader, CatchUp catchUp) {
        return new VendorTrigger(vendor, reader, catchUp, false, null);
    }

    /** The same for a vendor whose sales are paid when they are told, and refunded at times. */
    public static <V extends WebhookSource & Connected> Trigger ofPaid(
            V vendor, SaleReader reader, CatchUp catchUp, RefundReader refunds) {
        return new VendorTrigger(vendor, reader, catchUp, true, Objects.requireNonNull(refunds, "refunds"));
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
    public Optional<RefundReader> refunds() {
        return Optional.ofNullable(refunds);
    }

    @Override
    public Optional<CatchUp> catchUp() {
        return Optional.of(catchUp);
    }
}
