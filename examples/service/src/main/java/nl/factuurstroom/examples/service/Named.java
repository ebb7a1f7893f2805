package nl.factuurstroom.examples.service;

import java.util.function.Function;

/** Settings under one prefix whose names are also those of a builder's setters. */
final class Named {

    private final Configuration configuration;
    private final String prefix;

    Named(Configuration configuration, String prefix) {
        this.configuration = configuration;
        this.prefix = prefix;
    }

    /** Calls the setter when the setting is given. What it refuses becomes a fault under the setting's name. */
    void set(String name, Function<String, ?> setter) {
        var value = configuration.optional(prefix + name);
        if (value != null) {
            configuration.faults().attempt(prefix + name, () -> setter.apply(value));
        }
    }
}
