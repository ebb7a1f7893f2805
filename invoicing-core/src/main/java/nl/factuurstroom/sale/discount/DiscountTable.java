package nl.factuurstroom.sale.discount;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SupplyKind;

/**
 * One table of tiers.
 *
 * @param name for people; stands on the invoice where the discount is on the whole order
 * @param mode what the tiers count and price
 * @param scope what is counted together
 * @param productGroup only lines of this group, or null for all
 * @param sku only lines with this article code, or null for all
 * @param from first day (of the day the sale was won), or null
 * @param to last day, or null
 * @param currency of prices and of amounts that tiers begin at
 * @param tiers ascending
 */
public record DiscountTable(
        String name,
        Mode mode,
        Scope scope,
        @Nullable String productGroup,
        @Nullable String sku,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        Currency currency,
        List<Tier> tiers) {

    /** What tiers count and price. */
    public enum Mode {
        /** The whole quantity gets the price or percentage of the tier reached. */
        VOLUME,
        /** Each tier prices only the units inside it; a line becomes one line per tier. */
        GRADUATED,
        /** An amount at or above the step gives the percentage over everything. */
        AMOUNT_WHOLE,
        /** Each percentage counts only for the part of the amount inside its band. */
        AMOUNT_PER_BAND;

        boolean countsAmounts() {
            return this == AMOUNT_WHOLE || this == AMOUNT_PER_BAND;
        }
    }

    /** What is counted together. */
    public enum Scope {
        /** Each line by itself. */
        LINE,
        /** All lines of one product group. */
        GROUP,
        /** All lines but shipping. */
        ORDER
    }

    /**
     * A step. Just one of percentage and price is set.
     *
     * @param from quantity or amount at which it begins, included; for units the first unit that it prices
     * @param percentage off, or null
     * @param price per unit, or null
     */
    public record Tier(
            BigDecimal from,
            @Nullable Percentage percentage,
            @Nullable BigDecimal price) {

        public Tier {
            Objects.requireNonNull(from, "from");
            if ((percentage == null) == (price == null)) {
                throw new IllegalArgumentException("a tier has a percentage or a price, tier from " + from + " has "
                        + (price == null ? "neither" : "both"));
            }
            if (percentage != null
                    && (percentage.value().signum() < 0 || percentage.compareTo(Percentage.of(100)) > 0)) {
                throw new IllegalArgumentException("a percentage off is from 0 to 100, was " + percentage);
            }
            if (price != null && price.signum() < 0) {
                throw new IllegalArgumentException("a price must not be negative, was " + price);
            }
        }
    }

    public DiscountTable {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(currency, "currency");
        tiers = List.copyOf(tiers);
        if (tiers.isEmpty()) {
            throw new IllegalArgumentException("table '" + name + "' has no tiers");
        }
        for (int i = 1; i < tiers.size(); i++) {
            if (tiers.get(i).from().compareTo(tiers.get(i - 1).from()) <= 0) {
                throw new IllegalArgumentException("tiers of table '" + name + "' must ascend, but "
                        + tiers.get(i).from() + " comes after "
                        + tiers.get(i - 1).from());
            }
        }
        if (mode.countsAmounts() && tiers.stream().anyMatch(tier -> tier.price() != null)) {
            throw new IllegalArgumentException(
                    "table '" + name + "' counts amounts: its tiers have percentages, no prices");
        }
    }

    boolean isInForce(LocalDate date) {
        return (from == null || !date.isBefore(from)) && (to == null || !date.isAfter(to));
    }

    /** Returns keep the price at which they were invoiced; shipping has no tiers. */
    boolean covers(SaleLine line) {
        return line.kind() != SupplyKind.SHIPPING
                && line.quantity().signum() > 0
                && (productGroup == null || productGroup.equals(line.productGroup()))
                && (sku == null || sku.equals(line.sku()))
                && (scope != Scope.GROUP || line.productGroup() != null);
    }

    /** Prices and amounts are in one currency; percentages over units are not. */
    boolean fits(Currency other) {
        return currency.equals(other)
                || (!mode.countsAmounts() && tiers.stream().allMatch(tier -> tier.price() == null));
    }

    /** The tier reached, or null below the first. */
    @Nullable
    Tier reached(BigDecimal count) {
        Tier reached = null;
        for (Tier tier : tiers) {
            if (count.compareTo(tier.from()) >= 0) {
                reached = tier;
            }
        }
        return reached;
    }
}
