package nl.factuurstroom.tax;

import java.time.LocalDate;
import java.util.Objects;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.sale.Sale;

/**
 * Everything a VAT decision needs except evidence.
 *
 * @param sale the frozen sale
 * @param buyer the buyer as VAT must see it: country and VAT id as the books have them
 * @param supplier who invoices
 * @param taxDate date of supply: decides rates and rules
 * @param invoiceDate day of issue
 * @param facts what the host hands in: releases, turnovers of thresholds, exchange rate
 */
public record TaxQuestion(
        Sale sale, Party buyer, Supplier supplier, LocalDate taxDate, LocalDate invoiceDate, TaxFacts facts) {

    public TaxQuestion {
        Objects.requireNonNull(sale, "sale");
        Objects.requireNonNull(buyer, "buyer");
        Objects.requireNonNull(supplier, "supplier");
        Objects.requireNonNull(taxDate, "taxDate");
        Objects.requireNonNull(invoiceDate, "invoiceDate");
        facts = facts == null ? TaxFacts.none() : facts;
    }

    /** Without facts. */
    public TaxQuestion(Sale sale, Party buyer, Supplier supplier, LocalDate taxDate, LocalDate invoiceDate) {
        this(sale, buyer, supplier, taxDate, invoiceDate, TaxFacts.none());
    }

    /** The same question with other facts. */
    public TaxQuestion with(TaxFacts facts) {
        return new TaxQuestion(sale, buyer, supplier, taxDate, invoiceDate, facts);
    }
}
