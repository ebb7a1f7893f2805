package nl.factuurstroom.connector.support;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.annotation.Nullable;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Digests for webhook signatures, and the only comparison that is right for them. */
public final class Signatures {

    private Signatures() {}

    /** HMAC-SHA256 as lower-case hex; the key is the secret's UTF-8. */
    public static String hmacSha256Hex(String secret, byte[] data) {
        return HexFormat.of().formatHex(hmacSha256(secret, data));
    }

    /** HMAC-SHA256 as Base64 with padding; the key is the secret's UTF-8. */
    public static String hmacSha256Base64(String secret, byte[] data) {
        return Base64.getEncoder().encodeToString(hmacSha256(secret, data));
    }

    /** SHA-256 as lower-case hex. */
    public static String sha256Hex(byte[] data) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** SHA-256 of the text's UTF-8 as lower-case hex. */
    public static String sha256Hex(String text) {
        return sha256Hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether both are there and equal, in a time that does not tell where they differ. */
    public static boolean same(@Nullable String expected, @Nullable String given) {
        return expected != null
                && given != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmacSha256(String secret, byte[] data) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }
}
