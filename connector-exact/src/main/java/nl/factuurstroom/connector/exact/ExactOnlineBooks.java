package nl.factuurstroom.connector.exact;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Division;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Item;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Journal;
import nl.factuurstroom.connector.exact.ExactOnlineJson.VatCode;
import nl.factuurstroom.connector.support.CachedValue;

/**
 * What the administration is set up with, read once and kept for a day. What isn't found is asked for again after a
 * while, so that a setting mended in Exact counts without a restart. Thread-safe.
 */
final class ExactOnlineBooks {

    static final Duration GOOD_FOR = Duration.ofDays(1);

    /** How long "it isn't there" is believed of what the configuration names. */
    static final Duration MISSING_FOR = Duration.ofMinutes(1);

    /** How long it is believed of an item that only a sale names: another one is booked on instead. */
    static final Duration UNKNOWN_SKU_FOR = Duration.ofHours(1);

    private record Looked(@Nullable Item item, Instant until) {}

    private final Clock clock;
    private final ExactOnlineApi api;
    private final Set<String> configuredItems;
    private final CachedValue<Map<String, VatCode>> vatCodes;
    private final CachedValue<Set<String>> currencies;
    private final CachedValue<String> moveDate;
    private final Map<String, Looked> items = new ConcurrentHashMap<>();
    private volatile Instant vatCodesReadAt = Instant.MIN;

    ExactOnlineBooks(ExactOnlineSettings settings, ExactOnlineApi api, Clock clock) {
        this.clock = clock;
        this.api = api;
        this.configuredItems = settings.allItems();
        this.vatCodes = new CachedValue<>(clock, GOOD_FOR, this::readVatCodes);
        this.currencies = new CachedValue<>(clock, GOOD_FOR, () -> readCurrencies(settings));
        this.moveDate = new CachedValue<>(
                clock,
                GOOD_FOR,
                () -> own(settings.division())
                        .map(division ->
                                ExactOnlineJson.trimmed(division.moveDate()).replaceAll("[^0-9]", ""))
                        .orElse(""));
    }

    /** By trimmed code. */
    Map<String, VatCode> vatCodes() {
        return vatCodes.get();
    }

    /** The codes as they are now; kept for later. */
    Map<String, VatCode> vatCodesNow() {
        vatCodes.forget();
        return vatCodes.get();
    }

    /** The item as it is now; kept for later. */
    Optional<Item> itemNow(String code) {
        items.remove(code);
        return Optional.ofNullable(items(List.of(code)).get(code));
    }

    /** Reads the codes again unless that was just done; whether it did. */
    boolean vatCodesAgain() {
        if (clock.instant().isBefore(vatCodesReadAt.plus(MISSING_FOR))) {
            return false;
        }
        vatCodesNow();
        return true;
    }

    /** Whether the administration invoices in this currency. Dutch administrations are in euro, so that costs no call. */
    boolean hasCurrency(String code) {
        return code.equals("EUR") || currencies.get().contains(code);
    }

    /** Digits of the day the administration moved to another server, which resets its row versions; mostly empty. */
    String moveDate() {
        return moveDate.get();
    }

    /**
     * The items with these codes that the administration has, by the code asked for. As few calls as possible; none when
     * all are known.
     */
    Map<String, Item> items(Collection<String> codes) {
        var now = clock.instant();
        var unknown =
                codes.stream().filter(code -> !known(code, now)).collect(Collectors.toCollection(LinkedHashSet::new));
        if (!unknown.isEmpty()) {
            look(unknown, now);
        }
        var found = new LinkedHashMap<String, Item>();
        for (String code : codes) {
            var looked = items.get(code);
            if (looked != null && looked.item() != null) {
                found.put(code, looked.item());
            }
        }
        return found;
    }

    private boolean known(String code, Instant now) {
        var looked = items.get(code);
        return looked != null && now.isBefore(looked.until());
    }

    private void look(Set<String> codes, Instant now) {
        var comparisons =
                codes.stream().map(code -> ExactOnlineFilter.text("Code", code)).toList();
        var byCode = ExactOnlineFilter.anyOf(comparisons).stream()
                .flatMap(filter -> api.items(filter).stream())
                .collect(Collectors.toMap(item -> fold(item.code()), Function.identity(), (a, b) -> a));
        for (String code : codes) {
            var item = byCode.get(fold(code));
            var missingFor = configuredItems.contains(code) ? MISSING_FOR : UNKNOWN_SKU_FOR;
            items.put(code, new Looked(item, now.plus(item == null ? missingFor : GOOD_FOR)));
        }
    }

    private Map<String, VatCode> readVatCodes() {
        var codes = new LinkedHashMap<String, VatCode>();
        api.vatCodes().forEach(code -> codes.put(ExactOnlineJson.trimmed(code.code()), code));
        vatCodesReadAt = clock.instant();
        return Map.copyOf(codes);
    }

    private Set<String> readCurrencies(ExactOnlineSettings settings) {
        var known = new LinkedHashSet<>(settings.currencies());
        own(settings.division()).map(Division::currency).map(String::trim).ifPresent(known::add);
        api.journals().stream()
                .map(Journal::currency)
                .map(ExactOnlineJson::trimmed)
                .forEach(known::add);
        return Set.copyOf(known);
    }

    private Optional<Division> own(int division) {
        List<Division> reachable = api.divisions(division);
        return reachable.stream().filter(d -> d.code() == division).findFirst();
    }

    private static String fold(@Nullable String code) {
        return ExactOnlineJson.trimmed(code).toLowerCase(Locale.ROOT);
    }
}
