package nl.factuurstroom.endtoend;

import static nl.factuurstroom.tax.VatTreatment.EU_GOODS;
import static nl.factuurstroom.tax.VatTreatment.EU_SERVICES;
import static nl.factuurstroom.tax.VatTreatment.REDUCED;
import static nl.factuurstroom.tax.VatTreatment.STANDARD;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import nl.factuurstroom.tax.VatTreatment;

/**
 * A sale as two people agree on it, in nobody's words, and what its invoice must say whichever way it goes.
 *
 * @param title first line's text too, by which its invoice is known in any books; unlike any other's
 * @param net without VAT
 * @param total VAT included
 * @param treatments what VAT does with its lines; empty for a sale that waits for a person
 */
record Deal(
        String title, Buyer buyer, List<Line> lines, BigDecimal net, BigDecimal total, Set<VatTreatment> treatments) {

    /**
     * What is sold.
     *
     * @param cents price of one, without VAT
     * @param rate Dutch rate if the place of supply were NL
     */
    record Line(String text, int quantity, long cents, int rate, boolean isGoods) {

        /** {@code 137.50}. */
        String price() {
            return BigDecimal.valueOf(cents, 2).toPlainString();
        }
    }

    static final Deal ADVICE = deal("Advies november", Buyer.BAKERY, "550.00", "665.50", STANDARD)
            .and(service("Advies november", 4, 13750, 21));
    static final Deal MORE_ADVICE =
            deal("Meer advies", Buyer.BAKERY, "100.00", "121.00", STANDARD).and(service("Meer advies", 1, 10000, 21));
    static final Deal MIXED = deal("Cursus", Buyer.BOOKSHOP, "129.84", "153.53", STANDARD, REDUCED)
            .and(service("Cursus", 3, 3333, 21))
            .and(goods("Cursusboek", 3, 995, 9));
    static final Deal ABROAD = deal("Audit keuken", Buyer.BELGIAN, "1200.00", "1200.00", EU_SERVICES)
            .and(service("Audit keuken", 1, 120000, 21));
    static final Deal SHIPPED =
            deal("Kneedmachine", Buyer.GERMAN, "800.00", "800.00", EU_GOODS).and(goods("Kneedmachine", 2, 40000, 21));
    static final Deal AT_HOME = deal("Workshop brood", Buyer.CONSUMER, "80.00", "96.80", STANDARD)
            .and(service("Workshop brood", 1, 8000, 21));
    static final Deal HELD =
            deal("Scan voorraad", Buyer.WITHOUT_VAT_ID, "300.00", "300.00").and(service("Scan voorraad", 1, 30000, 21));

    /** Every kind of sale; the last one waits for a person. */
    static final List<Deal> ALL = List.of(ADVICE, MIXED, ABROAD, SHIPPED, AT_HOME, MORE_ADVICE, HELD);

    /** Those of {@link #ALL} that become invoices. */
    static final List<Deal> INVOICED =
            ALL.stream().filter(deal -> !deal.isHeld()).toList();

    boolean isHeld() {
        return treatments.isEmpty();
    }

    boolean hasGoodsOnly() {
        return lines.stream().allMatch(Line::isGoods);
    }

    @Override
    public String toString() {
        return title;
    }

    private static Deal deal(String title, Buyer buyer, String net, String total, VatTreatment... treatments) {
        return new Deal(title, buyer, List.of(), new BigDecimal(net), new BigDecimal(total), Set.of(treatments));
    }

    private Deal and(Line line) {
        var all = new java.util.ArrayList<>(lines);
        all.add(line);
        return new Deal(title, buyer, List.copyOf(all), net, total, treatments);
    }

    private static Line service(String text, int quantity, long cents, int rate) {
        return new Line(text, quantity, cents, rate, false);
    }

    private static Line goods(String text, int quantity, long cents, int rate) {
        return new Line(text, quantity, cents, rate, true);
    }
}
