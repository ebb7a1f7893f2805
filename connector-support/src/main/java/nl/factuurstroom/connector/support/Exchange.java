package nl.factuurstroom.connector.support;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.annotation.Nullable;
import javax.net.ssl.SSLHandshakeException;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.TransientException;

/** Sends one request once and waits for the whole answer, body included, until the deadline. */
final class Exchange {

    private final HttpClient client;
    private final int bodyLimit;

    Exchange(HttpClient client, int bodyLimit) {
        this.client = client;
        this.bodyLimit = bodyLimit;
    }

    /**
     * @param what for messages: {@code Exact Online, POST crm/Accounts}
     * @throws TransientException when the request certainly wasn't sent
     * @throws OutcomeUnknownException when it was, or may have been, and no whole answer came
     */
    HttpResponse<byte[]> send(HttpRequest request, String what, Deadline deadline) {
        var answer = client.sendAsync(request, BoundedBody.handler(bodyLimit));
        try {
            return answer.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw OutcomeUnknownException.noAnswer("no answer in time from " + what, null);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw OutcomeUnknownException.noAnswer("interrupted while waiting for " + what, null);
        } catch (ExecutionException e) {
            throw failure(e.getCause(), what, answer);
        }
    }

    private InvoicingException failure(
            @Nullable Throwable cause, String what, CompletableFuture<HttpResponse<byte[]>> answer) {
        answer.cancel(true);
        if (neverSent(cause)) {
            return TransientException.of("no connection for " + what, cause);
        }
        if (has(cause, BoundedBody.TooBig.class)) {
            return OutcomeUnknownException.unclearAnswer(
                    "the answer to " + what + " is bigger than " + bodyLimit + " bytes", null, null);
        }
        if (cause instanceof IOException) {
            return OutcomeUnknownException.noAnswer("the connection was lost during " + what, cause);
        }
        return OutcomeUnknownException.noAnswer("no answer from " + what, cause);
    }

    /** Only what fails before the first byte of the request leaves us. */
    private static boolean neverSent(@Nullable Throwable cause) {
        return has(cause, ConnectException.class)
                || has(cause, HttpConnectTimeoutException.class)
                || has(cause, UnresolvedAddressException.class)
                || has(cause, UnknownHostException.class)
                || has(cause, SSLHandshakeException.class);
    }

    private static boolean has(@Nullable Throwable failure, Class<? extends Throwable> type) {
        for (var at = failure; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }
}
