package nl.factuurstroom.endtoend;

import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.followup.CrmUpdater;
import nl.factuurstroom.testkit.simulator.VendorSimulator;
import nl.factuurstroom.trigger.Trigger;
import nl.factuurstroom.trigger.WebhookRequest;

/** A vendor where sales come from, as a simulator over real HTTP, and our connector to it. */
interface Source {

    /** Wires a connector anew, as a restarted program does. */
    Connector connect();

    /** Closes the sale at the vendor. */
    void win(Deal deal);

    /** The webhooks that the vendor sends of what happened since the last time. */
    List<WebhookRequest> webhooks();

    VendorSimulator simulator();

    /** What the source shows of the deal's invoice; empty when it has no place for it. */
    Optional<Shown> shown(Deal deal);

    /** Whether sales arrive with the money. */
    default boolean isPaid() {
        return false;
    }

    /** @param updater null when nothing is written back */
    record Connector(Trigger trigger, @Nullable CrmUpdater updater) {}

    /** @param isPaid whether it says that the invoice was paid in full */
    record Shown(String invoiceNumber, boolean isPaid) {}
}
