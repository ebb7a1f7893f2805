package nl.factuurstroom.connector.support;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Headers for a DEBUG line: only those known to be harmless are shown, in doubt masked. */
final class HeaderLog {

    private static final Set<String> HARMLESS = Set.of(
            "accept",
            "content-type",
            "content-length",
            "date",
            "prefer",
            "retry-after",
            "server",
            "transfer-encoding",
            "user-agent",
            "x-request-id",
            "request-id",
            "x-correlation-id");

    private HeaderLog() {}

    static String of(Map<String, List<String>> headers) {
        var shown = new TreeMap<String, String>();
        headers.forEach((name, values) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            boolean harmless = HARMLESS.contains(lower) || lower.contains("ratelimit") || lower.contains("rate-limit");
            shown.put(lower, harmless ? String.join(", ", values) : "(hidden)");
        });
        return shown.toString();
    }
}
