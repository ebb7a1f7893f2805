package nl.factuurstroom.connector.support;

import java.util.Map;

/** A bearer token that does not change while we run. Immutable; {@code toString} hides it. */
public final class BearerToken implements Authenticator {

    private final SecretHeader header;

    private BearerToken(String token) {
        if (token.isBlank()) {
            throw new IllegalArgumentException("the bearer token is blank");
        }
        this.header = SecretHeader.of("Authorization", "Bearer " + token.strip());
    }

    /** Sends {@code Authorization: Bearer <token>}. */
    public static BearerToken of(String token) {
        return new BearerToken(token);
    }

    @Override
    public Map<String, String> headers() {
        return header.headers();
    }

    @Override
    public String toString() {
        return "BearerToken[(hidden)]";
    }
}
