package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;

/** Leaves a handler with an error answer: the code is empty, only the text tells errors apart. */
final class ExactRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    private ExactRefusal(Answer answer) {
        super(answer.body(), null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }

    static ExactRefusal badRequest(String text) {
        return of(400, text);
    }

    /** Business refusals come as 500. */
    static ExactRefusal business(String text) {
        return of(500, text);
    }

    static ExactRefusal of(int status, String text) {
        return new ExactRefusal(error(status, text));
    }

    static ExactRefusal empty(int status) {
        return new ExactRefusal(new Answer(status, Map.of("Content-Type", List.of("text/html")), ""));
    }

    static Answer error(int status, String text) {
        var body = JsonNodeFactory.instance.objectNode();
        var error = body.putObject("error");
        error.put("code", "");
        error.putObject("message").put("lang", "").put("value", text);
        return Answer.json(status, body.toString());
    }
}
