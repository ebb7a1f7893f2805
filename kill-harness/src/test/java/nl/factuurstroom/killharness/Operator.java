package nl.factuurstroom.killharness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a node what an operator would. */
final class Operator {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Operator() {}

    /** What waits for a person: a JSON array. */
    static String attention(URI node) {
        return get(node.resolve("/attention")).body();
    }

    static HttpResponse<String> get(URI uri, String... headers) {
        var request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    static HttpResponse<String> post(URI uri, String body, String... headers) {
        var request = HttpRequest.newBuilder(uri).timeout(PATIENCE).POST(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
