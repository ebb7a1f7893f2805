package nl.factuurstroom.connector.hubspot;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.hubspot.HubSpotJson.TaxRateJson;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.RejectedException;

/** The account's tax rates, read once a day, when the first line needs them. */
final class HubSpotTaxRates {

    private static final Duration GOOD_FOR = Duration.ofDays(1);
    private static final Duration BETWEEN_READS = Duration.ofMinutes(5);

    private record Known(Map<String, BigDecimal> rates, Instant readAt) {}

    private final HubSpotApi api;
    private final Clock clock;
    private volatile @Nullable Known known;

    HubSpotTaxRates(HubSpotApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    /** Per cent of a tax rate group; empty when the account has none of that id, or doesn't let us see. */
    Optional<BigDecimal> percentage(String groupId) {
        var now = known;
        if (now == null || older(now, GOOD_FOR) || (!now.rates().containsKey(groupId) && older(now, BETWEEN_READS))) {
            now = new Known(read(), clock.instant());
            known = now;
        }
        return Optional.ofNullable(now.rates().get(groupId));
    }

    private boolean older(Known now, Duration age) {
        return clock.instant().isAfter(now.readAt().plus(age));
    }

    private Map<String, BigDecimal> read() {
        var rates = new HashMap<String, BigDecimal>();
        try {
            for (TaxRateJson rate : api.taxRates()) {
                Json.decimal(rate.percentageRate()).ifPresent(percentage -> rates.put(rate.id(), percentage));
            }
        } catch (NotFoundException | RejectedException e) {
            return Map.of();
        }
        return rates;
    }
}
