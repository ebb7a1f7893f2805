package nl.factuurstroom;

import java.time.Instant;
import javax.annotation.Nullable;

/**
 * Something that waits for a person.
 *
 * @param id for {@link InvoicingPipeline#retry} and its likes
 * @param sale which sale, {@code hubspot:12345:987}; or the vendor account for trouble with an account
 * @param reference the invoice reference, once known
 * @param code stable, for programs: {@code NO_RECIPIENT}
 * @param text what is wrong and what to mend where
 * @param since when it began
 */
public record AttentionItem(
        String id, String sale, @Nullable String reference, String code, String text, Instant since) {}
