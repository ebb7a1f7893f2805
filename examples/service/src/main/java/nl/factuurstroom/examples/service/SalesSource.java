package nl.factuurstroom.examples.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.annotation.Nullable;
import nl.factuurstroom.followup.CrmUpdater;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.trigger.Trigger;

/**
 * A configured source of sales.
 *
 * @param trigger what announces them; takes webhooks in under its name
 * @param updater whom to tell, or null where there is nobody
 * @param wonSince sales won before it are left alone; null for the first start
 * @param settle how long after its signal a sale is read
 * @param defaultKind what a line is that doesn't say
 */
record SalesSource(
        Trigger trigger,
        @Nullable CrmUpdater updater,
        @Nullable Instant wonSince,
        Duration settle,
        SupplyKind defaultKind) {

    private static final Map<String, SupplyKind> KINDS = Map.of(
            "goods", SupplyKind.GOODS,
            "goederen", SupplyKind.GOODS,
            "services", SupplyKind.SERVICE,
            "diensten", SupplyKind.SERVICE);

    static SupplyKind supplyKind(Configuration configuration, String key) {
        return configuration.choice(key, KINDS, SupplyKind.SERVICE);
    }
}
