package nl.factuurstroom.connector.vies;

import java.time.Duration;
import nl.factuurstroom.tax.VatNumberValidator;
import nl.factuurstroom.testkit.VatNumberValidatorContract;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.testkit.simulator.ViesSimulator;
import org.junit.jupiter.api.AfterEach;

class ViesVatNumberValidatorContractTest extends VatNumberValidatorContract {

    private final ViesSimulator vies = new ViesSimulator(clock);

    @Override
    protected VatNumberValidator validator() {
        vies.register(REGISTERED.value(), "NV Voorbeeld", "Grote Markt 1\n2000 Antwerpen");
        vies.register(UNDISCLOSED.value(), "Muster GmbH", "Musterweg 1");
        return Vies.of(ViesSettings.builder().baseUrl(vies.restApi()).build(), time -> {});
    }

    @Override
    protected int asked() {
        return vies.calls("POST", "check-vat-number").size();
    }

    @Override
    protected void breakDown() {
        vies.everywhere("SERVICE_UNAVAILABLE");
    }

    @Override
    protected void limit() {
        vies.memberState("BE", "MS_MAX_CONCURRENT_REQ");
    }

    @Override
    protected void loseAnswers() {
        for (int i = 0; i < 20; i++) {
            vies.failNext(Fault.loseAnswer());
        }
    }

    @Override
    protected void refuseRequester() {
        vies.refuseRequester(OWN.value());
    }

    @Override
    protected void registerUnregistered() {
        vies.register(UNREGISTERED.value(), "NV Nieuw", "Nieuwstraat 1");
    }

    @Override
    protected void recover() {
        vies.recover();
    }

    @Override
    protected Duration validFor() {
        return ViesSettings.DEFAULT_CACHE_FOR;
    }

    @AfterEach
    void close() {
        vies.close();
    }
}
