package nl.factuurstroom.examples.service;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import javax.annotation.Nullable;

/** {@code server.*}: where to listen, and what vendors call. */
final class FrontDoor {

    private final int port;
    private final @Nullable URI publicUrl;
    private final @Nullable String adminToken;

    FrontDoor(Configuration configuration) {
        port = configuration.number("server.port", 0, 65_535);
        publicUrl = configuration.has("server.public-url") ? configuration.address("server.public-url") : null;
        adminToken = configuration.optional("server.admin-token");
    }

    /** The loopback address when nobody else is to reach us, else every address of this machine. */
    InetSocketAddress address() {
        if (publicUrl == null || isLoopback(publicUrl)) {
            return new InetSocketAddress(loopback(), port);
        }
        return new InetSocketAddress(port);
    }

    /** @param boundPort the port that was taken */
    URI publicUrl(int boundPort) {
        return publicUrl == null ? URI.create("http://127.0.0.1:" + boundPort) : publicUrl;
    }

    Router router(Wired wired, URI url) {
        return new Router(
                new Webhooks(wired.pipeline(), wired.webhooks(), url),
                new Operations(wired.pipeline()),
                new AdminGate(isLoopback(url), adminToken));
    }

    private InetAddress loopback() {
        try {
            boolean six = publicUrl != null && publicUrl.getHost().contains(":");
            return InetAddress.getByName(six ? "::1" : "127.0.0.1");
        } catch (UnknownHostException e) {
            throw new IllegalStateException("a literal address needs no look-up", e);
        }
    }

    private static boolean isLoopback(URI url) {
        return Loopback.isLoopback(url.getHost());
    }
}
