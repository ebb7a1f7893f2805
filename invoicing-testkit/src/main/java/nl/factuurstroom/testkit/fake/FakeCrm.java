package nl.factuurstroom.testkit.fake;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.followup.CrmUpdate;
import nl.factuurstroom.followup.CrmUpdater;
import nl.factuurstroom.sale.SaleRef;

/** Remembers what the CRM was told. */
public final class FakeCrm extends FakeVendor implements CrmUpdater {

    private final Map<SaleRef, CrmUpdate> told = new LinkedHashMap<>();
    private final Map<SaleRef, Outcome> refusals = new LinkedHashMap<>();

    public FakeCrm(Clock clock) {
        super("fakecrm", clock);
    }

    /** What the CRM shows for a sale, or null. */
    @javax.annotation.Nullable
    public synchronized CrmUpdate shows(SaleRef ref) {
        return told.get(ref);
    }

    /** The CRM refuses updates of this sale from now on. */
    public synchronized void refuses(SaleRef ref, String why) {
        refusals.put(ref, new Outcome.Refused(why));
    }

    @Override
    public Map<SaleRef, Outcome> update(List<CrmUpdate> updates) {
        return call("update", () -> {
            var outcomes = new LinkedHashMap<SaleRef, Outcome>();
            for (CrmUpdate update : updates) {
                var refusal = refusals.get(update.ref());
                if (refusal == null) {
                    told.put(update.ref(), update);
                    outcomes.put(update.ref(), new Outcome.Done());
                } else {
                    outcomes.put(update.ref(), refusal);
                }
            }
            return outcomes;
        });
    }
}
