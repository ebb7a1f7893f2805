package nl.factuurstroom.accounting;

/**
 * The books' own id of an invoice (not its number).
 *
 * @param value opaque, not blank
 */
public record InvoiceId(String value) {

    public InvoiceId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an invoice id must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
