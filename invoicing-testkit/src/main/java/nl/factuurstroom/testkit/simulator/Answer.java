package nl.factuurstroom.testkit.simulator;

import java.util.List;
import java.util.Map;

/**
 * A simulator's answer.
 *
 * @param status HTTP status
 * @param headers by name
 * @param body text, UTF-8; empty for none
 */
public record Answer(int status, Map<String, List<String>> headers, String body) {

    public static Answer json(int status, String body) {
        return new Answer(status, Map.of("Content-Type", List.of("application/json;charset=utf-8")), body);
    }

    public static Answer empty(int status) {
        return new Answer(status, Map.of(), "");
    }
}
