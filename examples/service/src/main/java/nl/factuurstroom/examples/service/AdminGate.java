package nl.factuurstroom.examples.service;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;

/**
 * Who may use the operator's endpoints: callers on this machine only. A forwarded request isn't local, whatever address it
 * comes from. With a public address that isn't loopback some proxy stands before us, which may forward without saying so;
 * then the admin token is asked too. A web page in the operator's own browser is kept out by its Origin and Host headers.
 */
final class AdminGate {

    private static final Set<String> FORWARDING = Set.of(
            "forwarded",
            "via",
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "x-original-forwarded-for",
            "client-ip",
            "true-client-ip",
            "cf-connecting-ip",
            "fastly-client-ip");

    private final boolean publicIsLoopback;
    private final @Nullable String token;

    AdminGate(boolean publicIsLoopback, @Nullable String token) {
        this.publicIsLoopback = publicIsLoopback;
        this.token = token;
    }

    /**
     * Why the caller is refused; empty when it may pass.
     *
     * @param headers by lower-case name, first values
     */
    Optional<Answer> refusal(InetAddress caller, Map<String, String> headers) {
        if (!caller.isLoopbackAddress()) {
            return refused("the operator's endpoints answer callers on this machine only");
        }
        if (headers.keySet().stream().anyMatch(AdminGate::tellsOfForwarding)) {
            return refused("a forwarded request doesn't count as local");
        }
        if (headers.containsKey("origin")
                || !Loopback.isLoopbackHostHeader(headers.getOrDefault("host", "localhost"))) {
            return refused("the operator's endpoints are not for web pages");
        }
        if (publicIsLoopback) {
            return Optional.empty();
        }
        if (token == null) {
            return refused("set server.admin-token: server.public-url isn't a loopback address");
        }
        return carriesToken(headers.getOrDefault("authorization", ""))
                ? Optional.empty()
                : Optional.of(Answer.problem(401, "the admin token is missing or wrong")
                        .with("WWW-Authenticate", "Bearer"));
    }

    private boolean carriesToken(String authorization) {
        var wanted = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(wanted, authorization.strip().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean tellsOfForwarding(String header) {
        var name = header.toLowerCase(Locale.ROOT);
        return FORWARDING.contains(name) || name.startsWith("x-forwarded");
    }

    private static Optional<Answer> refused(String why) {
        return Optional.of(Answer.problem(403, why));
    }
}
