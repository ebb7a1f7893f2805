package nl.factuurstroom.connector.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Field;
import nl.factuurstroom.connector.pipedrive.PipedriveProperties.Property;
import nl.factuurstroom.connector.support.SaleProblem;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.followup.CrmUpdate;
import nl.factuurstroom.money.Money;

/** The custom fields that are written, found or created, and the values for each in the shape that its type takes. */
final class PipedriveSetup {

    private final PipedriveSettings settings;
    private final PipedriveApi api;
    private final PipedriveFields fields;

    PipedriveSetup(PipedriveSettings settings, PipedriveApi api, PipedriveFields fields) {
        this.settings = settings;
        this.api = api;
        this.fields = fields;
    }

    /**
     * What to send for one update.
     *
     * @param fields values by the keys of the fields
     * @param problem what couldn't be said, as a sentence; empty when all could
     */
    record Values(ObjectNode fields, String problem) {}

    /** No call once the field list is known, unless a field must be made. */
    Known find() {
        var found = new LinkedHashMap<Property, Field>();
        for (Map.Entry<Property, String> named :
                settings.properties.named("deal").entrySet()) {
            if (named.getKey().isWritten()) {
                find(named.getKey(), named.getValue()).ifPresent(field -> found.put(named.getKey(), field));
            }
        }
        return new Known(found);
    }

    private Optional<Field> find(Property property, String name) {
        if (!fields.willBeMade(property, name)) {
            return fields.field(property);
        }
        var known = fields.fieldIfThere(property);
        if (known.isPresent()) {
            return known;
        }
        fields.forget("deal"); // as in create()
        return fields.fieldIfThere(property).or(() -> Optional.of(create(property, name)));
    }

    /**
     * Makes the fields that are given by name and that the account doesn't have. May be repeated.
     *
     * @return names of those made now
     */
    List<String> create() {
        fields.forget("deal"); // making one twice makes two fields, so look at the account as it is now
        var created = new ArrayList<String>();
        settings.properties.named("deal").forEach((property, name) -> {
            boolean wanted = property.isWritten() && !PipedriveFields.isKey(name);
            if (wanted && fields.fieldIfThere(property).isEmpty()) {
                create(property, name);
                created.add(name);
            }
        });
        return created;
    }

    private Field create(Property property, String name) {
        var type = Objects.requireNonNull(property.type);
        var labels = type.equals("enum") ? texts() : List.<String>of();
        try {
            return api.createDealField(name, type, labels);
        } catch (RejectedException e) {
            throw new ConfigurationException("the field '" + name + "' (" + property.setting
                    + ") can't be made in Pipedrive: make it by hand, or configure one that is there. "
                    + e.getMessage());
        } finally {
            fields.forget("deal");
        }
    }

    /** What the statuses are called, in the order of an invoice's life. */
    private List<String> texts() {
        return Stream.of(CrmUpdate.Status.values())
                .map(status -> Objects.requireNonNull(settings.statusTexts.get(status)))
                .toList();
    }

    /** The fields that are there. */
    final class Known {

        private final Map<Property, Field> found;

        private Known(Map<Property, Field> found) {
            this.found = found;
        }

        Values values(CrmUpdate update) {
            var values = JsonNodeFactory.instance.objectNode();
            var problem = new StringBuilder();
            found.forEach((property, field) -> {
                try {
                    var value = value(property, field, update);
                    if (value != null) {
                        values.set(field.field_code(), value);
                    }
                } catch (SaleProblem e) {
                    problem.append(problem.isEmpty() ? "" : "; ").append(e.what());
                }
            });
            return new Values(values, problem.toString());
        }
    }

    /** Null when there is nothing to say. */
    private @Nullable JsonNode value(Property property, Field field, CrmUpdate update) {
        return switch (property) {
            case DEAL_INVOICE_NUMBER -> update.invoiceNumber() == null ? null : text(field, update.invoiceNumber());
            case DEAL_INVOICE_STATUS ->
                status(field, Objects.requireNonNull(settings.statusTexts.get(update.status())));
            case DEAL_AMOUNT_PAID -> amount(field, update.paid());
            case DEAL_PAID_DATE ->
                update.paidOn() == null
                        ? NullNode.getInstance()
                        : date(field, update.paidOn().toString());
            default -> null;
        };
    }

    private @Nullable JsonNode status(Field field, String text) {
        if (!"enum".equals(field.field_type())) {
            return text(field, text);
        }
        var option = PipedriveFields.optionId(field, text);
        if (option.isEmpty() && settings.properties.isUsual(Property.DEAL_INVOICE_STATUS)) {
            return null;
        }
        return option.map(LongNode::valueOf)
                .orElseThrow(() -> new SaleProblem("add the option '" + text + "' to its field '" + field.field_name()
                        + "', or configure the text of that status"));
    }

    private static JsonNode text(Field field, String text) {
        return switch (type(field)) {
            case "varchar", "varchar_auto", "text" -> TextNode.valueOf(text);
            default -> throw wrong(field, "text");
        };
    }

    private static JsonNode amount(Field field, Money money) {
        var amount = money.rounded().amount();
        return switch (type(field)) {
            case "double" -> DecimalNode.valueOf(amount);
            case "monetary" -> {
                var value = JsonNodeFactory.instance.objectNode().put("value", amount);
                yield value.put("currency", money.currency().getCurrencyCode());
            }
            case "varchar", "text" -> TextNode.valueOf(amount.toPlainString());
            default -> throw wrong(field, "a number or an amount of money");
        };
    }

    private static JsonNode date(Field field, String day) {
        return switch (type(field)) {
            case "date", "varchar", "text" -> TextNode.valueOf(day);
            default -> throw wrong(field, "a date");
        };
    }

    /** A type that isn't told is taken for text. */
    private static String type(Field field) {
        return field.field_type() == null ? "varchar" : field.field_type();
    }

    private static SaleProblem wrong(Field field, String wanted) {
        return new SaleProblem("its field '" + field.field_name() + "' is of type " + field.field_type()
                + ", but should take " + wanted);
    }

    /** What is wrong with a field that is to be written; empty when it fits. */
    Optional<String> fault(Property property, Field field) {
        var zero = Money.zeroEur();
        try {
            switch (property) {
                case DEAL_INVOICE_NUMBER -> text(field, "");
                case DEAL_INVOICE_STATUS -> settings.statusTexts.values().forEach(text -> status(field, text));
                case DEAL_AMOUNT_PAID -> amount(field, zero);
                case DEAL_PAID_DATE -> date(field, "");
                default -> {}
            }
            return Optional.empty();
        } catch (SaleProblem problem) {
            return Optional.of(problem.what());
        }
    }
}
