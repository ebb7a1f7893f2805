package nl.factuurstroom.examples.service;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.annotation.Nullable;
import nl.factuurstroom.error.ConfigurationException;

/** Gathers what is wrong with a configuration, so that it is all told at once. Not thread-safe. */
final class Faults {

    private final List<String> all = new ArrayList<>();

    void add(String fault) {
        if (!all.contains(fault)) {
            all.add(fault);
        }
    }

    List<String> all() {
        return List.copyOf(all);
    }

    /** What the maker makes; or null and a fault in its words when it refuses. */
    <T> @Nullable T attempt(String subject, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException | IllegalStateException e) {
            add(subject + ": " + e.getMessage());
            return null;
        }
    }

    /** @throws ConfigurationException listing every fault, when there is one */
    void throwIfAny() {
        if (!all.isEmpty()) {
            throw new ConfigurationException((all.size() == 1 ? "1 fault" : all.size() + " faults")
                    + " in the configuration:\n  - " + String.join("\n  - ", all));
        }
    }
}
