package nl.factuurstroom.ubl;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.tax.TaxedLine;

/**
 * An invoice line (BG-25) of which quantity × price − allowance is its net amount (PEPPOL-EN16931-R120), with a price without
 * VAT that is not negative (BR-27).
 *
 * @param line as taxed: net amount, category and rate
 * @param quantity BT-129
 * @param price BT-146
 * @param allowance BT-136, zero or more; zero for none
 */
record Line(TaxedLine line, BigDecimal quantity, BigDecimal price, Money allowance) {

    /** UN/ECE recommendation 20: one (piece); a sale does not say what its quantities count. */
    static final String UNIT = "C62";

    /** Decimals of a price that is worked out: fine enough for a million pieces. */
    private static final int PRICE_SCALE = 10;

    static Line of(TaxedLine line) {
        var sold = line.line();
        var none = Money.zero(line.net().currency());
        if (sold.quantity().signum() == 0) {
            return line.net().isZero()
                    ? new Line(line, sold.quantity(), sold.unitPrice().amount(), none)
                    : single(line);
        }
        var asSold = withPrice(line, sold.unitPrice().amount());
        if (asSold != null) {
            return asSold;
        }
        var factor = BigDecimal.ONE.add(line.rate().fraction());
        var withoutVat = sold.unitPrice().amount().divide(factor, PRICE_SCALE, RoundingMode.HALF_UP);
        var withVatTakenOut = sold.discount() == null ? null : withPrice(line, withoutVat);
        return withVatTakenOut == null ? worked(line) : withVatTakenOut;
    }

    /** Null unless the difference between quantity × price and the net amount is the line's own discount. */
    private static @Nullable Line withPrice(TaxedLine line, BigDecimal price) {
        var sold = line.line();
        var full = new Money(price.multiply(sold.quantity()), line.net().currency()).rounded();
        var allowance = full.minus(line.net());
        boolean fits = sold.discount() == null
                ? allowance.isZero()
                : allowance.signum() >= 0 && isDiscount(sold, line, full, allowance);
        return fits ? new Line(line, sold.quantity(), strip(price), allowance) : null;
    }

    private static boolean isDiscount(SaleLine sold, TaxedLine line, Money full, Money allowance) {
        var stated = sold.discount() instanceof LineDiscount.Percent percent
                ? percent.percentage().of(full)
                : amount(sold, line, full);
        var cents = new BigDecimal("0.02");
        return stated.minus(allowance).amount().abs().compareTo(cents) <= 0;
    }

    /** A stated amount counts as it stands, or without the VAT that was taken out of the price. */
    private static Money amount(SaleLine sold, TaxedLine line, Money full) {
        var stated =
                sold.discount() instanceof LineDiscount.Amount amount ? amount.amount() : Money.zero(full.currency());
        boolean asSold = full.equals(sold.unitPrice().times(sold.quantity()).rounded());
        return asSold
                ? stated
                : new Money(
                        stated.amount().divide(BigDecimal.ONE.add(line.rate().fraction()), MathContext.DECIMAL64),
                        full.currency());
    }

    /** The price that gives the net amount; a discount is in it. */
    private static Line worked(TaxedLine line) {
        var net = line.net().amount();
        var quantity = line.line().quantity();
        boolean sameSign = net.signum() == 0 || net.signum() == quantity.signum();
        if (!sameSign) {
            return single(line);
        }
        var price = net.divide(quantity, PRICE_SCALE, RoundingMode.HALF_UP);
        var product = new Money(price.multiply(quantity), line.net().currency()).rounded();
        return product.equals(line.net())
                ? new Line(line, quantity, strip(price), Money.zero(line.net().currency()))
                : single(line);
    }

    /** One piece, or minus one, at the net amount. */
    private static Line single(TaxedLine line) {
        var net = line.net();
        return new Line(
                line,
                net.signum() < 0 ? BigDecimal.ONE.negate() : BigDecimal.ONE,
                net.amount().abs(),
                Money.zero(net.currency()));
    }

    private static BigDecimal strip(BigDecimal price) {
        var stripped = price.stripTrailingZeros();
        return stripped.scale() < 2 ? stripped.setScale(2) : stripped;
    }
}
