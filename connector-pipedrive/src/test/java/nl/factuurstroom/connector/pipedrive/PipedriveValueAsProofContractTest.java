package nl.factuurstroom.connector.pipedrive;

import nl.factuurstroom.connector.pipedrive.PipedriveSettings.Discounts;

/** The reader's rules again, with values as proof: then a deal without discounts costs no call of its own. */
class PipedriveValueAsProofContractTest extends PipedriveSaleReaderContractTest {

    @Override
    Discounts discounts() {
        return Discounts.WHEN_VALUE_DIFFERS;
    }
}
