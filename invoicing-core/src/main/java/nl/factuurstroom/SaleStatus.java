package nl.factuurstroom;

import java.time.Instant;
import javax.annotation.Nullable;

/**
 * Where one strand of a sale stands, and what it waits for.
 *
 * @param part which instalment, from 1
 * @param strand {@code invoice}, {@code payment}, {@code crm} or {@code reminder}
 * @param step stable, for programs: {@code BOOK}, {@code ISSUED}
 * @param waitsFor for people: a person, the pause, an account, a time; or that nothing more is to be done
 * @param until when it goes on by itself; null when not by itself, or when that can't be told
 * @param since when it last changed
 * @param reference the invoice reference, once known
 * @param invoiceNumber once known
 */
public record SaleStatus(
        int part,
        String strand,
        String step,
        String waitsFor,
        @Nullable Instant until,
        Instant since,
        @Nullable String reference,
        @Nullable String invoiceNumber) {}
