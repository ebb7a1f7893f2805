package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.annotation.Nullable;

/** What lies in one simulated Pipedrive company: records, fields, lines, discounts, notes; and the sums over them. */
final class PipedriveRecords {

    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    static final String DEAL = "deal";
    static final String ORGANIZATION = "organization";
    static final String PERSON = "person";
    static final String PRODUCT = "product";

    private final Clock clock;
    private final Map<String, Map<Long, ObjectNode>> records = new LinkedHashMap<>();
    private final Map<String, Map<String, ObjectNode>> fields = new LinkedHashMap<>();
    private final Map<Long, ObjectNode> notes = new TreeMap<>();
    private final Set<String> hidden = new HashSet<>();
    private final PipedriveLines lines;
    private long lastId = 1000;

    PipedriveRecords(Clock clock, PipedriveHabits habits) {
        this.clock = clock;
        this.lines = new PipedriveLines(this, habits);
        for (String kind : List.of(DEAL, ORGANIZATION, PERSON, PRODUCT)) {
            records.put(kind, new TreeMap<>());
            fields.put(kind, new LinkedHashMap<>());
        }
        builtIn(DEAL, "title", "Deal Title");
        builtIn(ORGANIZATION, "name", "Organization Name");
        builtIn(PERSON, "name", "Name");
        builtIn(PRODUCT, "name", "Product Name");
    }

    private void builtIn(String kind, String code, String name) {
        var field = JSON.createObjectNode();
        field.put("field_name", name).put("field_code", code).put("field_type", "varchar");
        field.putNull("options").putNull("subfields");
        field.put("is_custom_field", false).put("is_optional_response_field", false);
        fieldsOf(kind).put(code, field);
    }

    PipedriveLines lines() {
        return lines;
    }

    long nextId() {
        return ++lastId;
    }

    String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    // -- records ------------------------------------------------------------------------------------------------------

    ObjectNode add(String kind, ObjectNode template, String json) {
        var record = template;
        record.setAll(object(json));
        if (!record.hasNonNull("id")) {
            record.put("id", nextId());
        }
        recordsOf(kind).put(record.get("id").asLong(), record);
        fieldsOf(kind).values().forEach(field -> unfilled(record, field));
        return record;
    }

    /** Null when it doesn't exist or our user may not see it. */
    @Nullable
    ObjectNode find(String kind, long id) {
        return hidden.contains(kind + id) ? null : recordsOf(kind).get(id);
    }

    ObjectNode get(String kind, long id) {
        var record = recordsOf(kind).get(id);
        if (record == null) {
            throw new IllegalArgumentException("no " + kind + " " + id);
        }
        return record;
    }

    List<ObjectNode> visible(String kind) {
        return recordsOf(kind).entrySet().stream()
                .filter(entry -> !hidden.contains(kind + entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    boolean hide(String kind, long id) {
        return hidden.add(kind + id);
    }

    boolean show(String kind, long id) {
        return hidden.remove(kind + id);
    }

    private Map<Long, ObjectNode> recordsOf(String kind) {
        var all = records.get(kind);
        if (all == null) {
            throw new IllegalArgumentException("no such kind: " + kind);
        }
        return all;
    }

    ObjectNode template(String name) {
        var record = JSON.createObjectNode();
        record.put("name", name)
                .put("owner_id", PipedriveSimulator.SELLER)
                .put("visible_to", 3)
                .put("is_deleted", false);
        record.put("add_time", now()).put("update_time", now());
        record.putObject("custom_fields");
        return record;
    }

    ObjectNode dealTemplate() {
        var deal = JSON.createObjectNode();
        deal.put("title", "Jaarabonnement en implementatie").put("creator_user_id", PipedriveSimulator.SELLER);
        deal.put("owner_id", PipedriveSimulator.SELLER)
                .put("value", BigDecimal.ZERO)
                .put("currency", "EUR");
        deal.putNull("person_id").putNull("org_id").put("stage_id", 5).put("pipeline_id", 1);
        deal.put("add_time", now()).putNull("update_time").putNull("stage_change_time");
        deal.put("status", "open")
                .put("is_archived", false)
                .put("is_deleted", false)
                .putNull("archive_time");
        for (String time : List.of("close_time", "won_time", "lost_time", "first_won_time", "lost_reason")) {
            deal.putNull(time);
        }
        deal.put("visible_to", 3).putArray("label_ids");
        deal.putObject("custom_fields");
        return deal;
    }

    // -- fields -------------------------------------------------------------------------------------------------------

    Map<String, ObjectNode> fieldsOf(String kind) {
        var all = fields.get(kind);
        if (all == null) {
            throw new IllegalArgumentException("no such kind: " + kind);
        }
        return all;
    }

    /** A field's code is a hash of 40 characters that differs per account. */
    ObjectNode addField(String kind, String name, String type, List<String> labels) {
        var code = sha1(kind + name + nextId());
        var field = JSON.createObjectNode();
        field.put("field_name", name).put("field_code", code).put("field_type", type);
        if (labels.isEmpty()) {
            field.putNull("options");
        } else {
            var options = field.putArray("options");
            labels.forEach(label -> options.addObject().put("id", nextId()).put("label", label));
        }
        field.putNull("subfields").put("is_custom_field", true).put("is_optional_response_field", false);
        fieldsOf(kind).put(code, field);
        recordsOf(kind).values().forEach(record -> unfilled(record, field));
        return field;
    }

    String addOption(String kind, String code, String label) {
        long id = nextId();
        options(kind, code).addObject().put("id", id).put("label", label);
        return String.valueOf(id);
    }

    String optionId(String kind, String code, String label) {
        for (JsonNode option : options(kind, code)) {
            if (option.get("label").asText().equals(label)) {
                return option.get("id").asText();
            }
        }
        throw new IllegalArgumentException("no option " + label);
    }

    private ArrayNode options(String kind, String code) {
        var field = fieldsOf(kind).get(code);
        if (field == null) {
            throw new IllegalArgumentException("no field " + code);
        }
        return (ArrayNode) field.get("options");
    }

    /** Every record shows every custom field, null while it has nothing. */
    private static void unfilled(ObjectNode record, ObjectNode field) {
        var code = field.get("field_code").asText();
        if (field.get("is_custom_field").asBoolean()
                && !record.get("custom_fields").has(code)) {
            ((ObjectNode) record.get("custom_fields")).putNull(code);
        }
    }

    /** What API v2 would refuse in a value for a custom field; null when it is fine. */
    @Nullable
    String refusal(String code, JsonNode value) {
        var field = fieldsOf(DEAL).get(code);
        if (field == null || !field.get("is_custom_field").asBoolean()) {
            return "Unknown custom field '" + code + "'";
        }
        if (value.isNull()) {
            return null;
        }
        boolean fits = switch (field.get("field_type").asText()) {
            case "double" -> value.isNumber();
            case "enum" -> value.isIntegralNumber() && hasOption(field, value.asLong());
            case "set" -> value.isArray() && !value.isEmpty();
            case "date" -> value.isTextual() && value.asText().matches("\\d{4}-\\d{2}-\\d{2}");
            case "monetary" ->
                value.path("value").isNumber() && value.path("currency").isTextual();
            case "varchar" -> value.isTextual() && value.asText().length() <= 255;
            default -> value.isTextual();
        };
        return fits ? null : "Validation failed: custom_fields." + code + ": invalid value";
    }

    private static boolean hasOption(ObjectNode field, long id) {
        for (JsonNode option : field.get("options")) {
            if (option.get("id").asLong() == id) {
                return true;
            }
        }
        return false;
    }

    /** What a deal shows in a custom field, by the field's name; options by their label. */
    Optional<String> shown(long dealId, String fieldName) {
        for (ObjectNode field : fieldsOf(DEAL).values()) {
            if (field.get("field_name").asText().equals(fieldName)) {
                var code = field.get("field_code").asText();
                var value = get(DEAL, dealId).path("custom_fields").path(code);
                return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(label(field, value));
            }
        }
        return Optional.empty();
    }

    private static String label(ObjectNode field, JsonNode value) {
        for (JsonNode option : field.path("options")) {
            if (value.isIntegralNumber() && option.get("id").asLong() == value.asLong()) {
                return option.get("label").asText();
            }
        }
        return value.isObject() ? value.path("value").asText() : value.asText();
    }

    // -- notes --------------------------------------------------------------------------------------------------------

    ObjectNode addNote(JsonNode body, long userId) {
        var note = JSON.createObjectNode();
        long id = nextId();
        var time = v1Time(clock.instant());
        note.put("id", id).put("active_flag", true).put("add_time", time).put("update_time", time);
        note.put("content", body.path("content").asText().replaceAll("(?is)<script.*?</script>", ""));
        note.set("deal_id", body.path("deal_id"));
        note.put("pinned_to_deal_flag", body.path("pinned_to_deal_flag").asInt() == 1);
        note.put("user_id", userId);
        notes.put(id, note);
        return note;
    }

    Map<Long, ObjectNode> notes() {
        return notes;
    }

    // -- JSON ---------------------------------------------------------------------------------------------------------

    /** API v1 writes UTC without saying so. */
    static String v1Time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", "");
    }

    static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + json, e);
        }
    }

    static ArrayNode array(Iterable<? extends JsonNode> rows) {
        var array = JSON.createArrayNode();
        rows.forEach(array::add);
        return array;
    }

    static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String uuid(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
