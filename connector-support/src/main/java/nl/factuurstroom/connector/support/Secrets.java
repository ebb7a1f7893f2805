package nl.factuurstroom.connector.support;

import javax.annotation.Nullable;

/** How a secret shows in {@code toString}: that it is there, and nothing else. */
public final class Secrets {

    private Secrets() {}

    /** {@code (hidden)}, or {@code (not set)} for null and blank. Not even the length shows. */
    public static String mask(@Nullable String secret) {
        return secret == null || secret.isBlank() ? "(not set)" : "(hidden)";
    }
}
