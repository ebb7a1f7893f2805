package nl.factuurstroom.testkit.simulator;

import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/** Thrown for what the simulated Stripe answers with an error. */
final class StripeRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String code;

    StripeRefusal(int status, String message, @Nullable String code) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    Answer answer(String requestId) {
        return answer(status, String.valueOf(getMessage()), code, Map.of("Request-Id", List.of(requestId)));
    }

    static Answer answer(int status, String message, @Nullable String code, Map<String, List<String>> headers) {
        var body = StripeObjects.JSON.createObjectNode();
        var error = body.putObject("error");
        error.put("type", status >= 500 ? "api_error" : "invalid_request_error").put("message", message);
        if (code != null) {
            error.put("code", code);
        }
        var all = new java.util.LinkedHashMap<String, List<String>>(headers);
        all.put("Content-Type", List.of("application/json"));
        return new Answer(status, all, body.toString());
    }
}
