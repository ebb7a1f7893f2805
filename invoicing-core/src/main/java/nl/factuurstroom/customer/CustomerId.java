package nl.factuurstroom.customer;

/**
 * The books' own id of a customer.
 *
 * @param value opaque, not blank
 */
public record CustomerId(String value) {

    public CustomerId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a customer id must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
