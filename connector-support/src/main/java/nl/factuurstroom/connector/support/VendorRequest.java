package nl.factuurstroom.connector.support;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.annotation.Nullable;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.TransientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call being put together; see {@link VendorHttp} for what can become of it. Not thread-safe. A line break or control
 * character in a header or query value is refused with a {@code RejectedException} before anything is sent.
 */
public final class VendorRequest {

    private static final Logger LOG = LoggerFactory.getLogger(VendorHttp.class);
    private static final String JSON = "application/json";

    private final VendorHttp http;
    private final String method;
    private final URI address;
    private final List<String> query = new ArrayList<>();
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private @Nullable byte[] body;
    private boolean repeatable;
    private String endpoint;

    VendorRequest(VendorHttp http, String method, URI address) {
        this.http = http;
        this.method = method;
        this.address = address;
        this.endpoint = path();
        headers.put("Accept", JSON);
        headers.put("User-Agent", "factuurstroom");
    }

    /** Adds a query parameter; encoded here. The same name may be added more than once. */
    public VendorRequest query(String name, String value) {
        query.add(Texts.encode(Texts.queryValue("name", name)) + "=" + Texts.encode(Texts.queryValue(name, value)));
        return this;
    }

    /** Sets a header; names are the same whatever their case. {@code Accept} is {@code application/json} unless set. */
    public VendorRequest header(String name, String value) {
        headers.put(Texts.headerName(name), Texts.headerValue(name, value));
        return this;
    }

    /** Sends the object as JSON; a {@code String} is taken to be JSON already. */
    public VendorRequest json(Object value) {
        body = value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : Bodies.json(value);
        return header("Content-Type", JSON);
    }

    /** Sends the fields as a form, encoded here. */
    public VendorRequest form(Map<String, String> fields) {
        return body("application/x-www-form-urlencoded", Texts.form(fields));
    }

    /** Sends any text, as UTF-8: XML and such. */
    public VendorRequest body(String contentType, String text) {
        body = text.getBytes(StandardCharsets.UTF_8);
        return header("Content-Type", contentType);
    }

    /** Says that sending this call twice does no harm: it may be retried quickly. GET is repeatable by itself. */
    public VendorRequest repeatable() {
        repeatable = true;
        return this;
    }

    /** The key under which the {@link ErrorBrake} counts. Defaults to the path, which may hold ids. */
    public VendorRequest endpoint(String key) {
        endpoint = key;
        return this;
    }

    /** Sends and ignores the answer's body. */
    public VendorResponse<String> send() {
        return send(String.class);
    }

    /** {@link #send(Class)} for callers that need the body only. */
    public <T> T sendForBody(Class<T> type) {
        return send(type).body();
    }

    /**
     * Sends, and reads a 2xx answer.
     *
     * @param type {@code String}, {@code byte[]}, {@code JsonNode} (missing when the body is empty) or a class that Jackson
     *     can read
     * @throws InvoicingException in all other cases, as {@link VendorHttp} says
     */
    public <T> VendorResponse<T> send(Class<T> type) {
        var deadline = Deadline.in(http.callTimeout);
        if (!repeatable) {
            return once(type, deadline);
        }
        return QuickRetries.run(() -> repeatable(type, deadline), deadline, http.sleeper);
    }

    private <T> VendorResponse<T> repeatable(Class<T> type, Deadline deadline) {
        try {
            return once(type, deadline);
        } catch (TransientException e) {
            throw new QuickRetries.Failed(e, true);
        } catch (OutcomeUnknownException e) {
            // Read or written twice does no harm, so there is nothing to find out. What was answered stays as it is.
            throw new QuickRetries.Failed(TransientException.of(String.valueOf(e.getMessage()), e), !e.answered());
        }
    }

    private <T> VendorResponse<T> once(Class<T> type, Deadline deadline) {
        var answer = answered(deadline);
        if (answer.statusCode() / 100 != 2) {
            var refusal = http.errors.translate(failure(answer));
            if (repeatable && answer.statusCode() == 429 && refusal instanceof TransientException later) {
                throw new QuickRetries.Failed(later, false);
            }
            throw refusal;
        }
        try {
            return new VendorResponse<>(
                    answer.statusCode(), answer.headers(), Bodies.read(answer.body(), answer.headers(), type));
        } catch (Bodies.Unreadable e) {
            throw OutcomeUnknownException.unclearAnswer(
                    "the answer of " + what() + " can't be read: " + e.getMessage(),
                    null,
                    failure(answer).requestId());
        }
    }

    /** Sends; and once more if the credentials were refused and better ones are at hand (401 is certainly not done). */
    private HttpResponse<byte[]> answered(Deadline deadline) {
        var credentials = credentials();
        var answer = exchanged(credentials, deadline);
        if (answer.statusCode() == 401 && http.authenticator.refused(credentials) && !deadline.passed()) {
            credentials = credentials();
            answer = exchanged(credentials, deadline);
        }
        if (answer.statusCode() / 100 == 2) {
            http.authenticator.accepted(credentials);
        }
        return answer;
    }

    /** Waits for credentials are long already, so they are no reason for a quick retry. */
    private Map<String, String> credentials() {
        try {
            return http.authenticator.headers();
        } catch (TransientException e) {
            throw repeatable ? new QuickRetries.Failed(e, false) : e;
        }
    }

    private HttpResponse<byte[]> exchanged(Map<String, String> credentials, Deadline deadline) {
        if (http.brake != null) {
            http.brake.check(http.vendor, endpoint);
        }
        var request = request(credentials, deadline);
        var meter = http.meter.get();
        meter.called();
        long began = System.nanoTime();
        var answer = http.exchange.send(request, what(), deadline);
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "{}: {} in {} ms, sent {}, received {}",
                    what(),
                    answer.statusCode(),
                    Duration.ofNanos(System.nanoTime() - began).toMillis(),
                    HeaderLog.of(request.headers().map()),
                    HeaderLog.of(answer.headers().map()));
        }
        if (http.brake != null) {
            http.brake.answered(endpoint, answer.statusCode());
        }
        http.rateHeaders
                .read(answer.statusCode(), answer.headers(), http.clock.instant())
                .forEach(r -> meter.observed(r.budget(), r.limit(), r.remaining(), r.resetsAt()));
        return answer;
    }

    private HttpRequest request(Map<String, String> credentials, Deadline deadline) {
        if (deadline.passed()) {
            throw TransientException.of("no time left to send " + what(), null);
        }
        var all = new LinkedHashMap<String, String>(headers);
        credentials.forEach((name, value) -> all.put(Texts.headerName(name), Texts.headerValue(name, value)));
        var builder = HttpRequest.newBuilder(uri())
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        all.forEach(builder::setHeader);
        return builder.build();
    }

    private URI uri() {
        if (query.isEmpty()) {
            return address;
        }
        var parameters = String.join("&", query);
        return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + parameters);
    }

    private VendorFailure failure(HttpResponse<byte[]> answer) {
        return new VendorFailure(
                http.vendor,
                method,
                path(),
                answer.statusCode(),
                answer.headers(),
                Bodies.text(answer.body(), answer.headers()),
                repeatable,
                http.clock.instant());
    }

    /** Without the query, which may hold personal data. */
    private String what() {
        return http.vendor + ", " + method + " " + path();
    }

    private String path() {
        var base = http.baseUri.getRawPath();
        var path = address.getRawPath();
        return path.startsWith(base) ? path.substring(base.length()) : path;
    }

    @Override
    public String toString() {
        return "VendorRequest[" + what() + "]";
    }
}
