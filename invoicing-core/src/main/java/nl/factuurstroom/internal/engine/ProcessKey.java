package nl.factuurstroom.internal.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import nl.factuurstroom.sale.SaleRef;

/**
 * One process: of a pipeline, for a sale, a part of it (instalment, credit note; 1 for most) and a strand.
 *
 * @param pipeline the pipeline's name
 * @param sale {@link SaleRef#key()}
 * @param part from 1
 * @param strand what it is about
 */
public record ProcessKey(String pipeline, String sale, int part, Strand strand) {

    public static ProcessKey invoice(String pipeline, SaleRef ref) {
        return new ProcessKey(pipeline, ref.key(), 1, Strand.INVOICE);
    }

    public ProcessKey strand(Strand other) {
        return new ProcessKey(pipeline, sale, part, other);
    }

    public SaleRef ref() {
        return SaleRef.fromKey(sale);
    }

    /** Text form without the pipeline: sale, part and strand. */
    public String text() {
        return sale + "#" + part + "#" + strand.name().toLowerCase(Locale.ROOT);
    }

    public static ProcessKey parse(String pipeline, String text) {
        int second = text.lastIndexOf('#');
        int first = text.lastIndexOf('#', second - 1);
        return new ProcessKey(
                pipeline,
                text.substring(0, first),
                Integer.parseInt(text.substring(first + 1, second)),
                Strand.valueOf(text.substring(second + 1).toUpperCase(Locale.ROOT)));
    }

    /** Short id for operators and URLs: 16 hexadecimal digits. */
    public String id() {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest((pipeline + "|" + text()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
