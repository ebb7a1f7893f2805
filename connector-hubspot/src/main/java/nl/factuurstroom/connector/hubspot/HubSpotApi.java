package nl.factuurstroom.connector.hubspot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.factuurstroom.connector.hubspot.HubSpotJson.AccountJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.AssociationInputJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.AssociationJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.AssociationReadJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.AssociationsJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.BatchCreateJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.BatchJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.BatchReadJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.BatchUpdateJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.CreateInputJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.CreateJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.ErrorJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.IdJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.ObjectJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.PagingJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.PipelineJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.PipelinesJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.PropertiesJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.PropertyCreateJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.PropertyJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.SearchJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.SearchResultJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.TargetJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.TaxRateJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.TaxRatesJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.UpdateInputJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.UpdateJson;
import nl.factuurstroom.connector.support.AccountConnection;
import nl.factuurstroom.connector.support.BearerToken;
import nl.factuurstroom.connector.support.Sleeper;
import nl.factuurstroom.connector.support.VendorHttp;
import nl.factuurstroom.connector.support.VendorRequest;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.TransientException;

/** HubSpot's endpoints, version 2026-09. Batches of any size are cut to what HubSpot takes. */
final class HubSpotApi {

    private static final int MAX_BATCH = 100;
    private static final int MAX_ASSOCIATION_BATCH = 1_000;
    private static final String OBJECTS = "crm/objects/2026-09/";
    private static final String NOT_FOUND = "OBJECT_NOT_FOUND";

    private final VendorHttp http;

    HubSpotApi(HubSpotSettings settings, AccountConnection connection) {
        this(settings, connection, Sleeper.real());
    }

    /** With waits that a test decides on. */
    HubSpotApi(HubSpotSettings settings, AccountConnection connection, Sleeper sleeper) {
        this.http = VendorHttp.builder("HubSpot", settings.baseUri)
                .account(connection)
                .authenticator(BearerToken.of(settings.accessToken))
                .errors(HubSpotErrors::translate)
                .rateHeaders(HubSpotErrors.rateHeaders(settings.limitPer10Seconds))
                .callTimeout(settings.callTimeout)
                .sleeper(sleeper)
                .build();
    }

    /** Records by the id that HubSpot gives them, which differs from the one asked for when they were merged. */
    Map<String, ObjectJson> read(String type, Collection<String> ids, Set<String> properties) {
        var found = new LinkedHashMap<String, ObjectJson>();
        for (List<String> chunk : chunks(ids, MAX_BATCH)) {
            var body = new BatchReadJson(chunk.stream().map(IdJson::new).toList(), List.copyOf(properties), List.of());
            var answer = http.post(OBJECTS + type + "/batch/read")
                    .json(body)
                    .repeatable()
                    .sendForBody(BatchJson.class);
            onlyMissing(answer.errors(), type);
            answer.results().forEach(record -> found.put(record.id(), record));
        }
        return found;
    }

    /** One deal, whatever id it is known by; empty when there is none. */
    Optional<ObjectJson> deal(String id, Set<String> properties) {
        try {
            return Optional.of(http.get(OBJECTS + "deals/" + VendorHttp.segment(id))
                    .query("properties", String.join(",", properties))
                    .sendForBody(ObjectJson.class));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** What each record is associated with; every id asked is a key. */
    Map<String, List<TargetJson>> associations(String from, String to, Collection<String> ids) {
        var found = new HashMap<String, List<TargetJson>>();
        ids.forEach(id -> found.put(id, new ArrayList<>()));
        var open = new ArrayList<AssociationInputJson>();
        ids.forEach(id -> open.add(new AssociationInputJson(id, null)));
        while (!open.isEmpty()) {
            var chunk = List.copyOf(open.subList(0, Math.min(MAX_ASSOCIATION_BATCH, open.size())));
            open.subList(0, chunk.size()).clear();
            var answer = http.post("crm/associations/2026-09/" + from + "/" + to + "/batch/read")
                    .json(new AssociationReadJson(chunk))
                    .repeatable()
                    .sendForBody(AssociationsJson.class);
            onlyMissing(answer.errors(), to + " of " + from);
            for (AssociationJson result : answer.results()) {
                var id = result.from().id();
                found.computeIfAbsent(id, i -> new ArrayList<>()).addAll(result.to());
                PagingJson.after(result.paging()).ifPresent(after -> open.add(new AssociationInputJson(id, after)));
            }
        }
        return found;
    }

    SearchResultJson searchDeals(SearchJson search) {
        return http.post(OBJECTS + "deals/search").json(search).repeatable().sendForBody(SearchResultJson.class);
    }

    List<PipelineJson> pipelines() {
        return http.get("crm/pipelines/2026-09/deals")
                .sendForBody(PipelinesJson.class)
                .results();
    }

    List<TaxRateJson> taxRates() {
        var all = new ArrayList<TaxRateJson>();
        var after = Optional.<String>empty();
        do {
            VendorRequest request = http.get("tax-rates/2026-09/tax-rates");
            after.ifPresent(next -> request.query("after", next));
            var page = request.sendForBody(TaxRatesJson.class);
            all.addAll(page.results());
            var next = PagingJson.after(page.paging());
            after = next.equals(after) ? Optional.empty() : next;
        } while (after.isPresent());
        return all;
    }

    AccountJson account() {
        return http.get("account-info/2026-09/details").sendForBody(AccountJson.class);
    }

    List<PropertyJson> properties(String type) {
        return http.get("crm/properties/2026-09/" + type)
                .sendForBody(PropertiesJson.class)
                .results();
    }

    /** Answers 409 when there is one of that name. */
    void createProperty(String type, PropertyCreateJson property) {
        http.post("crm/properties/2026-09/" + type).json(property).send();
    }

    /** Overwrites only what is given, so it may be repeated. */
    void updateDeal(String id, Map<String, String> properties) {
        http.patch(OBJECTS + "deals/" + VendorHttp.segment(id))
                .json(new UpdateJson(properties))
                .repeatable()
                .send();
    }

    /** At most 100; overwrites only what is given, so it may be repeated. */
    BatchJson updateDeals(List<UpdateInputJson> inputs) {
        return http.post(OBJECTS + "deals/batch/update")
                .json(new BatchUpdateJson(inputs))
                .repeatable()
                .sendForBody(BatchJson.class);
    }

    /** Not repeatable: HubSpot has no key that would make it so. */
    void createNote(CreateJson note) {
        http.post(OBJECTS + "notes").json(note).send();
    }

    /** At most 100. Not repeatable either. */
    BatchJson createNotes(List<CreateInputJson> inputs) {
        return http.post(OBJECTS + "notes/batch/create")
                .json(new BatchCreateJson(inputs))
                .sendForBody(BatchJson.class);
    }

    /** A part that failed for another reason than not being there must not pass for "nothing there". */
    private static void onlyMissing(List<ErrorJson> errors, String what) {
        for (ErrorJson error : errors) {
            if (!NOT_FOUND.equals(error.category())) {
                throw TransientException.of(
                        "HubSpot could not read some " + what + ": " + HubSpotErrors.reason(error), null);
            }
        }
    }

    private static List<List<String>> chunks(Collection<String> ids, int size) {
        var all = List.copyOf(ids);
        var chunks = new ArrayList<List<String>>();
        for (int from = 0; from < all.size(); from += size) {
            chunks.add(all.subList(from, Math.min(from + size, all.size())));
        }
        return chunks;
    }
}
