package nl.factuurstroom.internal.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import nl.factuurstroom.sale.SaleRef;

/**
 * What stays of an id after erasure: a hash that tells nothing to who doesn't know the id, and that recognises it when it
 * comes again. Deal numbers are few, so who has both the store and a number can tell whether that deal was here: that is
 * what it is kept for.
 */
public final class Pseudonym {

    private static final String CLAIM = "erased:";
    private static final String SALE = "erased-";
    private static final int BYTES = 16;

    private Pseudonym() {}

    /** What a claim's id becomes. Hashing twice changes nothing. */
    public static String claim(String pipeline, String id) {
        return id.startsWith(CLAIM) ? id : CLAIM + hash(pipeline + "|" + id);
    }

    /** The key of a sale after erasure: source and account stay, since a firm's journal is read by them. */
    static String sale(String pipeline, String key) {
        var ref = SaleRef.fromKey(key);
        return ref.id().startsWith(SALE)
                ? key
                : new SaleRef(ref.source(), ref.account(), SALE + hash(pipeline + "|" + key)).key();
    }

    /** A private person's e-mail address as identity: never kept readable, only compared. */
    static String email(String address) {
        return hash("email|" + address.strip().toLowerCase(java.util.Locale.ROOT));
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
