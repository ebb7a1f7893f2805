package nl.factuurstroom.connector.stripe;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nl.factuurstroom.connector.stripe.StripeLineJson.ProductJson;
import nl.factuurstroom.connector.stripe.StripeLineJson.RateJson;
import nl.factuurstroom.connector.support.CachedValue;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.RejectedException;

/** Tax rates and products, which many sales share: read once and kept for a while. Thread-safe. */
final class StripeCatalogue {

    /** A rate's percentage never changes: its seller makes a new rate instead. */
    static final Duration RATES_KEPT = Duration.ofDays(1);

    /** So long after its metadata were changed a product may still count as before. */
    static final Duration PRODUCTS_KEPT = Duration.ofHours(1);

    private final StripeApi api;
    private final Clock clock;
    private final Map<String, CachedValue<RateJson>> rates = new ConcurrentHashMap<>();
    private final Map<String, CachedValue<ProductJson>> products = new ConcurrentHashMap<>();

    StripeCatalogue(StripeApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    /** Without a percentage when Stripe doesn't know it (any more). */
    RateJson rate(String id) {
        return rates.computeIfAbsent(id, i -> new CachedValue<>(clock, RATES_KEPT, () -> readRate(i)))
                .get();
    }

    /** Without metadata when Stripe doesn't know it (any more), or the key may not read products. */
    ProductJson product(String id) {
        return products.computeIfAbsent(id, i -> new CachedValue<>(clock, PRODUCTS_KEPT, () -> readProduct(i)))
                .get();
    }

    private RateJson readRate(String id) {
        try {
            return api.taxRate(id);
        } catch (NotFoundException e) {
            return RateJson.unexpanded(id);
        }
    }

    private ProductJson readProduct(String id) {
        try {
            return api.product(id);
        } catch (NotFoundException | RejectedException e) {
            return ProductJson.unexpanded(id);
        }
    }
}
