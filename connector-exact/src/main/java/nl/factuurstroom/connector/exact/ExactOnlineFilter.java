package nl.factuurstroom.connector.exact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import nl.factuurstroom.connector.support.VendorHttp;

/** Puts OData filters together. Only what every server reads: comparisons joined by {@code and} and {@code or}. */
final class ExactOnlineFilter {

    /** Comparisons per call: what clients of Exact are known to get away with. */
    static final int MOST = 40;

    /** Encoded characters per filter, so that the whole query stays below the 2048 that IIS takes unless told otherwise. */
    static final int LONGEST = 1700;

    private static final String OR = " or ";

    private ExactOnlineFilter() {}

    static String text(String field, String value) {
        return field + " eq '" + value.replace("'", "''") + "'";
    }

    static String guid(String field, String value) {
        return field + " eq guid'" + value.toLowerCase(Locale.ROOT).replaceAll("[^0-9a-f-]", "") + "'";
    }

    static String number(String field, long value) {
        return field + " eq " + value;
    }

    /** Int64 literals need their L. */
    static String after(String field, long value) {
        return field + " gt " + value + "L";
    }

    static String and(String left, String right) {
        return left + " and " + right;
    }

    /** As few filters as possible that together ask for any of these. */
    static List<String> anyOf(Collection<String> comparisons) {
        var filters = new ArrayList<String>();
        var current = new StringBuilder();
        int count = 0;
        int length = 0;
        for (String comparison : comparisons) {
            int added = VendorHttp.segment(OR + comparison).length();
            if (count > 0 && (count == MOST || length + added > LONGEST)) {
                filters.add(current.toString());
                current.setLength(0);
                count = 0;
                length = 0;
            }
            current.append(count == 0 ? "" : OR).append(comparison);
            count++;
            length += added;
        }
        if (count > 0) {
            filters.add(current.toString());
        }
        return filters;
    }
}
