package nl.factuurstroom.examples.service;

import java.util.function.BiFunction;
import java.util.function.Function;

/** Settings under one prefix whose names are also those of a builder's setters. */
final class Named {

    private final Configuration configuration;
    private final String prefix;

    Named(Configuration configuration, String prefix) {
        this.configuration = configuration;
        this.prefix = prefix;
    }

    /** Calls the setter for each pair of a setting like {@code boeken=8020, uren=8010}. */
    void setEach(String name, BiFunction<String, String, ?> setter) {
        for (String pair : configuration.list(prefix + name)) {
            int equals = pair.lastIndexOf('=');
            configuration.faults().attempt(prefix + name, () -> {
                if (equals < 1 || equals == pair.length() - 1) {
                    throw new IllegalArgumentException(
                            "pairs are like boeken=8020, with commas between, was '" + pair + "'");
                }
                return setter.apply(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            });
        }
    }

    /** Calls the setter when the setting is given. What it refuses becomes a fault under the setting's name. */
    void set(String name, Function<String, ?> setter) {
        var value = configuration.optional(prefix + name);
        if (value != null) {
            configuration.faults().attempt(prefix + name, () -> setter.apply(value));
        }
    }
}
