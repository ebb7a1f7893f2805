package nl.factuurstroom.connector.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Deal;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Line;
import nl.factuurstroom.connector.pipedrive.PipedriveProperties.Property;
import nl.factuurstroom.connector.support.SaleProblem;
import nl.factuurstroom.sale.Reading;
import nl.factuurstroom.sale.SaleReader;
import nl.factuurstroom.sale.SaleRef;

/**
 * Reads won deals with products, discounts and buyers: a hundred in four calls and one more per deal, for there is no bulk
 * call for discounts.
 */
final class PipedriveSaleReader implements SaleReader {

    private final PipedriveSettings settings;
    private final PipedriveApi api;
    private final PipedriveCompany company;
    private final PipedriveFields fields;
    private final PipedriveCatalogue catalogue;
    private final PipedriveValueBasis basis;
    private final PipedriveMapper mapper;

    PipedriveSaleReader(
            PipedriveSettings settings,
            PipedriveApi api,
            PipedriveCompany company,
            PipedriveFields fields,
            PipedriveCatalogue catalogue) {
        this.settings = settings;
        this.api = api;
        this.company = company;
        this.fields = fields;
        this.catalogue = catalogue;
        this.basis = new PipedriveValueBasis(settings.discounts);
        this.mapper = new PipedriveMapper(settings);
    }

    @Override
    public int batchSize() {
        return PipedriveApi.MAX_IDS;
    }

    @Override
    public Map<SaleRef, Reading> read(Set<SaleRef> refs) {
        var readings = new LinkedHashMap<SaleRef, Reading>();
        var won = won(refs, readings);
        var batch = batch();
        batch.readLines(won.values());
        batch.readDiscounts(won.values(), basis);
        batch.readRecords(won.values(), catalogue);
        won.forEach((ref, deal) -> readings.put(ref, reading(ref, deal, batch)));
        return readings;
    }

    private Reading reading(SaleRef ref, Deal deal, PipedriveDealBatch batch) {
        try {
            var whole = batch.whole(deal);
            return new Reading.Found(mapper.sale(ref, whole, version(deal, whole.lines())));
        } catch (SaleProblem problem) {
            return new Reading.Unusable("Deal " + deal.id() + " in Pipedrive can't be invoiced: " + problem.what());
        }
    }

    /** Two calls: lines can change without the deal's time of update. */
    @Override
    public Map<SaleRef, WonState> wonStates(Set<SaleRef> refs) {
        var readings = new LinkedHashMap<SaleRef, Reading>();
        var won = won(refs, readings);
        var batch = batch();
        batch.readLines(won.values());
        var states = new LinkedHashMap<SaleRef, WonState>();
        readings.keySet().forEach(ref -> states.put(ref, new WonState(false, "")));
        won.forEach((ref, deal) -> states.put(ref, new WonState(true, version(deal, batch.lines(deal)))));
        return states;
    }

    private PipedriveDealBatch batch() {
        return new PipedriveDealBatch(api, fields, settings.properties);
    }

    private String version(Deal deal, List<Line> lines) {
        var mapped = new LinkedHashMap<Property, JsonNode>();
        for (Property property : settings.properties.named("deal").keySet()) {
            if (!property.isWritten()) {
                fields.value(property, deal.custom_fields()).ifPresent(value -> mapped.put(property, value));
            }
        }
        return PipedriveFingerprint.of(deal, lines, mapped);
    }

    /** The won deals by the ref they were asked by; for the others a reading. */
    private Map<SaleRef, Deal> won(Set<SaleRef> refs, Map<SaleRef, Reading> readings) {
        var asked = ours(refs, readings);
        var deals = new LinkedHashMap<Long, Deal>();
        for (List<Long> chunk : PipedriveApi.chunks(List.copyOf(asked.keySet()))) {
            deals(chunk).forEach(deal -> deals.put(deal.id(), deal));
        }
        var won = new LinkedHashMap<SaleRef, Deal>();
        asked.forEach((id, ref) -> {
            var deal = deals.get(id);
            if (deal == null || deal.isDeleted()) {
                readings.put(
                        ref,
                        new Reading.Gone("Pipedrive knows no deal " + id
                                + ": it was deleted or merged, or the token's user may not see it"));
            } else if (!deal.isWon()) {
                readings.put(ref, new Reading.NotWon("deal " + id + " is '" + deal.status() + "'"));
            } else if (!inOurPipelines(deal)) {
                readings.put(
                        ref,
                        new Reading.NotWon(
                                "deal " + id + " is in pipeline " + deal.pipeline_id() + ", which isn't invoiced"));
            } else {
                won.put(ref, deal);
            }
        });
        return won;
    }

    /** The list leaves out archived deals, so what it lacks is asked for once more before it counts as gone. */
    private List<Deal> deals(Collection<Long> ids) {
        var found = new ArrayList<>(api.deals(ids));
        var missing = new ArrayList<>(ids);
        found.forEach(deal -> missing.remove((Object) deal.id()));
        found.addAll(api.archivedDeals(missing));
        return found;
    }

    private Map<Long, SaleRef> ours(Set<SaleRef> refs, Map<SaleRef, Reading> readings) {
        var asked = new LinkedHashMap<Long, SaleRef>();
        var account = refs.isEmpty() ? "" : company.require();
        for (SaleRef ref : refs) {
            if (!ref.source().equals(Pipedrive.NAME) || !ref.account().equals(account)) {
                readings.put(
                        ref,
                        new Reading.Gone(
                                "the deal is in company " + ref.account() + ", but the token belongs to " + account));
            } else if (!ref.id().matches("[0-9]{1,18}")) {
                readings.put(ref, new Reading.Gone("'" + ref.id() + "' is no id of a deal"));
            } else {
                asked.put(Long.parseLong(ref.id()), ref);
            }
        }
        return asked;
    }

    private boolean inOurPipelines(Deal deal) {
        return settings.pipelines.isEmpty() || settings.pipelines.contains(String.valueOf(deal.pipeline_id()));
    }
}
