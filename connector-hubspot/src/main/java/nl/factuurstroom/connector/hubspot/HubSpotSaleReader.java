package nl.factuurstroom.connector.hubspot;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.factuurstroom.connector.hubspot.HubSpotJson.ObjectJson;
import nl.factuurstroom.connector.support.SaleProblem;
import nl.factuurstroom.sale.Reading;
import nl.factuurstroom.sale.SaleReader;
import nl.factuurstroom.sale.SaleRef;

/** Reads won deals with their line items and buyers, a hundred in some seven calls. */
final class HubSpotSaleReader implements SaleReader {

    private final HubSpotApi api;
    private final HubSpotPortal portal;
    private final HubSpotStages stages;
    private final HubSpotMapper mapper;
    private final HubSpotProperties names;
    private final Set<String> dealProperties;

    HubSpotSaleReader(
            HubSpotApi api,
            HubSpotPortal portal,
            HubSpotStages stages,
            HubSpotMapper mapper,
            HubSpotSettings settings) {
        this.api = api;
        this.portal = portal;
        this.stages = stages;
        this.mapper = mapper;
        this.names = settings.properties;
        this.dealProperties = names.read("deal", HubSpotMapper.DEAL_PROPERTIES);
    }

    @Override
    public Map<SaleRef, Reading> read(Set<SaleRef> refs) {
        var readings = new LinkedHashMap<SaleRef, Reading>();
        var deals = deals(refs, readings);
        var won = won(deals, readings);
        var ids = idsOf(won);
        var batch = new HubSpotDealBatch(api, names);
        batch.readLines(ids);
        batch.readBuyers(ids);
        won.forEach((ref, deal) -> readings.put(ref, reading(ref, deal, batch)));
        return readings;
    }

    @Override
    public Map<SaleRef, WonState> wonStates(Set<SaleRef> refs) {
        var readings = new LinkedHashMap<SaleRef, Reading>();
        var won = won(deals(refs, readings), readings);
        var batch = new HubSpotDealBatch(api, names);
        batch.readLines(idsOf(won));
        var states = new LinkedHashMap<SaleRef, WonState>();
        readings.keySet().forEach(ref -> states.put(ref, new WonState(false, "")));
        won.forEach((ref, deal) ->
                states.put(ref, new WonState(true, mapper.version(deal, batch.readableItems(deal.id())))));
        return states;
    }

    /** The deals that are there, by the ref they were asked by; for the others a reading. */
    private Map<SaleRef, ObjectJson> deals(Set<SaleRef> refs, Map<SaleRef, Reading> readings) {
        var found = new LinkedHashMap<SaleRef, ObjectJson>();
        var ours = refs.isEmpty() ? Optional.<String>empty() : portal.ask();
        var asked = new LinkedHashMap<String, SaleRef>();
        for (SaleRef ref : refs) {
            if (!ref.source().equals(HubSpot.NAME)
                    || (ours.isPresent() && !ref.account().equals(ours.get()))) {
                readings.put(
                        ref,
                        new Reading.Gone("the deal is in portal " + ref.account() + ", but the token belongs to "
                                + ours.orElse("another source")));
            } else {
                asked.put(ref.id(), ref);
            }
        }
        if (asked.isEmpty()) {
            return found;
        }
        var records = api.read("deals", asked.keySet(), dealProperties);
        asked.forEach((id, ref) -> {
            var deal = records.get(id);
            if (deal != null) {
                found.put(ref, deal);
            }
        });
        merged(asked, records, found);
        asked.values().stream()
                .filter(ref -> !found.containsKey(ref))
                .forEach(ref -> readings.put(
                        ref,
                        new Reading.Gone("HubSpot knows no deal " + ref.id()
                                + ": it was deleted, or is hidden from our token")));
        return found;
    }

    /** A deal that was merged answers under a new id, and a batch doesn't say which of the ids asked it answers. */
    private void merged(Map<String, SaleRef> asked, Map<String, ObjectJson> records, Map<SaleRef, ObjectJson> found) {
        var byOldId = new HashMap<String, ObjectJson>();
        var unexplained = new LinkedHashSet<>(records.keySet());
        unexplained.removeAll(asked.keySet());
        for (ObjectJson deal : records.values()) {
            for (String old : HubSpotMapper.mergedIds(deal)) {
                byOldId.put(old, deal);
                if (asked.containsKey(old)) {
                    unexplained.remove(deal.id());
                }
            }
        }
        asked.forEach((id, ref) -> {
            if (found.containsKey(ref)) {
                return;
            }
            if (byOldId.containsKey(id)) {
                found.put(ref, byOldId.get(id));
            } else if (!unexplained.isEmpty()) {
                api.deal(id, dealProperties).ifPresent(deal -> found.put(ref, deal));
            }
        });
    }

    private Map<SaleRef, ObjectJson> won(Map<SaleRef, ObjectJson> deals, Map<SaleRef, Reading> readings) {
        if (!deals.isEmpty()) {
            stages.refresh(deals.values());
        }
        var won = new LinkedHashMap<SaleRef, ObjectJson>();
        deals.forEach((ref, deal) -> {
            var notWon = stages.notWon(deal);
            if (notWon == null) {
                won.put(ref, deal);
            } else {
                readings.put(ref, new Reading.NotWon(notWon));
            }
        });
        return won;
    }

    private Reading reading(SaleRef ref, ObjectJson deal, HubSpotDealBatch batch) {
        try {
            var items = batch.items(deal.id());
            var buyer = batch.buyer(deal.id(), HubSpot.NAME + "/" + ref.account());
            return new Reading.Found(mapper.sale(ref, deal, items, buyer));
        } catch (SaleProblem problem) {
            return new Reading.Unusable("Deal " + deal.id() + " in HubSpot can't be invoiced: " + problem.what());
        }
    }

    private static List<String> idsOf(Map<SaleRef, ObjectJson> deals) {
        return deals.values().stream().map(ObjectJson::id).distinct().toList();
    }
}
