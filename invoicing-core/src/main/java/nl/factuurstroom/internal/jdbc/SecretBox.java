package nl.factuurstroom.internal.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM with the host's key. The first key encrypts, all keys decrypt, so that a key can be replaced: give the new one
 * first and the old one behind it. What is encrypted is bound to its context (the account's name).
 */
final class SecretBox {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_ID = 4;

    private final List<byte[]> keys;
    private final SecureRandom random = new SecureRandom();

    SecretBox(List<byte[]> keys) {
        if (keys.isEmpty() || keys.stream().anyMatch(key -> key.length != 32)) {
            throw new IllegalArgumentException("an encryption key has 32 bytes (base64 of 32 random bytes)");
        }
        this.keys = keys.stream().map(byte[]::clone).toList();
    }

    byte[] encrypt(byte[] plain, String context) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var key = keys.get(0);
        var secret = run(Cipher.ENCRYPT_MODE, key, nonce, plain, context);
        return ByteBuffer.allocate(KEY_ID + NONCE + secret.length)
                .put(id(key))
                .put(nonce)
                .put(secret)
                .array();
    }

    byte[] decrypt(byte[] box, String context) {
        var id = Arrays.copyOf(box, KEY_ID);
        var key = keys.stream()
                .filter(candidate -> Arrays.equals(id(candidate), id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the tokens of " + context
                        + " were encrypted with a key that isn't given: give it as an earlier key and start again. If it is"
                        + " lost, configure a new login of the account, start again and retry, which drops them"));
        var nonce = Arrays.copyOfRange(box, KEY_ID, KEY_ID + NONCE);
        return run(Cipher.DECRYPT_MODE, key, nonce, Arrays.copyOfRange(box, KEY_ID + NONCE, box.length), context);
    }

    boolean isOutdated(byte[] box) {
        return !Arrays.equals(id(keys.get(0)), Arrays.copyOf(box, KEY_ID));
    }

    private static byte[] run(int mode, byte[] key, byte[] nonce, byte[] input, String context) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the tokens of " + context + " cannot be "
                    + (mode == Cipher.ENCRYPT_MODE ? "encrypted" : "decrypted: was the store tampered with?"));
        }
    }

    /** Says which key was used without telling anything about it. */
    private static byte[] id(byte[] key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update("factuurstroom key id".getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest.digest(key), KEY_ID);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
