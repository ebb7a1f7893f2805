package nl.factuurstroom.testkit.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.accounting.InvoiceDraft;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.party.Iban;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.tax.GAccountSplit;
import nl.factuurstroom.tax.TaxDetails;
import nl.factuurstroom.tax.TaxResult;
import nl.factuurstroom.tax.TaxedLine;
import nl.factuurstroom.tax.VatGroup;
import nl.factuurstroom.tax.VatTreatment;

/** Invoices to book, with VAT worked out as the law has it: rounded once per treatment and rate. */
public final class SampleDrafts {

    /** Day of issue and of supply. */
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private SampleDrafts() {}

    /** One line, 10 x EUR 100.00 at 21 %: EUR 1210.00. */
    public static InvoiceDraft one(String reference, KnownCustomer customer) {
        return draft(reference, customer, List.of(line("Advies", "10", "100", null, "1000.00", VatTreatment.STANDARD)));
    }

    /** One line of EUR 100.00 without VAT, treated so. */
    public static InvoiceDraft treated(String reference, KnownCustomer customer, VatTreatment treatment) {
        return draft(reference, customer, List.of(line("Advies", "1", "100", null, "100.00", treatment)));
    }

    /** Discounts, fractions of cents and of quantities, two rates, a line of zero and a negative one. */
    public static InvoiceDraft awkward(String reference, KnownCustomer customer) {
        return draft(
                reference,
                customer,
                List.of(
                        line("Uren", "12.5", "80.33", null, "1004.13", VatTreatment.STANDARD),
                        line("Licenties", "3", "33.333", null, "100.00", VatTreatment.STANDARD),
                        line("Klikken", "1000", "0.0125", null, "12.50", VatTreatment.STANDARD),
                        line("Kast", "1", "499.99", percent("12.5"), "437.49", VatTreatment.STANDARD),
                        line("Boeken", "7", "9.99", amount("5.00"), "64.93", VatTreatment.REDUCED),
                        line("Voorlichting", "1", "0", null, "0.00", VatTreatment.STANDARD),
                        line("Retour", "-2", "10.05", null, "-20.10", VatTreatment.STANDARD)));
    }

    /** The rate that goes with a treatment: 21, 9 or 0 per cent. */
    public static Percentage rateOf(VatTreatment treatment) {
        return switch (treatment) {
            case STANDARD -> Percentage.of(21);
            case REDUCED -> Percentage.of(9);
            default -> Percentage.ZERO;
        };
    }

    /** A line; {@code net} is leading whatever quantity, price and discount give. */
    public static TaxedLine line(
            String description,
            String quantity,
            String price,
            @javax.annotation.Nullable LineDiscount discount,
            String net,
            VatTreatment treatment) {
        var line = SaleLine.builder(description)
                .quantity(quantity)
                .unitPrice(Money.eur(price))
                .discount(discount)
                .build();
        return new TaxedLine(line, Money.eur(net), treatment, rateOf(treatment), "As agreed for this test.");
    }

    /** A draft of these lines, dated {@link #TODAY}. */
    public static InvoiceDraft draft(String reference, KnownCustomer customer, List<TaxedLine> lines) {
        return new InvoiceDraft(reference, customer, taxed(lines), "Offerte 2026-118", TODAY, TODAY, null, null, null);
    }

    /** The same, of which a part goes to the supplier's blocked account (G-rekening), with the text that says so. */
    public static TaxResult withGAccount(TaxResult tax, String blocked, String normal, String reference) {
        var split = new GAccountSplit(
                Money.eur(blocked),
                Money.eur(normal),
                Iban.of("NL20INGB0001234567"),
                Iban.of("NL91ABNA0417164300"),
                reference,
                "overeenkomst C-7, periode 2026-10-01 – 2026-10-31, werk Brug Noord",
                "contract C-7, period 2026-10-01 – 2026-10-31, work Brug Noord");
        var texts = new ArrayList<>(tax.texts());
        texts.add(split.textNl());
        var plain = tax.details();
        var details = new TaxDetails(
                plain.textsEnglish(),
                plain.vatIds(),
                plain.boxes(),
                plain.icp(),
                plain.vatInEuro(),
                plain.marginVat(),
                plain.ossTurnover(),
                plain.deliveredTo(),
                split,
                plain.discounts(),
                plain.documents(),
                plain.retryable());
        return new TaxResult(
                tax.decision(),
                tax.reasons(),
                tax.lines(),
                tax.groups(),
                tax.net(),
                tax.vat(),
                tax.gross(),
                texts,
                tax.openEvidence(),
                details);
    }

    private static TaxResult taxed(List<TaxedLine> lines) {
        record Key(VatTreatment treatment, Percentage rate) {}
        Map<Key, Money> bases = new LinkedHashMap<>();
        lines.forEach(line -> bases.merge(new Key(line.treatment(), line.rate()), line.net(), Money::plus));
        var groups = new ArrayList<VatGroup>();
        bases.forEach((key, base) -> groups.add(new VatGroup(
                key.treatment(), key.rate(), base, key.rate().of(base).rounded())));
        var net = groups.stream().map(VatGroup::base).reduce(Money.zeroEur(), Money::plus);
        var vat = groups.stream().map(VatGroup::vat).reduce(Money.zeroEur(), Money::plus);
        return new TaxResult(
                TaxResult.Decision.ISSUE, List.of(), lines, groups, net, vat, net.plus(vat), List.of(), List.of());
    }

    private static LineDiscount percent(String percentage) {
        return new LineDiscount.Percent(new Percentage(new BigDecimal(percentage)));
    }

    private static LineDiscount amount(String amount) {
        return new LineDiscount.Amount(Money.eur(amount));
    }
}
