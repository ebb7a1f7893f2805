package nl.factuurstroom.examples.quickstart;

import java.io.PrintStream;

final class Page {
    private final PrintStream out;

    Page(PrintStream out) {
        this.out = out;
    }

    void raw(String line) {
        out.println(line);
    }
}
