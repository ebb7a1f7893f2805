package nl.factuurstroom.connector.exact;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Item;
import nl.factuurstroom.connector.exact.ExactOnlineJson.NewLine;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Rounding;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.tax.TaxedLine;

/**
 * One line of a sale as a line of Exact. The line's net is leading: quantity, price and discount go over as sold where
 * they surely give that very net, else quantity 1 at the net, with the sum as sold in the text.
 */
final class ExactOnlineLineMapper {

    /** Longest text of a line; what is longer goes into the notes as a whole. */
    static final int LONGEST_DESCRIPTION = 100;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d-M-uuuu", Locale.ROOT);
    private static final int PRICE_DECIMALS = 2;

    /** How a net is put into the three fields. */
    private record Price(
            BigDecimal quantity,
            BigDecimal unitPrice,
            @Nullable BigDecimal discount,
            boolean asSold) {}

    private ExactOnlineLineMapper() {}

    /** @param costCenter its code, or null */
    static NewLine line(TaxedLine taxed, Item item, String vatCode, @Nullable String costCenter) {
        var price = price(taxed, item);
        var text = text(taxed.line(), price.asSold());
        boolean fits = text.length() <= LONGEST_DESCRIPTION;
        return new NewLine(
                item.id(),
                fits ? text : cut(text, LONGEST_DESCRIPTION),
                fits ? null : text,
                price.quantity(),
                price.unitPrice(),
                price.discount(),
                vatCode,
                costCenter);
    }

    private static Price price(TaxedLine taxed, Item item) {
        var line = taxed.line();
        boolean whole = line.quantity().stripTrailingZeros().scale() <= 0;
        if (line.quantity().signum() != 0 && (whole || !Boolean.FALSE.equals(item.fractionAllowed()))) {
            var asSold = asSold(taxed).or(() -> unitNet(taxed));
            if (asSold.isPresent()) {
                return asSold.get();
            }
        }
        return new Price(BigDecimal.ONE, taxed.net().amount(), null, false);
    }

    /** Price and percentage as sold, when every step of the sum stays within whole cents. */
    private static Optional<Price> asSold(TaxedLine taxed) {
        var line = taxed.line();
        var unit = line.unitPrice().amount();
        @Nullable BigDecimal discount = null;
        var unitNet = unit;
        if (line.discount() instanceof LineDiscount.Percent percent) {
            discount = percent.percentage().fraction();
            unitNet = unit.multiply(BigDecimal.ONE.subtract(discount));
        } else if (line.discount() instanceof LineDiscount.Amount) {
            return Optional.empty();
        }
        boolean sure = cents(unit) && cents(unitNet) && gives(line.quantity(), unitNet, taxed.net());
        return sure ? Optional.of(new Price(line.quantity(), unit, discount, true)) : Optional.empty();
    }

    /** The quantity as sold at a price that is a whole number of cents: for prices with VAT and discounts in money. */
    private static Optional<Price> unitNet(TaxedLine taxed) {
        var line = taxed.line();
        var net = taxed.net().amount();
        var unit = net.divide(line.quantity(), PRICE_DECIMALS, RoundingMode.HALF_UP);
        boolean exact = unit.multiply(line.quantity()).compareTo(net) == 0;
        return exact && unit.signum() >= 0
                ? Optional.of(new Price(line.quantity(), unit, null, line.discount() == null))
                : Optional.empty();
    }

    private static boolean cents(BigDecimal amount) {
        return amount.stripTrailingZeros().scale() <= PRICE_DECIMALS;
    }

    private static boolean gives(BigDecimal quantity, BigDecimal unitNet, Money net) {
        return Rounding.halfUp(quantity.multiply(unitNet), net.fractionDigits()).compareTo(net.amount()) == 0;
    }

    private static String text(SaleLine line, boolean asSold) {
        var text = new StringBuilder(line.description().replaceAll("\\s+", " ").strip());
        if (line.period() != null) {
            text.append(" (")
                    .append(day(line.period().from()))
                    .append(" t/m ")
                    .append(day(line.period().to()))
                    .append(')');
        }
        if (!asSold) {
            text.append(" (").append(sum(line)).append(')');
        }
        return text.toString();
    }

    /** {@code 12,5 x EUR 80,333 min 10 %}. */
    private static String sum(SaleLine line) {
        var sum = number(line.quantity()) + " x " + money(line.unitPrice());
        if (line.discount() instanceof LineDiscount.Percent percent) {
            return sum + " min " + number(percent.percentage().value()) + " %";
        }
        return line.discount() instanceof LineDiscount.Amount amount ? sum + " min " + money(amount.amount()) : sum;
    }

    static String money(Money money) {
        return money.currency().getCurrencyCode() + " "
                + money.amount().toPlainString().replace('.', ',');
    }

    private static String number(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString().replace('.', ',');
    }

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** At most so many characters, never half of a pair. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end).stripTrailing() + "…";
    }
}
