package nl.factuurstroom.connector.support;

import java.net.http.HttpHeaders;

/**
 * A 2xx answer.
 *
 * @param status HTTP status
 * @param headers names are found whatever their case
 * @param body as asked for; {@code toString} leaves it out
 * @param <T> what the body was read as
 */
public record VendorResponse<T>(int status, HttpHeaders headers, T body) {

    @Override
    public String toString() {
        return "VendorResponse[status=" + status + "]";
    }
}
