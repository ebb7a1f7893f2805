package nl.factuurstroom.examples.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nl.factuurstroom.PipelineListener;

/** Waits for what the pipeline tells. */
final class Events implements PipelineListener {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Event> told = new ArrayList<>();

    @Override
    public synchronized void on(Event event) {
        told.add(event);
        notifyAll();
    }

    /** Blocks until something with this code was told about a sale whose reference ends or begins so. */
    synchronized Event await(String code, String saleEnd) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var found = told.stream()
                    .filter(event -> event.code().equals(code)
                            && (event.sale().endsWith(saleEnd) || event.sale().startsWith(saleEnd)))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("no " + code + " about " + saleEnd + " among " + told);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
