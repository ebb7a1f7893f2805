package nl.factuurstroom.testkit.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.trigger.WebhookRequest;

/**
 * One delivery as HubSpot sends it: raw bytes and headers.
 *
 * @param url the public address that was signed
 * @param headers signature and timestamp
 * @param body a JSON array of events, UTF-8
 */
public record HubSpotWebhook(URI url, Map<String, List<String>> headers, byte[] body) {

    /** HubSpot waits no longer for an answer. */
    public static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

    /** What {@link #post} gives when no answer came in time. */
    public static final int NO_ANSWER = 0;

    /** As the pipeline gets it from its host. */
    public WebhookRequest request(Instant receivedAt) {
        return WebhookRequest.of("POST", url, headers, body).receivedAt(receivedAt);
    }

    /** The events as text. */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Posts to the signed address. */
    public int post() {
        return post(url, ANSWER_LIMIT);
    }

    /**
     * Posts once.
     *
     * @param target where the receiver really listens, behind the signed public address
     * @param limit how long to wait for an answer
     * @return its status, or {@link #NO_ANSWER}
     */
    public int post(URI target, Duration limit) {
        var request = HttpRequest.newBuilder(target).timeout(limit).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        try {
            return HttpClient.newHttpClient()
                    .send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return NO_ANSWER;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NO_ANSWER;
        }
    }

    @Override
    public String toString() {
        return "HubSpotWebhook[" + url + ", " + body.length + " bytes]";
    }
}
