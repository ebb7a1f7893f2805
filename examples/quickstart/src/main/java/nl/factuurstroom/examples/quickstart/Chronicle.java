package nl.factuurstroom.examples.quickstart;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import nl.factuurstroom.PipelineListener;

/** Keeps what the pipeline tells, and waits for it. */
final class Chronicle implements PipelineListener {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Event> events = new ArrayList<>();

    @Override
    public synchronized void on(Event event) {
        events.add(event);
        notifyAll();
    }

    /** Waits until this was told about a deal. */
    Event await(String deal, String code, String textPart) {
        return await(event -> event.sale().endsWith(":" + deal)
                && event.code().equals(code)
                && event.text().contains(textPart));
    }

    /** Waits until something like it was told. @throws IllegalStateException when it takes longer than a minute */
    synchronized Event await(Predicate<Event> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var found = events.stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new IllegalStateException("this takes too long; told so far: " + events);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}
