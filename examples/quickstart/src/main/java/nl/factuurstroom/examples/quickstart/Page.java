package nl.factuurstroom.examples.quickstart;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Lays text out for a terminal. */
final class Page {

    private static final int WIDTH = 110;
    private static final int LABEL = 12;

    private final PrintStream out;

    Page(PrintStream out) {
        this.out = out;
    }

    void line(String text) {
        out.println(text);
    }

    /** A deal's heading. */
    void heading(String text) {
        out.println();
        out.println(text);
    }

    /** A fact with its label; long ones go on under their beginning. */
    void fact(String label, String text) {
        var indent = " ".repeat(3 + LABEL);
        var start = "   " + label + " ".repeat(Math.max(1, LABEL - label.length()));
        var line = new StringBuilder(start);
        boolean first = true;
        for (String word : text.split(" ")) {
            if (!first && line.length() + 1 + word.length() > WIDTH) {
                out.println(line);
                line = new StringBuilder(indent);
                first = true;
            }
            line.append(first ? "" : " ").append(word);
            first = false;
        }
        out.println(line);
    }

    /** Rows in columns; the first row is the head. */
    void table(List<List<String>> rows) {
        var widths = new ArrayList<Integer>();
        for (int column = 0; column < rows.get(0).size(); column++) {
            int at = column;
            widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
        }
        out.println();
        for (int row = 0; row < rows.size(); row++) {
            out.println(row(rows.get(row), widths));
            if (row == 0) {
                out.println(row(widths.stream().map("-"::repeat).toList(), widths));
            }
        }
    }

    private static String row(List<String> cells, List<Integer> widths) {
        var line = new StringBuilder("  ");
        for (int column = 0; column < cells.size(); column++) {
            var cell = cells.get(column);
            line.append(' ').append(cell).append(" ".repeat(widths.get(column) - cell.length() + 1));
        }
        return line.toString().stripTrailing();
    }
}
