package nl.factuurstroom;

import java.time.Duration;
import java.util.Objects;

/**
 * How long personal data is kept in the store. What no law asks for goes after its term; what the law asks for stays until its
 * term ends. Applied once a day, by itself. Immutable.
 *
 * @param invoiceYears what belongs to an invoice, counted from the end of the calendar year in which it was issued or settled
 *     (AWR art. 52: 7). 7 or more; 0 keeps it for ever. Defaults to {@value #DEFAULT_INVOICE_YEARS}
 * @param ossYears the same for sales under the One Stop Shop (Implementing Regulation 282/2011 art. 63c: 10). 10 or more; 0
 *     keeps it for ever. Defaults to {@value #DEFAULT_OSS_YEARS}
 * @param contacts e-mail addresses, telephone numbers and contact persons of invoiced sales, counted from their last change
 *     after they were settled; and what the books said about customers. Zero keeps them as long as the invoice. Defaults to
 *     90 days
 * @param unbooked all that was read of sales that never became an invoice: not won, gone, from before go-live, given up.
 *     Zero keeps it for ever. Defaults to 90 days
 * @param requests journal lines about requests and accounts that belong to no sale. Zero keeps them for ever. Defaults to 90
 *     days
 */
public record Retention(int invoiceYears, int ossYears, Duration contacts, Duration unbooked, Duration requests) {

    public static final int DEFAULT_INVOICE_YEARS = 7;
    public static final int DEFAULT_OSS_YEARS = 10;

    private static final Duration DEFAULT_DAYS = Duration.ofDays(90);
    private static final Duration SHORTEST = Duration.ofDays(2);

    /** @throws IllegalArgumentException when a term is shorter than the law or the engine's own later looks allow */
    public Retention {
        if (invoiceYears != 0 && invoiceYears < DEFAULT_INVOICE_YEARS) {
            throw new IllegalArgumentException(
                    "the law (AWR art. 52) asks to keep invoices for 7 years, was " + invoiceYears);
        }
        if (ossYears != 0 && ossYears < DEFAULT_OSS_YEARS) {
            throw new IllegalArgumentException(
                    "the law (Implementing Regulation 282/2011 art. 63c) asks to keep OSS records for 10 years, was "
                            + ossYears);
        }
        atLeast("contacts", contacts);
        atLeast("unbooked", unbooked);
        atLeast("requests", requests);
    }

    private static void atLeast(String name, Duration term) {
        Objects.requireNonNull(term, name);
        if (!term.isZero() && term.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    name + " are kept for two days or longer, since unclear acts are looked at again after a day; was "
                            + term);
        }
    }

    /** What the law asks for, and 90 days for the rest. */
    public static Retention standard() {
        return new Retention(DEFAULT_INVOICE_YEARS, DEFAULT_OSS_YEARS, DEFAULT_DAYS, DEFAULT_DAYS, DEFAULT_DAYS);
    }

    /** Keeps everything until a person erases it. */
    public static Retention forEver() {
        return new Retention(0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }
}
