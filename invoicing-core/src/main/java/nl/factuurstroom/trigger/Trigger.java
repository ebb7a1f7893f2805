package nl.factuurstroom.trigger;

import java.util.Optional;
import nl.factuurstroom.sale.RefundReader;
import nl.factuurstroom.sale.SaleReader;

/** Where sales come from. Brings its own {@link SaleReader}. Instances are thread-safe. */
public interface Trigger extends WebhookSource {

    /** Reads the sales that this trigger announces. */
    SaleReader reader();

    /** Whether its sales come with the money, so that books should register it. Defaults to false. */
    default boolean bringsPayments() {
        return false;
    }

    /** Reads the refunds that it tells of. Empty for sources that tell of none; then {@code refunds(creditNote())} is refused. */
    default Optional<RefundReader> refunds() {
        return Optional.empty();
    }

    /** Asks the source what a lost webhook would have told. Empty for sources that cannot be asked. */
    default Optional<CatchUp> catchUp() {
        return Optional.empty();
    }
}
