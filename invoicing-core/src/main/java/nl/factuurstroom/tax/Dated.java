package nl.factuurstroom.tax;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.annotation.Nullable;

/**
 * A value that holds from one day to another, both included.
 *
 * @param from null for always before
 * @param to null for not known to end
 */
record Dated<T>(@Nullable LocalDate from, @Nullable LocalDate to, T value) {

    boolean covers(LocalDate date) {
        return (from == null || !date.isBefore(from)) && (to == null || !date.isAfter(to));
    }

    static <T> Optional<T> at(List<Dated<T>> periods, LocalDate date) {
        return periods.stream().filter(p -> p.covers(date)).map(Dated::value).findFirst();
    }

    /** Reads an array of objects with {@code from} and {@code to}; periods must not overlap. */
    static <T> List<Dated<T>> list(JsonNode array, String path, Function<JsonNode, T> value) {
        var periods = new ArrayList<Dated<T>>();
        for (JsonNode node : array) {
            var here = path + "[" + periods.size() + "]";
            try {
                periods.add(new Dated<>(date(node.get("from")), date(node.get("to")), value.apply(node)));
            } catch (DateTimeParseException | IllegalArgumentException e) {
                throw new IllegalArgumentException(here + ": " + e.getMessage(), e);
            }
        }
        refuseOverlap(periods, path);
        return List.copyOf(periods);
    }

    private static <T> void refuseOverlap(List<Dated<T>> periods, String path) {
        for (int i = 1; i < periods.size(); i++) {
            var before = periods.get(i - 1).to();
            var from = periods.get(i).from();
            if (before == null || from == null || !from.isAfter(before)) {
                throw new IllegalArgumentException(path + "[" + i + "] begins before the period above it ends");
            }
        }
    }

    static @Nullable LocalDate date(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : LocalDate.parse(node.asText());
    }
}
