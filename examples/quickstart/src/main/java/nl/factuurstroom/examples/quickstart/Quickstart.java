package nl.factuurstroom.examples.quickstart;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * {@code mvn -q -Pquickstart compile}: plays six deals against simulated vendors and tells what happened. With {@code
 * -Dlive=true} and tokens it previews deals of a real account instead, see {@link Live}.
 */
public final class Quickstart {

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
        try (var story = new Story(out, folder)) {
            story.play();
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
