package nl.factuurstroom.followup;

import java.util.List;
import java.util.Map;
import nl.factuurstroom.sale.SaleRef;

/**
 * Tells the CRM how a sale stands. Rules: U1: repeatable, the same update twice changes nothing more (notes included); U2:
 * many sales in one call; U3: one refused sale doesn't spoil its neighbours; U4: trouble of the account is thrown.
 */
public interface CrmUpdater {

    /** At most so many updates come at once. Defaults to 100. */
    default int batchSize() {
        return 100;
    }

    /** Every ref asked is a key of the answer. */
    Map<SaleRef, Outcome> update(List<CrmUpdate> updates);

    /** What became of one update. */
    sealed interface Outcome {

        record Done() implements Outcome {}

        /** Worth trying again later. */
        record TryLater(String why) implements Outcome {}

        /** Refused: says what to mend where. */
        record Refused(String why) implements Outcome {}
    }
}
