package nl.factuurstroom.connector.vies;

import nl.factuurstroom.connector.support.AccountConnection;
import nl.factuurstroom.connector.support.Sleeper;
import nl.factuurstroom.connector.support.VendorHttp;

/** The REST contract of VIES. The web site's own call {@code /ms/…} is left alone: on an error it says "invalid". */
final class ViesApi {

    private final VendorHttp http;

    ViesApi(ViesSettings settings, AccountConnection connection, Sleeper sleeper) {
        this.http = VendorHttp.builder("VIES", settings.baseUrl())
                .account(connection)
                .callTimeout(settings.callTimeout())
                .sleeper(sleeper)
                .bodyLimit(1 << 20)
                .errors(ViesErrors::translate)
                .build();
    }

    /** A question changes nothing, so it is repeatable though it is a POST. */
    ViesJson.Answer check(ViesJson.Question question) {
        var answer = http.post("check-vat-number").json(question).repeatable().sendForBody(ViesJson.Answer.class);
        // Which status comes with which error isn't documented; a 200 may hold one too.
        if (answer.errorWrappers() != null && !answer.errorWrappers().isEmpty()) {
            throw ViesErrors.of(ViesErrors.code(answer.errorWrappers().get(0).error()));
        }
        return answer;
    }

    ViesJson.Status status() {
        return http.get("check-status").sendForBody(ViesJson.Status.class);
    }
}
