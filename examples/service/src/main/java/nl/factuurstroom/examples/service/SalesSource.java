package nl.factuurstroom.examples.service;

import java.time.Duration;
import java.time.Instant;
import javax.annotation.Nullable;
import nl.factuurstroom.followup.CrmUpdater;
import nl.factuurstroom.trigger.Trigger;

/**
 * A configured source of sales.
 *
 * @param trigger what announces them; takes webhooks in under its name
 * @param updater whom to tell, or null where there is nobody
 * @param wonSince sales won before it are left alone; null for the first start
 * @param settle how long after its signal a sale is read
 */
record SalesSource(
        Trigger trigger,
        @Nullable CrmUpdater updater,
        @Nullable Instant wonSince,
        Duration settle) {}
