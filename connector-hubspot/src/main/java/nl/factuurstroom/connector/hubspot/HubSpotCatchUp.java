package nl.factuurstroom.connector.hubspot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.hubspot.HubSpotCursor.Phase;
import nl.factuurstroom.connector.hubspot.HubSpotJson.FilterGroupJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.FilterJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.ObjectJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.SearchJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.SearchResultJson;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.trigger.CatchUp;

/** Finds won deals by search. Its index lags, so each round looks back; nothing is ever asked by offset. */
final class HubSpotCatchUp implements CatchUp {

    static final int PAGE = 200;

    /** How far the very first poll looks back, for clocks that differ; the go-live moment sorts out what is too old. */
    static final Duration FIRST_LOOK_BACK = Duration.ofHours(1);

    private static final String MODIFIED = "hs_lastmodifieddate";
    private static final String ID = "hs_object_id";
    private static final String ENTERED = "hs_v2_date_entered_current_stage";
    private static final String CLOSED = "closedate";
    private static final List<String> PROPERTIES = List.of(MODIFIED, "dealstage", "pipeline", CLOSED, ENTERED);

    private final HubSpotApi api;
    private final HubSpotPortal portal;
    private final HubSpotSettings settings;
    private final Clock clock;

    HubSpotCatchUp(HubSpotApi api, HubSpotPortal portal, HubSpotSettings settings, Clock clock) {
        this.api = api;
        this.portal = portal;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Duration interval() {
        return settings.pollInterval;
    }

    @Override
    public String cursorAt(Instant since) {
        return HubSpotCursor.startingAt(since.minus(FIRST_LOOK_BACK)).text();
    }

    @Override
    public Changes changedSince(@Nullable String text) {
        var given = HubSpotCursor.read(text);
        var cursor = given == null ? HubSpotCursor.startingAt(clock.instant().minus(FIRST_LOOK_BACK)) : given;
        var portalId = portal.require();
        long from = cursor.phase() == Phase.ROUND
                ? Math.max(0, cursor.from() - settings.pollOverlap.toMillis())
                : cursor.from();
        var page = api.searchDeals(cursor.phase() == Phase.WALK ? walk(from, cursor.lastId()) : since(from));
        var refs = new ArrayList<SaleRef>();
        var seen = new LinkedHashSet<>(cursor.seen());
        long high = cursor.high();
        for (ObjectJson deal : page.results()) {
            long modified = modified(deal, from);
            high = Math.max(high, modified);
            if (seen.add(HubSpotCursor.mark(deal.id(), modified))) {
                refs.add(portal.ref(portalId, deal.id()));
            }
        }
        var next = next(cursor, page, from, high, seen);
        return new Changes(refs, next.text(), next.phase() != Phase.ROUND);
    }

    private HubSpotCursor next(HubSpotCursor cursor, SearchResultJson page, long from, long high, Set<String> seen) {
        boolean more = page.more() && !page.results().isEmpty();
        boolean walking = cursor.phase() == Phase.WALK;
        var known = HubSpotCursor.latest(seen, high - settings.pollOverlap.toMillis());
        if (!more) {
            return walking
                    ? new HubSpotCursor(Phase.PAGE, from + 1, "0", high, known)
                    : new HubSpotCursor(Phase.ROUND, high, "0", high, known);
        }
        var last = page.results().get(page.results().size() - 1);
        if (walking) {
            return new HubSpotCursor(Phase.WALK, from, last.id(), high, known);
        }
        long reached = modified(last, from);
        return reached > from
                ? new HubSpotCursor(Phase.PAGE, reached, "0", high, known)
                : new HubSpotCursor(Phase.WALK, from, "0", high, known);
    }

    @Override
    public List<SaleRef> wonBetween(LocalDate from, LocalDate to) {
        var portalId = portal.require();
        long start = from.atStartOfDay(HubSpotValues.AMSTERDAM).toInstant().toEpochMilli();
        long end =
                to.plusDays(1).atStartOfDay(HubSpotValues.AMSTERDAM).toInstant().toEpochMilli() - 1;
        var refs = new ArrayList<SaleRef>();
        var lastId = "0";
        var pages = new HashSet<String>();
        SearchResultJson page;
        do {
            page = api.searchDeals(between(start, end, lastId));
            for (ObjectJson deal : page.results()) {
                lastId = deal.id();
                if (HubSpotMapper.wonAt(deal)
                        .map(at -> within(at.toEpochMilli(), start, end))
                        .orElse(true)) {
                    refs.add(portal.ref(portalId, deal.id()));
                }
            }
        } while (page.more() && pages.add(lastId));
        return refs;
    }

    private static boolean within(long time, long start, long end) {
        return time >= start && time <= end;
    }

    /** The last change of a deal; one that can't be read counts as no progress, never as a gap. */
    private static long modified(ObjectJson deal, long otherwise) {
        return HubSpotValues.instant(deal.get(MODIFIED))
                .or(() -> HubSpotValues.instant(deal.updatedAt()))
                .map(time -> Math.max(otherwise, time.toEpochMilli()))
                .orElse(otherwise);
    }

    private SearchJson since(long from) {
        return search(MODIFIED, List.of(FilterJson.of(MODIFIED, "GTE", Long.toString(from))));
    }

    private SearchJson walk(long time, String afterId) {
        return search(
                ID, List.of(FilterJson.of(MODIFIED, "EQ", Long.toString(time)), FilterJson.of(ID, "GT", afterId)));
    }

    private SearchJson between(long start, long end, String afterId) {
        Function<String, List<FilterJson>> dated =
                property -> List.of(FilterJson.between(property, start, end), FilterJson.of(ID, "GT", afterId));
        return search(ID, dated.apply(ENTERED), dated.apply(CLOSED));
    }

    /** Won, and one of the given lists of conditions; ascending. */
    @SafeVarargs
    private SearchJson search(String sortedBy, List<FilterJson>... alternatives) {
        var groups = new ArrayList<FilterGroupJson>();
        for (List<FilterJson> conditions : alternatives) {
            var filters = new ArrayList<>(won());
            filters.addAll(conditions);
            groups.add(new FilterGroupJson(filters));
        }
        return new SearchJson(groups, List.of(sortedBy), PROPERTIES, PAGE, "0");
    }

    private List<FilterJson> won() {
        var filters = new ArrayList<FilterJson>();
        filters.add(
                settings.wonStages.isEmpty()
                        ? FilterJson.of("hs_is_closed_won", "EQ", "true")
                        : FilterJson.in("dealstage", sorted(settings.wonStages)));
        if (!settings.pipelines.isEmpty()) {
            filters.add(FilterJson.in("pipeline", sorted(settings.pipelines)));
        }
        return filters;
    }

    private static List<String> sorted(Set<String> ids) {
        return ids.stream().sorted().toList();
    }
}
