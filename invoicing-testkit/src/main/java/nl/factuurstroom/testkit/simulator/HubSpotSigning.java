package nl.factuurstroom.testkit.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HubSpot's three ways to sign a request. */
final class HubSpotSigning {

    private static final Map<String, String> DECODED = Map.ofEntries(
            Map.entry("%3A", ":"),
            Map.entry("%2F", "/"),
            Map.entry("%3F", "?"),
            Map.entry("%40", "@"),
            Map.entry("%21", "!"),
            Map.entry("%24", "$"),
            Map.entry("%27", "'"),
            Map.entry("%28", "("),
            Map.entry("%29", ")"),
            Map.entry("%2A", "*"),
            Map.entry("%2C", ","),
            Map.entry("%3B", ";"));

    private HubSpotSigning() {}

    static String v1(String secret, byte[] body) {
        return sha256(join(secret.getBytes(StandardCharsets.UTF_8), body));
    }

    static String v2(String secret, String uri, byte[] body) {
        return sha256(join((secret + "POST" + uri).getBytes(StandardCharsets.UTF_8), body));
    }

    static String v3(String secret, String uri, byte[] body, String timestamp) {
        var plain = uri;
        for (Map.Entry<String, String> escape : DECODED.entrySet()) {
            plain = plain.replace(escape.getKey(), escape.getValue());
        }
        var start = ("POST" + plain).getBytes(StandardCharsets.UTF_8);
        var data = join(join(start, body), timestamp.getBytes(StandardCharsets.UTF_8));
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(data));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(byte[] data) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        var joined = new ByteArrayOutputStream();
        joined.writeBytes(first);
        joined.writeBytes(second);
        return joined.toByteArray();
    }
}
