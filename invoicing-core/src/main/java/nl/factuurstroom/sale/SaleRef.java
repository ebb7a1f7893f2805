package nl.factuurstroom.sale;

import java.util.Objects;

/**
 * Which sale, at which source. The key under which a sale is invoiced once.
 *
 * @param source the trigger's name: {@code hubspot}
 * @param account the account at the source that the id belongs to (portal, company, Stripe account and mode)
 * @param id the source's id of the sale: the deal id, never the id of an event
 */
public record SaleRef(String source, String account, String id) {

    public SaleRef {
        check("source", source);
        check("account", account);
        check("id", id);
    }

    private static void check(String name, String value) {
        Objects.requireNonNull(value, name);
        if (value.isBlank()
                || value.length() > 200
                || value.indexOf('|') >= 0
                || value.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException(name
                    + " of a sale must be 1 to 200 characters without '|' or control characters, was '" + value + "'");
        }
    }

    /** One line that identifies the sale: {@code hubspot|12345|987}. */
    public String key() {
        return source + "|" + account + "|" + id;
    }

    /** Reads what {@link #key()} wrote. */
    public static SaleRef fromKey(String key) {
        var parts = key.split("\\|", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not the key of a sale: '" + key + "'");
        }
        return new SaleRef(parts[0], parts[1], parts[2]);
    }

    @Override
    public String toString() {
        return source + ":" + account + ":" + id;
    }
}
