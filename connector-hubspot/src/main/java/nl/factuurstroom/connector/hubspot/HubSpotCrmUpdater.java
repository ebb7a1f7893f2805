package nl.factuurstroom.connector.hubspot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.hubspot.HubSpotJson.ErrorJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.ObjectJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.UpdateInputJson;
import nl.factuurstroom.connector.support.VendorPart;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.followup.CrmUpdate;
import nl.factuurstroom.followup.CrmUpdater;
import nl.factuurstroom.sale.SaleRef;

/**
 * Writes number, status, amount paid and paid date to the deals: one call for a hundred, a single one by itself. A batch that
 * HubSpot refuses as a whole is halved until the bad deal stands alone.
 */
final class HubSpotCrmUpdater extends VendorPart implements CrmUpdater {

    /** Where HubSpot repeats our id of an input. */
    static final String TRACE = "objectWriteTraceId";

    private static final int MAX_BATCH = 100;

    private final HubSpotApi api;
    private final HubSpotPortal portal;
    private final HubSpotSetup setup;
    private final @Nullable HubSpotNotes notes;

    HubSpotCrmUpdater(
            HubSpot hubSpot, HubSpotApi api, HubSpotPortal portal, HubSpotSetup setup, @Nullable HubSpotNotes notes) {
        super(hubSpot);
        this.api = api;
        this.portal = portal;
        this.setup = setup;
        this.notes = notes;
    }

    @Override
    public int batchSize() {
        return MAX_BATCH;
    }

    @Override
    public Map<SaleRef, Outcome> update(List<CrmUpdate> updates) {
        var outcomes = new LinkedHashMap<SaleRef, Outcome>();
        var newest = newest(updates, outcomes);
        var all = List.copyOf(newest.values());
        for (int from = 0; from < all.size(); from += MAX_BATCH) {
            var chunk = all.subList(from, Math.min(from + MAX_BATCH, all.size()));
            var refused = writeProperties(chunk);
            writeNotes(chunk, refused);
            chunk.forEach(update ->
                    outcomes.put(update.ref(), refused.getOrDefault(update.ref().id(), new Outcome.Done())));
        }
        return outcomes;
    }

    /** One update per deal, the newest; sales of somebody else are refused at once. */
    private Map<String, CrmUpdate> newest(List<CrmUpdate> updates, Map<SaleRef, Outcome> outcomes) {
        var newest = new LinkedHashMap<String, CrmUpdate>();
        for (CrmUpdate update : updates) {
            var ref = update.ref();
            boolean ours = ref.source().equals(HubSpot.NAME)
                    && portal.known().map(ref.account()::equals).orElse(true);
            if (ours) {
                newest.merge(ref.id(), update, (one, other) -> one.sequence() > other.sequence() ? one : other);
            } else {
                outcomes.put(ref, new Outcome.Refused("Sale " + ref + " isn't a deal of this HubSpot portal"));
            }
        }
        return newest;
    }

    private Map<String, Outcome> writeProperties(List<CrmUpdate> updates) {
        var names = setup.writable();
        var refused = new HashMap<String, Outcome>();
        if (!names.isEmpty()) {
            var inputs = new ArrayList<UpdateInputJson>();
            for (CrmUpdate update : updates) {
                var id = update.ref().id();
                inputs.add(new UpdateInputJson(id, values(update, names), id));
            }
            write(inputs, refused);
        }
        return refused;
    }

    private static Map<String, String> values(CrmUpdate update, Map<String, String> names) {
        var values = new LinkedHashMap<String, String>();
        names.forEach((setting, name) -> {
            switch (setting) {
                case "deal.invoice-number" -> {
                    if (update.invoiceNumber() != null) {
                        values.put(name, update.invoiceNumber());
                    }
                }
                case "deal.invoice-status" -> values.put(name, HubSpotSetup.value(update.status()));
                case "deal.amount-paid" ->
                    values.put(name, update.paid().rounded().amount().toPlainString());
                // Empty text clears: an invoice that opens again has no paid date.
                default ->
                    values.put(
                            name, update.paidOn() == null ? "" : update.paidOn().toString());
            }
        });
        return values;
    }

    private void write(List<UpdateInputJson> inputs, Map<String, Outcome> refused) {
        if (inputs.size() == 1) {
            writeOne(inputs.get(0), refused);
            return;
        }
        try {
            var answer = api.updateDeals(inputs);
            if (!answer.errors().isEmpty()) {
                partly(inputs, answer.results(), answer.errors(), refused);
            }
        } catch (RejectedException e) {
            write(inputs.subList(0, inputs.size() / 2), refused);
            write(inputs.subList(inputs.size() / 2, inputs.size()), refused);
        }
    }

    private void writeOne(UpdateInputJson input, Map<String, Outcome> refused) {
        try {
            api.updateDeal(input.id(), input.properties());
        } catch (RejectedException e) {
            refused.put(input.id(), new Outcome.Refused("Deal " + input.id() + " was not updated: " + e.getMessage()));
        } catch (NotFoundException e) {
            refused.put(input.id(), gone(input.id()));
        }
    }

    /** An error that names its deal is that deal's; what then is neither done nor named is written by itself. */
    private void partly(
            List<UpdateInputJson> inputs, List<ObjectJson> done, List<ErrorJson> errors, Map<String, Outcome> refused) {
        var open = new LinkedHashMap<String, UpdateInputJson>();
        inputs.forEach(input -> open.put(input.id(), input));
        for (ObjectJson record : done) {
            open.remove(record.objectWriteTraceId() == null ? record.id() : record.objectWriteTraceId());
        }
        for (ErrorJson error : errors) {
            var named = new ArrayList<>(error.context(TRACE));
            named.addAll(error.context("ids"));
            for (String id : named) {
                if (open.remove(id) != null) {
                    refused.put(id, outcome(id, error));
                }
            }
        }
        open.values().forEach(input -> writeOne(input, refused));
    }

    private static Outcome outcome(String id, ErrorJson error) {
        return switch (error.category() == null ? "" : error.category()) {
            case "OBJECT_NOT_FOUND" -> gone(id);
            case "VALIDATION_ERROR" ->
                new Outcome.Refused("Deal " + id + " was not updated: " + HubSpotErrors.reason(error));
            default -> new Outcome.TryLater("Deal " + id + " was not updated: " + HubSpotErrors.reason(error));
        };
    }

    private static Outcome gone(String id) {
        return new Outcome.Refused("Deal " + id + " is not in HubSpot any more");
    }

    private void writeNotes(List<CrmUpdate> updates, Map<String, Outcome> refused) {
        if (notes == null) {
            return;
        }
        var paid = new LinkedHashMap<String, CrmUpdate>();
        for (CrmUpdate update : updates) {
            if (update.status() == CrmUpdate.Status.PAID
                    && !refused.containsKey(update.ref().id())) {
                paid.put(update.ref().id(), update);
            }
        }
        if (paid.isEmpty()) {
            return;
        }
        try {
            notes.write(paid).forEach((deal, why) -> refused.put(deal, noteRefused(deal, why)));
        } catch (RejectedException | NotFoundException e) {
            paid.keySet().forEach(deal -> refused.put(deal, noteRefused(deal, String.valueOf(e.getMessage()))));
        }
    }

    private static Outcome noteRefused(String deal, String why) {
        return new Outcome.Refused("Deal " + deal + " was updated, but got no note that it was paid: " + why);
    }
}
