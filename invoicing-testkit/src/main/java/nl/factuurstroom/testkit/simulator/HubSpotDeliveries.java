package nl.factuurstroom.testkit.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What waits to be told to the subscriber. The test decides when it is sent, and when what failed is sent again. */
final class HubSpotDeliveries implements HubSpotStore.Events {

    private static final int MAX_EVENTS = 100;
    private static final int MAX_ATTEMPTS = 11;

    private record Waiting(Consumer<HubSpotWebhooks> event, int attempt) {}

    private final List<Waiting> waiting = new ArrayList<>();
    private final Random random = new Random(7);
    private boolean subscribed;

    void subscribe() {
        subscribed = true;
    }

    @Override
    public void created(String type, String id) {
        if (type.equals("deals")) {
            add(webhook -> webhook.creation(id));
        }
    }

    @Override
    public void stageEntered(String dealId, String stage) {
        add(webhook -> webhook.dealStage(dealId, stage));
    }

    @Override
    public void deleted(String type, String id) {
        if (type.equals("deals")) {
            add(webhook -> webhook.deletion(id));
        }
    }

    @Override
    public void merged(String type, String primaryId, String mergedId, String newId) {
        if (type.equals("deals")) {
            add(webhook -> webhook.merge(primaryId, mergedId, newId));
        }
    }

    private synchronized void add(Consumer<HubSpotWebhooks> event) {
        if (subscribed) {
            waiting.add(new Waiting(event, 0));
        }
    }

    synchronized int waiting() {
        return waiting.size();
    }

    /** Sends all that waits, in no particular order; what got no 2xx waits again, up to ten more times. */
    List<Integer> deliver(Supplier<HubSpotWebhooks> empty, URI target, Duration limit) {
        var statuses = new ArrayList<Integer>();
        for (List<Waiting> batch : batches()) {
            var webhook = empty.get();
            batch.forEach(one -> one.event().accept(webhook.attempt(one.attempt())));
            int status = webhook.build().post(target, limit);
            statuses.add(status);
            if (status / 100 != 2) {
                putBack(batch);
            }
        }
        return statuses;
    }

    private synchronized List<List<Waiting>> batches() {
        Collections.shuffle(waiting, random);
        var batches = new ArrayList<List<Waiting>>();
        for (int from = 0; from < waiting.size(); from += MAX_EVENTS) {
            batches.add(List.copyOf(waiting.subList(from, Math.min(from + MAX_EVENTS, waiting.size()))));
        }
        waiting.clear();
        return batches;
    }

    private synchronized void putBack(List<Waiting> batch) {
        for (Waiting one : batch) {
            if (one.attempt() + 1 < MAX_ATTEMPTS) {
                waiting.add(new Waiting(one.event(), one.attempt() + 1));
            }
        }
    }
}
