package nl.factuurstroom.examples.quickstart;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * {@code mvn -q -Pquickstart compile}: plays six deals from HubSpot to Exact Online, then a deal of Pipedrive and a payment at
 * Stripe to Moneybird, all against simulated vendors, and tells what happened. With {@code
 * -Dlive=true} and tokens it previews deals of a real account instead, see {@link Live}.
 */
public final class Quickstart {

    /** The moment at which the payloads were recorded; the clock runs on from there. */
    private static final Instant RECORDED = Instant.parse("2026-11-16T10:00:10Z");

    private Quickstart() {}

    public static void main(String[] arguments) throws IOException {
        // The names of customers aren't ASCII, whatever the terminal's default is.
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (Boolean.getBoolean("live")) {
            Live.run(System.getProperties(), System.getenv(), out);
            return;
        }
        play(out);
    }

    static void play(PrintStream out) throws IOException {
        var folder = Files.createTempDirectory("factuurstroom");
        var clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), RECORDED));
        try {
            try (var story = new Story(out, folder, clock)) {
                story.play();
            }
            try (var story = new StudioStory(out, folder, clock)) {
                story.play();
            }
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
