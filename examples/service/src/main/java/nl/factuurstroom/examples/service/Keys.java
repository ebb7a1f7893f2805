package nl.factuurstroom.examples.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Every setting there is, with its default, from {@code keys.txt}. The names are a contract: other programs write them. */
final class Keys {

    private static final Pattern LINE = Pattern.compile("(?<name>\\S+) = ?(?<value>.*?) *\\| (?<meaning>.+)");
    private static final int CLOSE_ENOUGH = 4;

    private static final Map<String, Key> ALL = read();

    private Keys() {}

    /** All keys by name, in the order in which people read them. */
    static Map<String, Key> all() {
        return ALL;
    }

    /** The key of that name. @throws IllegalArgumentException when there is none: a fault of ours */
    static Key of(String name) {
        return Optional.ofNullable(ALL.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no such setting: " + name));
    }

    /** The known key that looks most like the given one, if any looks like it at all. */
    static Optional<String> nearest(String unknown) {
        return ALL.keySet().stream()
                .min(Comparator.comparingInt(name -> distance(name, unknown)))
                .filter(name -> distance(name, unknown) <= Math.max(CLOSE_ENOUGH, unknown.length() / 3));
    }

    static Set<String> names() {
        return ALL.keySet();
    }

    private static Map<String, Key> read() {
        try (var in = Keys.class.getResourceAsStream("keys.txt")) {
            var table = new String(Objects.requireNonNull(in, "keys.txt").readAllBytes(), StandardCharsets.UTF_8);
            var keys = new LinkedHashMap<String, Key>();
            table.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        var key = key(line);
                        keys.put(key.name(), key);
                    });
            return Collections.unmodifiableMap(keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Key key(String line) {
        var matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalStateException("not a line of keys.txt: " + line);
        }
        var value = matcher.group("value");
        return new Key(matcher.group("name"), value.isEmpty() ? null : value, matcher.group("meaning"));
    }

    /** How many letters must change to make one word of the other (Levenshtein). */
    private static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
