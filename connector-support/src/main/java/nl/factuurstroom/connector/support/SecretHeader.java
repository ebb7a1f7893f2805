package nl.factuurstroom.connector.support;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import nl.factuurstroom.error.RejectedException;

/** A fixed secret in a header: an API key, or a user with a password. Immutable; {@code toString} hides the value. */
public final class SecretHeader implements Authenticator {

    private final String name;
    private final String value;

    private SecretHeader(String name, String value) {
        try {
            this.name = Texts.headerName(name);
            this.value = Texts.headerValue(name, value);
        } catch (RejectedException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Sends {@code value} as header {@code name}. */
    public static SecretHeader of(String name, String value) {
        return new SecretHeader(name, value);
    }

    /** HTTP basic authentication, UTF-8. */
    public static SecretHeader basic(String user, String password) {
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("a user name for basic authentication must not hold a colon");
        }
        var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new SecretHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    @Override
    public Map<String, String> headers() {
        return Map.of(name, value);
    }

    @Override
    public String toString() {
        return "SecretHeader[" + name + ": " + Secrets.mask(value) + "]";
    }
}
