package nl.factuurstroom.examples.service;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.Nullable;
import nl.factuurstroom.error.ConfigurationException;

/**
 * The settings as given: a properties file (UTF-8), each key overridable by its environment variable. Blank is the same as
 * left out, in both. Getters don't throw: what can't be read is kept as a fault, and something harmless is returned, so that
 * one message can tell everything that is wrong. Values of secret keys are never repeated in it. Not thread-safe.
 */
public final class Configuration {

    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    private final Map<String, String> given;
    private final Faults faults = new Faults();

    private Configuration(Map<String, String> given) {
        this.given = given;
    }

    /** @throws ConfigurationException when the file can't be read */
    public static Configuration read(Path file, Map<String, String> environment) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException("can't read " + file + ": " + e.getMessage());
        }
        var values = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return of(values, environment);
    }

    /** From values in memory, in the way of {@link #read}. */
    public static Configuration of(Map<String, String> values, Map<String, String> environment) {
        var given = new TreeMap<String, String>();
        var unknown = new TreeSet<String>();
        values.forEach((name, value) -> {
            if (!Keys.names().contains(name)) {
                unknown.add(name);
            } else if (!value.isBlank()) {
                given.put(name, value.strip());
            }
        });
        for (Key key : Keys.all().values()) {
            var override = environment.get(key.environmentName());
            if (override != null && !override.isBlank()) {
                given.put(key.name(), override.strip());
            }
        }
        var configuration = new Configuration(given);
        unknown.forEach(name -> configuration.faults.add("there is no setting '" + name + "'"
                + Keys.nearest(name)
                        .map(near -> "; the nearest is '" + near + "'")
                        .orElse("")));
        return configuration;
    }

    /** Whether there is a setting of that name. */
    public static boolean isSetting(String name) {
        return Keys.names().contains(name);
    }

    Faults faults() {
        return faults;
    }

    boolean has(String name) {
        return optional(name) != null;
    }

    /** The value or its default, or null. */
    @Nullable
    String optional(String name) {
        return Optional.ofNullable(given.get(name))
                .or(() -> Keys.of(name).defaultValue())
                .orElse(null);
    }

    /** The value or its default; a fault and "" when there is neither. */
    String text(String name) {
        var value = optional(name);
        if (value == null) {
            faults.add(name + " is missing: " + Keys.of(name).meaning());
            return "";
        }
        return value;
    }

    int number(String name, int least, int most) {
        var text = text(name);
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, with the range
        }
        refuse(name, text, "a whole number from " + least + " to " + most);
        return least;
    }

    /** An amount of zero or more; zero switches things off. */
    BigDecimal amount(String name) {
        var text = text(name);
        try {
            var amount = new BigDecimal(text);
            if (amount.signum() >= 0) {
                return amount;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        refuse(name, text, "an amount like 25000 or 25000.00");
        return BigDecimal.ZERO;
    }

    boolean flag(String name) {
        return choice(name, Map.of("true", true, "false", false), true);
    }

    /** A duration longer than zero. */
    Duration duration(String name) {
        return duration(name, false);
    }

    /** A duration; {@code 0} as well as {@code PT0S} switches things off. */
    Duration durationOrOff(String name) {
        return duration(name, true);
    }

    private Duration duration(String name, boolean mayBeZero) {
        var text = text(name);
        try {
            var duration = text.equals("0") ? Duration.ZERO : Duration.parse(text);
            if (!duration.isNegative() && (mayBeZero || !duration.isZero())) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        refuse(name, text, "an ISO 8601 duration like PT30S or PT5M" + (mayBeZero ? ", 0 for off" : ""));
        return Duration.ofSeconds(1);
    }

    /** A moment, or the beginning of a day in Amsterdam; null when left out. */
    @Nullable
    Instant moment(String name) {
        var text = optional(name);
        if (text == null) {
            return null;
        }
        try {
            return text.length() == "2026-12-01".length()
                    ? LocalDate.parse(text).atStartOfDay(AMSTERDAM).toInstant()
                    : java.time.OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            refuse(name, text, "a moment like 2026-12-01T00:00:00Z or a day like 2026-12-01");
            return null;
        }
    }

    /** An absolute http or https address, without a slash at its end. */
    URI address(String name) {
        return address(name, text(name));
    }

    URI address(String name, String text) {
        try {
            var uri = new URI(text.replaceFirst("/+$", ""));
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        if (!text.isEmpty()) {
            refuse(name, text, "an address like https://example.nl");
        }
        return URI.create("http://127.0.0.1");
    }

    /** One of some words. */
    <T> T choice(String name, Map<String, T> words, T otherwise) {
        var text = text(name);
        var chosen = words.get(text);
        if (chosen != null) {
            return chosen;
        }
        if (!text.isEmpty()) {
            refuse(name, text, String.join(", ", new TreeSet<>(words.keySet())).replaceFirst(", (?=[^,]*$)", " or "));
        }
        return otherwise;
    }

    /** Some words of many, with commas between. */
    List<String> words(String name, java.util.Collection<String> known) {
        text(name);
        var words = new LinkedHashSet<>(list(name));
        words.stream()
                .filter(word -> !known.contains(word))
                .forEach(word -> refuse(name, word, "one or more of " + String.join(", ", new TreeSet<>(known))));
        words.retainAll(known);
        return List.copyOf(words);
    }

    /** What stands between commas; empty when left out. */
    List<String> list(String name) {
        var text = optional(name);
        return text == null
                ? List.of()
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .distinct()
                        .toList();
    }

    private void refuse(String name, String value, String wanted) {
        if (!value.isEmpty()) {
            faults.add(name + " must be " + wanted + ", was '" + value + "'");
        }
    }

    /** Names what is set, no values: they may be secret. */
    @Override
    public String toString() {
        return "Configuration" + given.keySet();
    }
}
