package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.Nullable;

/**
 * Reads a {@code $filter}: comparisons joined by {@code and} and {@code or}, brackets, {@code trim}, {@code startswith},
 * {@code substringof}. As strict as the vendor about literals: a guid field takes only {@code guid'…'}, a 64-bit number
 * only digits with {@code L}. Texts compare like the vendor's database: case and trailing blanks don't count, leading ones do.
 */
final class ODataFilter {

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(guid|datetime)'([^']*)'|'((?:[^']|'')*)'|(-?[0-9]+(?:\\.[0-9]+)?[LlMmDd]?)"
                    + "|([A-Za-z_][A-Za-z0-9_]*)|([(),]))");

    private record Token(String kind, String text) {}

    /** One side of a comparison. */
    private record Side(String kind, Function<JsonNode, JsonNode> field, String literal) {
        boolean isField() {
            return kind.startsWith("field:");
        }
    }

    private final ExactTable table;
    private final List<Token> tokens = new ArrayList<>();
    private final Set<String> used = new LinkedHashSet<>();
    private int at;

    private ODataFilter(ExactTable table, String text) {
        this.table = table;
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length() && !text.substring(end).isBlank()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw syntax(text.substring(end));
            }
            tokens.add(token(matcher));
            end = matcher.end();
        }
    }

    private static Token token(Matcher m) {
        if (m.group(1) != null) {
            return new Token(m.group(1), m.group(2));
        }
        if (m.group(3) != null) {
            return new Token("text", m.group(3).replace("''", "'"));
        }
        if (m.group(4) != null) {
            return new Token("number", m.group(4));
        }
        return m.group(5) != null ? new Token("word", m.group(5)) : new Token("sign", m.group(6));
    }

    /** @throws ExactRefusal (400) when the filter can't be read or uses fields that it may not */
    static Predicate<JsonNode> parse(ExactTable table, String text) {
        var parser = new ODataFilter(table, text);
        var predicate = parser.or();
        if (parser.at < parser.tokens.size()) {
            throw syntax(parser.tokens.get(parser.at).text());
        }
        if (!table.filterFields.isEmpty() && !table.filterFields.containsAll(parser.used)) {
            throw ExactRefusal.badRequest("This $filter parameter is not supported for this resource");
        }
        return predicate;
    }

    private Predicate<JsonNode> or() {
        var left = and();
        while (accept("or")) {
            left = left.or(and());
        }
        return left;
    }

    private Predicate<JsonNode> and() {
        var left = term();
        while (accept("and")) {
            left = left.and(term());
        }
        return left;
    }

    private Predicate<JsonNode> term() {
        if (accept("(")) {
            var inner = or();
            expect(")");
            return inner;
        }
        if (peek("startswith") || peek("substringof")) {
            return test();
        }
        var left = side();
        var operator = next().text();
        var right = side();
        var field = left.isField() ? left : right;
        var value = left.isField() ? right : left;
        checkLiteral(field, value);
        return row -> holds(operator, compare(field, value, row));
    }

    private Predicate<JsonNode> test() {
        boolean starts = next().text().equals("startswith");
        expect("(");
        var first = side();
        expect(",");
        var second = side();
        expect(")");
        if (accept("eq")) {
            expect("true");
        }
        var field = starts ? first : second;
        var literal = (starts ? second : first).literal().toLowerCase(Locale.ROOT);
        return row -> {
            var value = field.field().apply(row).asText("").toLowerCase(Locale.ROOT);
            return starts ? value.startsWith(literal) : value.contains(literal);
        };
    }

    private Side side() {
        var token = next();
        if (!token.kind().equals("word")) {
            return new Side(token.kind(), row -> row, token.text());
        }
        if (Set.of("true", "false", "null").contains(token.text())) {
            return new Side(token.text().equals("null") ? "null" : "flag", row -> row, token.text());
        }
        if (Set.of("trim", "tolower", "toupper").contains(token.text())) {
            expect("(");
            var inner = side();
            expect(")");
            return token.text().equals("trim")
                    ? new Side(inner.kind(), row -> trimmed(inner.field().apply(row)), inner.literal())
                    : inner;
        }
        var kind = table.fields.get(token.text());
        if (kind == null) {
            throw ExactRefusal.badRequest("No property '" + token.text() + "' exists in type 'Exact.Web.Api.Models."
                    + table.type + "' at position 0.");
        }
        used.add(token.text());
        return new Side("field:" + kind, row -> row.path(token.text()), "");
    }

    private static JsonNode trimmed(JsonNode value) {
        return value.isTextual()
                ? com.fasterxml.jackson.databind.node.TextNode.valueOf(
                        value.asText().trim())
                : value;
    }

    private static void checkLiteral(Side field, Side value) {
        if (!field.isField() || value.kind().equals("null")) {
            return;
        }
        boolean fits = switch (ExactTable.Kind.valueOf(field.kind().substring(6))) {
            case TEXT -> value.kind().equals("text");
            case GUID -> value.kind().equals("guid");
            case DATE -> value.kind().equals("datetime");
            case FLAG -> value.kind().equals("flag");
            case LONG ->
                value.kind().equals("number")
                        && value.literal().toUpperCase(Locale.ROOT).endsWith("L");
            case INT, NUMBER -> value.kind().equals("number");
            case NESTED -> false;
        };
        if (!fits) {
            throw ExactRefusal.badRequest("Operator 'eq' incompatible with operand types 'Edm."
                    + field.kind().substring(6) + "' and '" + value.kind() + "' at position 0.");
        }
    }

    /** Null when the sides can't be compared, as in SQL. */
    private static @Nullable Integer compare(Side field, Side value, JsonNode row) {
        var left = field.field().apply(row);
        if (value.kind().equals("null")) {
            return left.isNull() || left.isMissingNode() ? 0 : 1;
        }
        if (left.isNull() || left.isMissingNode()) {
            return null;
        }
        return switch (value.kind()) {
            case "text" -> stripTrailing(left.asText()).compareToIgnoreCase(stripTrailing(value.literal()));
            case "guid" -> left.asText().compareToIgnoreCase(value.literal());
            case "datetime" -> Long.compare(ExactDates.millis(left.asText()), ExactDates.literal(value.literal()));
            case "flag" -> Boolean.compare(left.asBoolean(), Boolean.parseBoolean(value.literal()));
            default ->
                new BigDecimal(left.asText())
                        .compareTo(new BigDecimal(value.literal().replaceAll("[A-Za-z]", "")));
        };
    }

    private static boolean holds(String operator, @Nullable Integer order) {
        if (order == null) {
            return false;
        }
        return switch (operator) {
            case "eq" -> order == 0;
            case "ne" -> order != 0;
            case "gt" -> order > 0;
            case "ge" -> order >= 0;
            case "lt" -> order < 0;
            case "le" -> order <= 0;
            default -> throw syntax(operator);
        };
    }

    private static String stripTrailing(String text) {
        return text.stripTrailing();
    }

    private boolean peek(String text) {
        return at < tokens.size()
                && !tokens.get(at).kind().equals("text")
                && tokens.get(at).text().equals(text);
    }

    private boolean accept(String text) {
        if (peek(text)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String text) {
        if (!accept(text)) {
            throw syntax(text);
        }
    }

    private Token next() {
        if (at >= tokens.size()) {
            throw syntax("end of filter");
        }
        return tokens.get(at++);
    }

    private static ExactRefusal syntax(String near) {
        return ExactRefusal.badRequest("Syntax error at position 0: near '" + near + "'.");
    }
}
