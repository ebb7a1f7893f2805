package nl.factuurstroom.examples.quickstart;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

public final class Quickstart {

    private Quickstart() {}

    public static void main(String[] arguments) throws IOException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var folder = Files.createTempDirectory("factuurstroom");
        try (var story = new Story(out, folder)) {
            story.play();
        }
    }
}
