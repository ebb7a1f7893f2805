package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;

/** HubSpot's envelopes. The wording of messages is ours where the vendor promises none. */
final class HubSpotAnswers {

    static final ObjectMapper MAPPER = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    static final String CORRELATION = "7b6c36b1-b505-4ddb-8715-2e5eb654416d";

    /** A refusal that is thrown from deep inside a call. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Answer answer;

        Refusal(Answer answer) {
            super(answer.body(), null, false, false);
            this.answer = answer;
        }

        Answer answer() {
            return answer;
        }
    }

    private HubSpotAnswers() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static JsonNode parse(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new Refusal(validation("the request holds no valid JSON"));
        }
    }

    static Answer ok(JsonNode body) {
        return Answer.json(200, text(body));
    }

    static String text(JsonNode body) {
        try {
            return MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Answer error(int status, String category, String message) {
        return Answer.json(status, text(envelope(category, message)));
    }

    static Answer validation(String message) {
        return error(400, "VALIDATION_ERROR", message);
    }

    static ObjectNode envelope(String category, String message) {
        return object().put("status", "error")
                .put("message", message)
                .put("correlationId", CORRELATION)
                .put("category", category);
    }

    static Answer missingScope(String scope) {
        var body = envelope("MISSING_SCOPES", "This app lacks a scope that the call needs.");
        body.putArray("errors")
                .addObject()
                .put("message", "One of these scopes is required.")
                .putObject("context")
                .putArray("requiredGranularScopes")
                .add(scope);
        return Answer.json(403, text(body));
    }

    static ObjectNode limit(String message) {
        return object().put("status", "error")
                .put("message", message)
                .put("errorType", "RATE_LIMIT")
                .put("correlationId", CORRELATION);
    }

    static ObjectNode batch(String now) {
        var body = object().put("status", "COMPLETE");
        body.putArray("results");
        body.put("startedAt", now).put("completedAt", now);
        return body;
    }

    /** 200, or 207 when there are errors among the results. */
    static Answer batchAnswer(ObjectNode body) {
        var errors = body.path("errors");
        if (errors.isEmpty()) {
            body.remove("errors");
            return ok(body);
        }
        body.put("numErrors", errors.size());
        return Answer.json(207, text(body));
    }
}
