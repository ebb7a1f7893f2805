package nl.factuurstroom.internal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes personal data out of stored state and texts. Pure. */
final class Blanking {

    static final String BLANK = "[erased]";

    private static final Pattern EMAIL =
            Pattern.compile("[\\p{L}\\p{N}._%+'&=~-]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)*");

    /** Fields that no law asks for, wherever they stand. */
    private static final Set<String> CONTACTS = Set.of("email", "phone", "contactName");

    /** Parts of state that are about the buyer. */
    private static final Set<String> PERSONS =
            Set.of("buyer", "customer", "checks", "customerName", "email", "phone", "contactName", "shipTo");

    /** Fields inside those that say nothing about anybody. */
    private static final Set<String> IMPERSONAL =
            Set.of("kind", "country", "language", "state", "type", "at", "paymentTerm", "why", "purchaseOrderRequired");

    private static final int SHORTEST = 3;

    private Blanking() {}

    /** State or a vendor's answer without e-mail addresses, telephone numbers and contact persons. */
    static String withoutContacts(String json) {
        var tree = StateJson.tree(json);
        strip(tree);
        return StateJson.write(tree);
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var fields = new ArrayList<String>();
            object.fieldNames().forEachRemaining(fields::add);
            for (String field : fields) {
                var value = object.get(field);
                if (value.isTextual() && (CONTACTS.contains(field) || isAddress(value.textValue()))) {
                    object.remove(field);
                } else if (value.isTextual()) {
                    object.put(field, withoutAddresses(value.textValue()));
                } else {
                    strip(value);
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                var value = array.get(i);
                if (value.isTextual()) {
                    array.set(i, withoutAddresses(value.textValue()));
                } else {
                    strip(value);
                }
            }
        }
    }

    private static boolean isAddress(String text) {
        return EMAIL.matcher(text.strip()).matches();
    }

    static String withoutAddresses(String text) {
        return text.indexOf('@') < 0 ? text : EMAIL.matcher(text).replaceAll(Blanking.BLANK);
    }

    /** What tells who the buyer is, longest first: names, addresses, numbers. */
    static List<String> personal(String json, boolean contactsOnly) {
        var found = new LinkedHashSet<String>();
        collect(StateJson.tree(json), contactsOnly ? CONTACTS : PERSONS, false, found);
        return found.stream()
                .filter(value -> value.length() >= SHORTEST)
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    private static void collect(JsonNode node, Set<String> wanted, boolean inside, Set<String> found) {
        if (node.isTextual() && inside) {
            var text = node.textValue().strip();
            found.add(text);
            // VAT ids are kept as prefix and number, and shown without the blank.
            found.add(text.replace(" ", ""));
            return;
        }
        node.fields().forEachRemaining(field -> {
            if (!inside || !IMPERSONAL.contains(field.getKey())) {
                collect(field.getValue(), wanted, inside || wanted.contains(field.getKey()), found);
            }
        });
        if (node.isArray()) {
            node.forEach(element -> collect(element, wanted, inside, found));
        }
    }

    /** A text without these values, and without any e-mail address. */
    static String without(List<String> values, String text) {
        var blanked = withoutAddresses(text);
        for (String value : values) {
            blanked = Pattern.compile(
                            "(?<![\\p{L}\\p{N}])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}])",
                            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(blanked)
                    .replaceAll(java.util.regex.Matcher.quoteReplacement(BLANK));
        }
        return blanked;
    }
}
