package nl.factuurstroom.examples.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminGateTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final Map<String, String> TOKEN = Map.of("authorization", "Bearer s3cret");

    private final AdminGate local = new AdminGate(true, null);
    private final AdminGate open = new AdminGate(false, "s3cret");

    @Test
    void aCallerOnThisMachinePasses() {
        assertThat(local.refusal(HERE, Map.of("host", "127.0.0.1:8080"))).isEmpty();
        assertThat(local.refusal(HERE, Map.of("host", "localhost"))).isEmpty();
        assertThat(local.refusal(HERE, Map.of("host", "[::1]:8080"))).isEmpty();
    }

    @Test
    void aCallerFromElsewhereIsRefusedEvenWithTheToken() throws UnknownHostException {
        var elsewhere = InetAddress.getByName("192.0.2.7");

        assertThat(status(local.refusal(elsewhere, Map.of()))).isEqualTo(403);
        assertThat(status(open.refusal(elsewhere, TOKEN))).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "cf-connecting-ip"})
    void aForwardedRequestNeverCountsAsLocal(String header) {
        assertThat(status(local.refusal(HERE, Map.of(header, "127.0.0.1")))).isEqualTo(403);
        assertThat(status(open.refusal(HERE, Map.of(header, "127.0.0.1", "authorization", "Bearer s3cret"))))
                .isEqualTo(403);
    }

    @Test
    void behindAPublicAddressTheTokenIsAsked() {
        assertThat(open.refusal(HERE, TOKEN)).isEmpty();
        assertThat(status(open.refusal(HERE, Map.of()))).isEqualTo(401);
        assertThat(status(open.refusal(HERE, Map.of("authorization", "Bearer s3cret2"))))
                .isEqualTo(401);
        assertThat(status(open.refusal(HERE, Map.of("authorization", "Basic s3cret"))))
                .isEqualTo(401);
    }

    @Test
    void behindAPublicAddressWithoutATokenNobodyPasses() {
        var none = new AdminGate(false, null);

        assertThat(status(none.refusal(HERE, Map.of()))).isEqualTo(403);
        assertThat(status(none.refusal(HERE, Map.of("authorization", "Bearer null"))))
                .isEqualTo(403);
    }

    @Test
    void aWebPageInTheOperatorsBrowserIsRefused() {
        assertThat(status(local.refusal(HERE, Map.of("origin", "https://evil.example"))))
                .isEqualTo(403);
        assertThat(status(local.refusal(HERE, Map.of("host", "rebound.example:8080"))))
                .isEqualTo(403);
    }

    private static int status(Optional<Answer> refusal) {
        return refusal.orElseThrow().status();
    }
}
