package nl.factuurstroom.connector.pipedrive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Catalogued;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Product;
import nl.factuurstroom.connector.pipedrive.PipedriveProperties.Property;

/** Products of the catalogue, for their codes and mapped fields, which the products on a deal don't show. Kept for a day. */
final class PipedriveCatalogue {

    private static final Duration KEPT = Duration.ofDays(1);
    private static final int MOST = 20_000;
    private static final Catalogued UNKNOWN = new Catalogued(null, null, null, null);

    private record Kept(Catalogued product, Instant until) {}

    private final PipedriveApi api;
    private final PipedriveFields fields;
    private final Clock clock;
    private final Map<Long, Kept> kept = new ConcurrentHashMap<>();

    PipedriveCatalogue(PipedriveApi api, PipedriveFields fields, Clock clock) {
        this.api = api;
        this.fields = fields;
        this.clock = clock;
    }

    /** Every id asked is a key; a product that is gone has nothing. One call per hundred that aren't known yet. */
    Map<Long, Catalogued> find(Collection<Long> ids) {
        var now = clock.instant();
        if (kept.size() > MOST) {
            kept.clear();
        }
        var missing = ids.stream()
                .distinct()
                .filter(id ->
                        !kept.containsKey(id) || !now.isBefore(kept.get(id).until()))
                .toList();
        for (List<Long> chunk : PipedriveApi.chunks(missing)) {
            chunk.forEach(id -> kept.put(id, new Kept(UNKNOWN, now.plus(KEPT))));
            for (Product product : api.products(chunk)) {
                kept.put(product.id(), new Kept(catalogued(product), now.plus(KEPT)));
            }
        }
        var found = new LinkedHashMap<Long, Catalogued>();
        ids.forEach(id ->
                found.put(id, kept.getOrDefault(id, new Kept(UNKNOWN, now)).product()));
        return found;
    }

    private Catalogued catalogued(Product product) {
        fields.notice("product", product.custom_fields());
        var code = product.code() == null || product.code().isBlank()
                ? null
                : product.code().strip();
        return new Catalogued(
                code,
                fields.text(Property.PRODUCT_VAT_RATE, product.custom_fields()).orElse(null),
                fields.text(Property.PRODUCT_SUPPLY_KIND, product.custom_fields())
                        .orElse(null),
                fields.text(Property.PRODUCT_GROUP, product.custom_fields()).orElse(null));
    }
}
