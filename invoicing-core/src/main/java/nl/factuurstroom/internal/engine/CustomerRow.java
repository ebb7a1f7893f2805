package nl.factuurstroom.internal.engine;

import java.time.Instant;
import javax.annotation.Nullable;

/**
 * A row of {@code invoicing_customer}: who holds an identity in one set of books.
 *
 * @param account the books
 * @param identity normalised: {@code kvk:12345678}, {@code vat:BE…}, {@code crm:…}, {@code email:…} (consumers only)
 * @param creating the process that is creating this customer, or null
 * @param customerId the books' id once known, or null
 * @param facts the customer as last read from the books, as JSON; null while unknown
 * @param readAt when {@code facts} were read
 */
public record CustomerRow(
        String account,
        String identity,
        @Nullable ProcessKey creating,
        @Nullable String customerId,
        @Nullable String facts,
        @Nullable Instant readAt) {}
