package nl.factuurstroom.sale;

import java.math.BigDecimal;
import java.util.Objects;
import javax.annotation.Nullable;

/**
 * A part of a line sold at one price, as the host's own rule splits it.
 *
 * @param description as printed
 * @param weight its share of the price relative to the other parts: market value or per cent; above zero
 * @param kind goods or service; null as on a line
 * @param rateClass Dutch rate class; null as on a line
 */
public record PackagePart(
        String description,
        BigDecimal weight,
        @Nullable SupplyKind kind,
        @Nullable RateClass rateClass) {

    public PackagePart {
        Objects.requireNonNull(description, "description");
        if (weight.signum() <= 0) {
            throw new IllegalArgumentException(
                    "the weight of part '" + description + "' must be above zero, was " + weight);
        }
        if (kind == SupplyKind.PACKAGE || kind == SupplyKind.SHIPPING) {
            throw new IllegalArgumentException("a part of a package can't be " + kind);
        }
    }
}
