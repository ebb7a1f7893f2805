package nl.factuurstroom.connector.hubspot;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import nl.factuurstroom.connector.hubspot.HubSpotJson.AssociationSpecJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.BatchJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.CreateInputJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.CreateJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.ErrorJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.IdJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.LinkJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.TargetJson;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.followup.CrmUpdate;

/**
 * The note on a paid deal. HubSpot would make it again each time, so each holds a mark, and the deal's notes are looked
 * through before one is made: two calls for many deals, and one to make what is missing.
 */
final class HubSpotNotes {

    private static final int NOTE_TO_DEAL = 214;
    private static final String BODY = "hs_note_body";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d-M-uuuu", Locale.ROOT);

    private final HubSpotApi api;
    private final String text;
    private final Clock clock;

    HubSpotNotes(HubSpotApi api, String text, Clock clock) {
        this.api = api;
        this.text = text;
        this.clock = clock;
    }

    /**
     * Makes the notes that aren't there yet.
     *
     * @param paid by deal id; at most 100
     * @return the deals whose note was refused, and why
     */
    Map<String, String> write(Map<String, CrmUpdate> paid) {
        var missing = new LinkedHashMap<>(paid);
        missing.keySet().removeAll(noted(paid));
        if (missing.isEmpty()) {
            return Map.of();
        }
        var inputs = new ArrayList<CreateInputJson>();
        missing.forEach((deal, update) -> inputs.add(note(deal, update)));
        if (inputs.size() == 1) {
            create(inputs.get(0));
            return Map.of();
        }
        try {
            return refused(api.createNotes(inputs), missing.keySet());
        } catch (NotFoundException e) {
            // Nothing was made. The batch call is in HubSpot's specification only, the single one in its guides too.
            inputs.forEach(this::create);
            return Map.of();
        }
    }

    private void create(CreateInputJson note) {
        api.createNote(new CreateJson(note.properties(), note.associations()));
    }

    private Set<String> noted(Map<String, CrmUpdate> paid) {
        var notesOf = api.associations("deals", "notes", paid.keySet());
        var ids = new LinkedHashSet<String>();
        notesOf.values().forEach(targets -> targets.forEach(target -> ids.add(target.id())));
        if (ids.isEmpty()) {
            return Set.of();
        }
        var notes = api.read("notes", ids, Set.of(BODY));
        var noted = new LinkedHashSet<String>();
        paid.forEach((deal, update) -> {
            for (TargetJson target : notesOf.getOrDefault(deal, List.of())) {
                var note = notes.get(target.id());
                var body = note == null ? null : note.get(BODY);
                if (body != null && body.contains(mark(update))) {
                    noted.add(deal);
                }
            }
        });
        return noted;
    }

    /** When HubSpot doesn't say which input failed, all that didn't come back count as refused; a repeat looks first. */
    private static Map<String, String> refused(BatchJson answer, Set<String> asked) {
        var refused = new LinkedHashMap<String, String>();
        for (ErrorJson error : answer.errors()) {
            var traced = error.context(HubSpotCrmUpdater.TRACE);
            for (String deal : traced.isEmpty() ? asked : traced) {
                refused.put(deal, HubSpotErrors.reason(error));
            }
        }
        answer.results().forEach(made -> refused.remove(made.objectWriteTraceId()));
        return refused;
    }

    private CreateInputJson note(String dealId, CrmUpdate update) {
        var sentence = new StringBuilder(escaped(text));
        if (update.invoiceNumber() != null) {
            sentence.append(": factuur ").append(escaped(update.invoiceNumber()));
        }
        sentence.append(", ").append(update.paid().rounded().toString().replace('.', ','));
        if (update.paidOn() != null) {
            sentence.append(" op ").append(DAY.format(update.paidOn()));
        }
        sentence.append(". ").append(mark(update));
        var to = new LinkJson(new IdJson(dealId), List.of(new AssociationSpecJson("HUBSPOT_DEFINED", NOTE_TO_DEAL)));
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var properties = Map.of("hs_timestamp", now.toString(), BODY, sentence.toString());
        return new CreateInputJson(properties, List.of(to), dealId);
    }

    /** Tells this note from all others on the deal. */
    static String mark(CrmUpdate update) {
        var invoice = update.invoiceNumber() == null ? update.ref().id() : update.invoiceNumber();
        return "[invoice:" + escaped(invoice) + ":" + HubSpotSetup.value(update.status()) + "]";
    }

    /** A note's body is HTML. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
