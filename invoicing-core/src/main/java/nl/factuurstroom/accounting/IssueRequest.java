package nl.factuurstroom.accounting;

import java.time.LocalDate;
import javax.annotation.Nullable;

/**
 * Make a draft final and send it.
 *
 * @param invoice the draft
 * @param invoiceDate the legal date
 * @param email where to, or null for the address the books have
 */
public record IssueRequest(
        BookedInvoice invoice,
        LocalDate invoiceDate,
        @Nullable String email) {}
