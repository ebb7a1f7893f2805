package nl.factuurstroom.connector.hubspot;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.hubspot.HubSpotJson.ObjectJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.PipelineJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.StageJson;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.error.InvoicingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which stages mean won. A deal itself says so ({@code hs_is_closed_won}); the pipelines, read once a day and when a stage
 * shows up that they don't have, only tell which events aren't worth a call, and help out where a deal doesn't say it.
 */
final class HubSpotStages {

    private static final Logger LOG = LoggerFactory.getLogger(HubSpotStages.class);
    private static final Duration GOOD_FOR = Duration.ofDays(1);

    /** A stage that HubSpot doesn't know either must not cost a call each time. */
    private static final Duration BETWEEN_READS = Duration.ofMinutes(5);

    private record Known(Map<String, Boolean> won, Instant readAt) {}

    private final HubSpotApi api;
    private final Clock clock;
    private final Set<String> pipelines;
    private final Set<String> wonStages;
    private volatile @Nullable Known known;

    HubSpotStages(HubSpotApi api, Clock clock, HubSpotSettings settings) {
        this.api = api;
        this.clock = clock;
        this.pipelines = settings.pipelines;
        this.wonStages = settings.wonStages;
    }

    /** Without any call: whether a deal that enters this stage may be won. In doubt it may. */
    boolean mayBeWon(String stage) {
        if (!wonStages.isEmpty()) {
            return wonStages.contains(stage);
        }
        var now = known;
        return now == null || now.won().getOrDefault(stage, true);
    }

    /** Why the deal isn't won; null when it is. */
    @Nullable
    String notWon(ObjectJson deal) {
        var stage = deal.get("dealstage");
        var pipeline = deal.get("pipeline");
        if (!pipelines.isEmpty() && (pipeline == null || !pipelines.contains(pipeline))) {
            return "the deal is in pipeline " + pipeline + ", which isn't one of those configured";
        }
        boolean won = wonStages.isEmpty() ? saysWon(deal, stage) : stage != null && wonStages.contains(stage);
        return won ? null : "the deal is in stage " + stage + ", which is not won";
    }

    private boolean saysWon(ObjectJson deal, @Nullable String stage) {
        var said = deal.get("hs_is_closed_won");
        if (said != null) {
            return said.equals("true");
        }
        var now = known;
        return stage != null && now != null && now.won().getOrDefault(stage, false);
    }

    /** Reads the pipelines when they are a day old or don't have one of these stages. Trouble here stops nobody. */
    void refresh(Iterable<ObjectJson> deals) {
        var now = known;
        if (now == null || older(now, GOOD_FOR) || (older(now, BETWEEN_READS) && unknownStage(now, deals))) {
            try {
                read();
            } catch (InvoicingException e) {
                LOG.debug("HubSpot's pipelines can't be read for now: {}", e.getMessage());
                known = new Known(now == null ? Map.of() : now.won(), clock.instant());
            }
        }
    }

    private boolean older(Known now, Duration age) {
        return clock.instant().isAfter(now.readAt().plus(age));
    }

    /** Reads the pipelines now. */
    Map<String, Boolean> read() {
        var won = new HashMap<String, Boolean>();
        for (PipelineJson pipeline : api.pipelines()) {
            for (StageJson stage : pipeline.stages()) {
                won.put(stage.id(), closedWon(stage));
            }
        }
        known = new Known(Map.copyOf(won), clock.instant());
        return won;
    }

    /** Configured stages and pipelines that the account doesn't have. */
    Set<String> unknownConfigured() {
        var missing = new HashSet<>(wonStages);
        var missingPipelines = new HashSet<>(pipelines);
        for (PipelineJson pipeline : api.pipelines()) {
            missingPipelines.remove(pipeline.id());
            pipeline.stages().forEach(stage -> missing.remove(stage.id()));
        }
        missing.addAll(missingPipelines);
        return missing;
    }

    private static boolean unknownStage(Known now, Iterable<ObjectJson> deals) {
        for (ObjectJson deal : deals) {
            var stage = deal.get("dealstage");
            if (stage != null && !now.won().containsKey(stage)) {
                return true;
            }
        }
        return false;
    }

    /** {@code metadata} holds text: isClosed "true", probability "1.0". Probability alone when isClosed isn't there. */
    private static boolean closedWon(StageJson stage) {
        if (stage.metadata() == null) {
            return false;
        }
        boolean closed = Json.bool(stage.metadata().get("isClosed")).orElse(true);
        return closed && certain(Json.text(stage.metadata().get("probability")).orElse("0"));
    }

    private static boolean certain(String probability) {
        return probability.matches("[0-9]{1,5}(\\.[0-9]{1,80})?")
                && new BigDecimal(probability).compareTo(BigDecimal.ONE) == 0;
    }
}
