package nl.factuurstroom.connector.smtp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.support.Secrets;

/**
 * Which mail server to use and how. Made by {@link #builder()}; {@code toString} hides the password.
 *
 * @param host name or address of the server
 * @param port 1 to 65535
 * @param user or null: no login
 * @param password of that user, or null
 * @param from sender: {@code facturen@jansen.nl}, or {@code Jansen Advies <facturen@jansen.nl>}
 * @param encryption how the connection is protected
 * @param connectTimeout for making the connection
 * @param answerTimeout for each answer of the server
 */
public record SmtpSettings(
        String host,
        int port,
        @Nullable String user,
        @Nullable String password,
        String from,
        Encryption encryption,
        Duration connectTimeout,
        Duration answerTimeout) {

    /** Mail submission. */
    public static final int DEFAULT_PORT = 587;

    /** Ten seconds. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** Thirty seconds. */
    public static final Duration DEFAULT_ANSWER_TIMEOUT = Duration.ofSeconds(30);

    /** How the connection is protected. Certificates and host names are always checked. */
    public enum Encryption {
        /** STARTTLS, and nothing is sent without it. */
        STARTTLS,
        /** TLS from the first byte, usually on port 465. */
        TLS,
        /** STARTTLS where the server offers it, else in the clear. For a server on the same machine. */
        OPTIONAL
    }

    public SmtpSettings {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(encryption, "encryption");
        if (host.isBlank() || host.chars().anyMatch(c -> c <= ' ')) {
            throw new IllegalArgumentException("smtp.host must be a host name or address");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("smtp.port must be 1 to 65535, was " + port);
        }
        if ((user == null) != (password == null)) {
            throw new IllegalArgumentException("smtp.user and smtp.password belong together");
        }
        SmtpMapper.sender(from);
        positive(connectTimeout);
        positive(answerTimeout);
    }

    private static void positive(Duration timeout) {
        if (timeout.isNegative() || timeout.toMillis() < 1 || timeout.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("a timeout must be longer than zero and at most ten minutes");
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String toString() {
        return "SmtpSettings[host=" + host + ", port=" + port + ", user=" + user + ", password="
                + Secrets.mask(password) + ", from=" + from + ", encryption=" + encryption + ", connectTimeout="
                + connectTimeout + ", answerTimeout=" + answerTimeout + "]";
    }

    /** Not thread-safe. */
    public static final class Builder {

        private @Nullable String host;
        private int port = DEFAULT_PORT;
        private @Nullable String user;
        private @Nullable String password;
        private @Nullable String from;
        private @Nullable Encryption encryption;
        private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
        private Duration answerTimeout = DEFAULT_ANSWER_TIMEOUT;

        private Builder() {}

        /** Required. */
        public Builder host(String name) {
            this.host = name.strip();
            return this;
        }

        /** Defaults to 587. */
        public Builder port(int number) {
            this.port = number;
            return this;
        }

        /** Defaults to no login. Blank texts mean the same. */
        public Builder login(@Nullable String name, @Nullable String secret) {
            this.user = name == null || name.isBlank() ? null : name.strip();
            this.password = secret == null || secret.isBlank() ? null : secret;
            return this;
        }

        /** Required. An address, or {@code Name <address>}. */
        public Builder from(String sender) {
            this.from = sender.strip();
            return this;
        }

        /** Defaults to TLS on port 465, OPTIONAL when the host is the loopback address, else STARTTLS. */
        public Builder encryption(Encryption how) {
            this.encryption = how;
            return this;
        }

        /** True: {@link Encryption#STARTTLS}. False: {@link Encryption#OPTIONAL}. */
        public Builder startTls(boolean required) {
            return encryption(required ? Encryption.STARTTLS : Encryption.OPTIONAL);
        }

        /** Defaults to 10 seconds to connect and 30 for each answer. */
        public Builder timeouts(Duration connect, Duration answer) {
            this.connectTimeout = connect;
            this.answerTimeout = answer;
            return this;
        }

        /**
         * @throws IllegalStateException naming all that is missing
         * @throws IllegalArgumentException when a value can't be right
         */
        public SmtpSettings build() {
            var missing = new ArrayList<String>();
            if (host == null) {
                missing.add("host (smtp.host)");
            }
            if (from == null) {
                missing.add("from (smtp.from)");
            }
            if (host == null || from == null) {
                throw new IllegalStateException("the mail server needs " + String.join(" and ", missing));
            }
            var how = encryption == null ? usual(host, port) : encryption;
            return new SmtpSettings(host, port, user, password, from, how, connectTimeout, answerTimeout);
        }

        private static Encryption usual(String host, int port) {
            if (port == 465) {
                return Encryption.TLS;
            }
            boolean here = host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
            return here ? Encryption.OPTIONAL : Encryption.STARTTLS;
        }
    }
}
