package nl.factuurstroom.connector.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Field;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Option;
import nl.factuurstroom.connector.pipedrive.PipedriveProperties.Property;
import nl.factuurstroom.connector.support.CachedValue;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.error.NotFoundException;

/**
 * Finds the account's custom fields by the names or keys in the settings, and reads their values. Field lists cost ten tokens
 * and are kept for a day; a list is only read when the settings name one of its fields.
 */
final class PipedriveFields {

    private static final Duration KEPT = Duration.ofDays(1);

    private final PipedriveProperties properties;
    private final boolean creates;
    private final Map<String, CachedValue<List<Field>>> lists = new TreeMap<>();
    private final Set<String> neverListed = ConcurrentHashMap.newKeySet();
    private volatile Set<String> ownKeys;

    PipedriveFields(PipedriveSettings settings, PipedriveApi api, Clock clock) {
        this.properties = settings.properties;
        this.creates = settings.createProperties;
        for (String owner : List.of("organization", "person", "product")) {
            lists.put(owner, new CachedValue<>(clock, KEPT, () -> read(api, owner)));
        }
        lists.put("deal", new CachedValue<>(clock, KEPT, () -> {
            var fields = read(api, "deal");
            ownKeys = writtenAmong(fields);
            return fields;
        }));
        this.ownKeys = properties.named("deal").entrySet().stream()
                .filter(named -> named.getKey().isWritten() && isKey(named.getValue()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Names that we chose ourselves may be passed over, so then a list that isn't there is an empty one. */
    private List<Field> read(PipedriveApi api, String owner) {
        try {
            return List.copyOf(api.fields(owner));
        } catch (NotFoundException e) {
            if (properties.areUsual(owner)) {
                return List.of();
            }
            throw e;
        }
    }

    /** The key of a custom field is a hash that differs per account. */
    static boolean isKey(String nameOrKey) {
        return nameOrKey.matches("[0-9a-f]{40}");
    }

    /**
     * The field that the settings mean by this property; empty when they don't mention it, or when the account lacks it and
     * nobody named it or it is yet to be made.
     *
     * @throws ConfigurationException when they name a field that the account lacks or has twice
     */
    Optional<Field> field(Property property) {
        var wanted = properties.name(property);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        var found = find(property, wanted.get());
        if (found.isEmpty() && !properties.isUsual(property) && !willBeMade(property, wanted.get())) {
            throw new ConfigurationException(property.setting + " is '" + wanted.get() + "', but " + property.owner
                    + "s in Pipedrive have no custom field of that name or key");
        }
        return found;
    }

    /** Whether the first write makes the field when the account lacks it. */
    boolean willBeMade(Property property, String nameOrKey) {
        return creates && property.isWritten() && !isKey(nameOrKey);
    }

    /** The same, but empty when the account lacks the field. */
    Optional<Field> fieldIfThere(Property property) {
        return properties.name(property).flatMap(wanted -> find(property, wanted));
    }

    /** Keys of the fields that we write, as far as they are known without a call. */
    Set<String> ownKeys() {
        return ownKeys;
    }

    private Set<String> writtenAmong(List<Field> fields) {
        var keys = new HashSet<String>();
        properties.named("deal").forEach((property, wanted) -> {
            if (property.isWritten()) {
                fields.stream().filter(field -> is(field, wanted)).forEach(field -> keys.add(field.field_code()));
            }
        });
        return Set.copyOf(keys);
    }

    private static boolean is(Field field, String wanted) {
        return !Boolean.FALSE.equals(field.is_custom_field())
                && (isKey(wanted) ? wanted.equals(field.field_code()) : same(wanted, field.field_name()));
    }

    private Optional<Field> find(Property property, String wanted) {
        var found = list(property.owner).get().stream()
                .filter(field -> is(field, wanted))
                .toList();
        if (found.size() > 1) {
            throw new ConfigurationException(property.setting + " is '" + wanted + "', but " + property.owner
                    + "s in Pipedrive have " + found.size() + " fields of that name: configure the key instead, one of "
                    + found.stream().map(Field::field_code).collect(Collectors.joining(", ")));
        }
        return found.stream().findFirst();
    }

    private static boolean same(String wanted, @Nullable String name) {
        return name != null && fold(wanted).equals(fold(name));
    }

    private static String fold(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private CachedValue<List<Field>> list(String owner) {
        return Objects.requireNonNull(lists.get(owner), owner);
    }

    /** The next question reads the account's list again. */
    void forget(String owner) {
        list(owner).forget();
    }

    /**
     * Reads the account's list again when a record shows a field that isn't in it: every record shows every custom field, so
     * one that was made since the list was read is noticed at once.
     */
    void notice(String owner, @Nullable Map<String, JsonNode> customFields) {
        if (customFields == null || properties.named(owner).isEmpty()) {
            return;
        }
        if (!unlisted(owner, customFields).isEmpty()) {
            forget(owner);
            neverListed.addAll(unlisted(owner, customFields));
        }
    }

    private Set<String> unlisted(String owner, Map<String, JsonNode> customFields) {
        var keys = new HashSet<>(customFields.keySet());
        keys.removeAll(neverListed);
        list(owner).get().forEach(field -> keys.remove(field.field_code()));
        return keys;
    }

    /** What a record shows in the field of this property, as text: an option's label, a monetary amount without currency. */
    Optional<String> text(Property property, @Nullable Map<String, JsonNode> customFields) {
        return value(property, customFields).flatMap(value -> text(property, value));
    }

    /** The raw value; empty when the settings don't mention the property or the record has nothing there. */
    Optional<JsonNode> value(Property property, @Nullable Map<String, JsonNode> customFields) {
        if (customFields == null) {
            return Optional.empty();
        }
        return field(property)
                .map(field -> customFields.get(field.field_code()))
                .filter(value -> !value.isNull());
    }

    private Optional<String> text(Property property, JsonNode value) {
        var field = field(property);
        boolean choice =
                field.map(Field::options).filter(options -> !options.isEmpty()).isPresent();
        if (!choice) {
            return Json.text(value.isObject() ? value.path("value") : value);
        }
        var labels = labels(field.get(), value);
        if (labels.isEmpty()) {
            forget(property.owner); // an option that came after the list was read
            labels = labels(field(property).orElseThrow(), value);
        }
        return labels.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", labels));
    }

    /** Labels of the chosen options: API v2 has their ids. */
    private static List<String> labels(Field field, JsonNode value) {
        var labels = new ArrayList<String>();
        for (JsonNode chosen : value.isArray() ? value : List.of(value)) {
            var id = Json.text(chosen.isObject() ? chosen.path("id") : chosen).orElse("");
            options(field)
                    .filter(option -> option.id().asText().equals(id))
                    .map(Option::label)
                    .filter(Objects::nonNull)
                    .forEach(labels::add);
        }
        return labels;
    }

    /** The id of the option with this label, any case. */
    static Optional<Long> optionId(Field field, String label) {
        return options(field)
                .filter(option -> same(label, option.label()))
                .map(option -> option.id().asLong())
                .findFirst();
    }

    private static java.util.stream.Stream<Option> options(Field field) {
        var options = field.options();
        return options == null ? java.util.stream.Stream.empty() : options.stream();
    }
}
