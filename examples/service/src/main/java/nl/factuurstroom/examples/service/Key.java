package nl.factuurstroom.examples.service;

import java.util.Locale;
import java.util.Optional;
import javax.annotation.Nullable;

/**
 * One setting of the service.
 *
 * @param name as in the properties file: {@code exact.call-timeout}
 * @param defaultOrNull what it is when left out; null when it has no default
 * @param meaning one line for people
 */
record Key(String name, @Nullable String defaultOrNull, String meaning) {

    Optional<String> defaultValue() {
        return Optional.ofNullable(defaultOrNull);
    }

    /** The environment variable that overrides it: {@code EXACT_CALL_TIMEOUT}. */
    String environmentName() {
        return name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
