package nl.factuurstroom.connector.pipedrive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.connector.support.VendorPart;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.followup.CrmUpdate;
import nl.factuurstroom.followup.CrmUpdater;
import nl.factuurstroom.sale.SaleRef;

/** Writes to custom fields of deals, one call each: Pipedrive has no bulk update. A note is only added when asked for. */
final class PipedriveCrmUpdater extends VendorPart implements CrmUpdater {

    private final PipedriveApi api;
    private final PipedriveFields fields;
    private final PipedriveSetup setup;
    private final PipedriveNotes notes;
    private final PipedriveCompany company;

    PipedriveCrmUpdater(
            Pipedrive pipedrive,
            PipedriveApi api,
            PipedriveFields fields,
            PipedriveSetup setup,
            PipedriveNotes notes,
            PipedriveCompany company) {
        super(pipedrive);
        this.api = api;
        this.fields = fields;
        this.setup = setup;
        this.notes = notes;
        this.company = company;
    }

    @Override
    public Map<SaleRef, Outcome> update(List<CrmUpdate> updates) {
        var outcomes = new LinkedHashMap<SaleRef, Outcome>();
        var newest = newest(updates, outcomes);
        if (newest.isEmpty()) {
            return outcomes;
        }
        var known = setup.find();
        newest.values().forEach(update -> outcomes.put(update.ref(), outcome(update, known)));
        return outcomes;
    }

    /** One update per deal, the newest; sales of somebody else are refused at once. */
    private Map<SaleRef, CrmUpdate> newest(List<CrmUpdate> updates, Map<SaleRef, Outcome> outcomes) {
        var newest = new LinkedHashMap<SaleRef, CrmUpdate>();
        for (CrmUpdate update : updates) {
            var ref = update.ref();
            boolean ours = ref.source().equals(Pipedrive.NAME)
                    && ref.id().matches("[0-9]{1,18}")
                    && company.known().map(ref.account()::equals).orElse(true);
            if (ours) {
                newest.merge(ref, update, (one, other) -> one.sequence() > other.sequence() ? one : other);
            } else {
                outcomes.put(ref, new Outcome.Refused("Sale " + ref + " isn't a deal of this Pipedrive company"));
            }
        }
        return newest;
    }

    private Outcome outcome(CrmUpdate update, PipedriveSetup.Known known) {
        try {
            var values = known.values(update);
            if (!values.fields().isEmpty()) {
                api.updateDeal(Long.parseLong(update.ref().id()), values.fields());
            }
            notes.addTo(update);
            return values.problem().isEmpty()
                    ? new Outcome.Done()
                    : new Outcome.Refused("Deal " + update.ref().id() + " in Pipedrive: " + values.problem());
        } catch (NotFoundException e) {
            return new Outcome.Refused("Pipedrive knows no deal " + update.ref().id()
                    + ": it was deleted or merged, or the token's user may not see it");
        } catch (RejectedException e) {
            fields.forget("deal"); // a field may have been changed or removed since its list was read
            return new Outcome.Refused("Deal " + update.ref().id() + " can't be updated: " + e.getMessage());
        } catch (OutcomeUnknownException e) {
            return new Outcome.TryLater("" + e.getMessage());
        } catch (TransientException e) {
            if (e.accountWide() || e.retryAfter().isPresent()) {
                throw e;
            }
            return new Outcome.TryLater("" + e.getMessage());
        }
    }
}
