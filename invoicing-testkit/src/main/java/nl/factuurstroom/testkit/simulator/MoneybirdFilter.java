package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.Nullable;

/**
 * {@code filter=key:value,key:value}. Unknown keys are ignored without a word; any filter replaces the default period of
 * this year; a draft without date only fits a period that holds today.
 */
final class MoneybirdFilter {

    private static final Set<String> STATES =
            Set.of("all", "draft", "open", "scheduled", "pending_payment", "late", "reminded", "paid", "uncollectible");

    private final Map<String, String> terms = new HashMap<>();
    private final LocalDate today;

    MoneybirdFilter(@Nullable String filter, LocalDate today) {
        this.today = today;
        var text = filter == null || filter.isBlank() ? "period:this_year" : filter;
        for (String term : text.split(",")) {
            int colon = term.indexOf(':');
            if (colon > 0) {
                terms.put(
                        term.substring(0, colon).trim(),
                        term.substring(colon + 1).trim());
            }
        }
    }

    /** What the vendor answers to a wrong value, or null. */
    @Nullable
    Answer complaint() {
        for (String state : values("state")) {
            if (!STATES.contains(state)) {
                return MoneybirdJson.refused(400, "Status is not included in the list", "filter", "invalid");
            }
        }
        try {
            period();
            moment("updated_after");
            moment("created_after");
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return MoneybirdJson.refused(400, "Period must have both a start and end date");
        }
        return null;
    }

    boolean fits(JsonNode invoice) {
        var states = values("state");
        var references = values("reference");
        return (states.isEmpty()
                        || states.contains("all")
                        || states.contains(invoice.path("state").asText()))
                && (references.isEmpty()
                        || references.contains(invoice.path("reference").asText()))
                && same("contact_id", invoice)
                && same("workflow_id", invoice)
                && after("updated_after", invoice, "updated_at")
                && after("created_after", invoice, "created_at")
                && inPeriod(invoice);
    }

    private boolean same(String key, JsonNode invoice) {
        var wanted = terms.get(key);
        return wanted == null || wanted.equals(invoice.path(key).asText());
    }

    private boolean after(String key, JsonNode invoice, String field) {
        var moment = moment(key);
        return moment == null || Instant.parse(invoice.path(field).asText()).isAfter(moment);
    }

    private boolean inPeriod(JsonNode invoice) {
        var period = period();
        if (period.isEmpty()) {
            return true;
        }
        var date = invoice.path("invoice_date").isNull()
                ? today
                : LocalDate.parse(invoice.path("invoice_date").asText());
        return !date.isBefore(period.get(0)) && !date.isAfter(period.get(1));
    }

    private List<LocalDate> period() {
        var period = terms.get("period");
        if (period == null) {
            return List.of();
        }
        if (period.equals("this_year")) {
            return List.of(today.withDayOfYear(1), today.withDayOfYear(today.lengthOfYear()));
        }
        int dots = period.indexOf("..");
        if (dots <= 0 || dots + 2 >= period.length()) {
            throw new IllegalArgumentException(period);
        }
        return List.of(day(period.substring(0, dots), true), day(period.substring(dots + 2), false));
    }

    private static LocalDate day(String text, boolean first) {
        var month = YearMonth.of(Integer.parseInt(text.substring(0, 4)), Integer.parseInt(text.substring(4, 6)));
        if (text.length() == 6) {
            return first ? month.atDay(1) : month.atEndOfMonth();
        }
        return month.atDay(Integer.parseInt(text.substring(6, 8)));
    }

    private @Nullable Instant moment(String key) {
        var text = terms.get(key);
        return text == null ? null : Instant.parse(text.replace(" UTC", "Z").replace(' ', 'T'));
    }

    private List<String> values(String key) {
        var value = terms.get(key);
        return value == null ? List.of() : List.of(value.split("\\|"));
    }
}
