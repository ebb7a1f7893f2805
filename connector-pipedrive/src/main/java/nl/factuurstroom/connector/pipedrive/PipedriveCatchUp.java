package nl.factuurstroom.connector.pipedrive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.pipedrive.PipedriveCursor.Phase;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Deal;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Page;
import nl.factuurstroom.connector.support.Pages;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.trigger.CatchUp;

/**
 * Asks for won deals that no webhook told of: a banned webhook loses its events. Each poll lists what was updated since the
 * last one; once a day it also looks where that list is blind: deals that were created as won and never updated, and
 * archived deals.
 *
 * <p>The cursor follows Pipedrive's times; our clock only says when the daily look is due. Deals that were told already, at
 * the same time of update, are not told again, so that the overlap costs nothing.
 */
final class PipedriveCatchUp implements CatchUp {

    private static final Duration DAILY = Duration.ofDays(1);

    /** How far the very first poll looks back, for clocks that differ; the go-live moment sorts out what is too old. */
    static final Duration FIRST_LOOK_BACK = Duration.ofHours(1);

    /** More than these in the overlap (a bulk edit) are simply told twice. */
    private static final int MOST_SEEN = 200;

    private final PipedriveSettings settings;
    private final PipedriveApi api;
    private final PipedriveCompany company;
    private final Clock clock;

    PipedriveCatchUp(PipedriveSettings settings, PipedriveApi api, PipedriveCompany company, Clock clock) {
        this.settings = settings;
        this.api = api;
        this.company = company;
        this.clock = clock;
    }

    @Override
    public Duration interval() {
        return settings.pollInterval;
    }

    @Override
    public String cursorAt(Instant since) {
        return PipedriveCursor.startingAt(since.minus(FIRST_LOOK_BACK), since.plus(DAILY))
                .text();
    }

    @Override
    public Changes changedSince(@Nullable String text) {
        var given = PipedriveCursor.read(text);
        var now = clock.instant();
        var cursor = given == null ? PipedriveCursor.startingAt(now.minus(FIRST_LOOK_BACK), now.plus(DAILY)) : given;
        try {
            return look(cursor);
        } catch (RejectedException e) {
            if (cursor.page() == null) {
                throw e;
            }
            // How long Pipedrive's own cursors live isn't documented: begin this list again.
            return look(cursor.page(null));
        }
    }

    private Changes look(PipedriveCursor cursor) {
        return switch (cursor.phase()) {
            case UPDATED -> updated(cursor);
            case CREATED_AS_WON -> createdAsWon(cursor);
            case ARCHIVED -> archived(cursor);
        };
    }

    private Changes updated(PipedriveCursor cursor) {
        var page = api.wonDeals(false, cursor.since(), cursor.page());
        var marks = new LinkedHashSet<>(cursor.seen());
        var fresh = new ArrayList<Deal>();
        var high = cursor.high();
        for (Deal deal : page.data()) {
            high = later(high, deal.update_time());
            if (marks.add(mark(deal))) {
                fresh.add(deal);
            }
        }
        var seen = cursor.seen(high, withinOverlap(marks, high));
        if (page.next_cursor() != null) {
            return changes(fresh, seen.page(page.next_cursor()), true);
        }
        var done = seen.since(later(cursor.since(), high.minus(settings.pollOverlap)));
        boolean look = !clock.instant().isBefore(cursor.lookDue());
        return look
                ? changes(fresh, done.phase(Phase.CREATED_AS_WON), true)
                : changes(fresh, done.phase(Phase.UPDATED), false);
    }

    /** Newest first, down to where the last look began. */
    private Changes createdAsWon(PipedriveCursor cursor) {
        var page = api.wonDealsByAge(cursor.page());
        var until = cursor.created().minus(settings.pollOverlap);
        var fresh = page.data().stream()
                .filter(deal -> deal.add_time() != null && !deal.add_time().isBefore(until))
                .toList();
        var high = cursor.createdHigh();
        for (Deal deal : fresh) {
            high = later(high, deal.add_time());
        }
        var next = cursor.createdHigh(high);
        var neverUpdated = fresh.stream().filter(PipedriveCatchUp::neverUpdated).toList();
        boolean more = page.next_cursor() != null && fresh.size() == page.data().size();
        return more
                ? changes(neverUpdated, next.page(page.next_cursor()), true)
                : changes(neverUpdated, next.phase(Phase.ARCHIVED), true);
    }

    private static boolean neverUpdated(Deal deal) {
        return deal.update_time() == null || deal.update_time().equals(deal.add_time());
    }

    private Changes archived(PipedriveCursor cursor) {
        var page = api.wonDeals(true, cursor.archived(), cursor.page());
        if (page.next_cursor() != null) {
            return changes(page.data(), cursor.page(page.next_cursor()), true);
        }
        var high = cursor.archived();
        for (Deal deal : page.data()) {
            high = later(high, deal.update_time());
        }
        var nextLook = clock.instant().plus(DAILY);
        var done = cursor.looked(high, nextLook);
        return changes(page.data(), done, false);
    }

    private Changes changes(List<Deal> deals, PipedriveCursor cursor, boolean more) {
        return new Changes(refs(deals.stream()), cursor.text(), more);
    }

    private List<SaleRef> refs(Stream<Deal> deals) {
        var ids = deals.filter(this::counts).map(Deal::id).distinct().toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        var account = company.require();
        return ids.stream().map(id -> company.ref(account, String.valueOf(id))).toList();
    }

    private boolean counts(Deal deal) {
        return settings.pipelines.isEmpty() || settings.pipelines.contains(String.valueOf(deal.pipeline_id()));
    }

    private static String mark(Deal deal) {
        return deal.id() + "@" + deal.update_time();
    }

    private List<String> withinOverlap(Set<String> marks, Instant high) {
        var from = high.minus(settings.pollOverlap);
        var within = marks.stream()
                .filter(mark -> !mark.endsWith("null"))
                .filter(mark ->
                        !Instant.parse(mark.substring(mark.indexOf('@') + 1)).isBefore(from))
                .toList();
        return within.size() > MOST_SEEN ? List.of() : within;
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    /** There is no filter on the time of winning; but winning is an update, and so is archiving. */
    @Override
    public List<SaleRef> wonBetween(LocalDate from, LocalDate to) {
        var start = from.atStartOfDay(PipedriveMapper.AMSTERDAM).toInstant();
        Predicate<Deal> wonThen = deal -> {
            var won = deal.won_time();
            return won != null
                    && !won.isBefore(start)
                    && won.isBefore(to.plusDays(1)
                            .atStartOfDay(PipedriveMapper.AMSTERDAM)
                            .toInstant());
        };
        var updated = pages(cursor -> api.wonDeals(false, start, cursor));
        var archived = pages(cursor -> api.wonDeals(true, start, cursor));
        var created = pages(api::wonDealsByAge)
                .takeWhile(deal -> deal.add_time() == null || !deal.add_time().isBefore(start));
        return refs(Stream.of(updated, archived, created)
                .flatMap(Function.identity())
                .filter(wonThen));
    }

    private static Stream<Deal> pages(Function<String, Page<Deal>> list) {
        return Pages.follow(cursor -> {
            var page = list.apply(cursor);
            return new Pages.Page<>(page.data(), page.next_cursor());
        });
    }
}
