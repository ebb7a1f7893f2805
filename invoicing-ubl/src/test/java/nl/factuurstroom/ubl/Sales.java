package nl.factuurstroom.ubl;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.tax.DutchVat;
import nl.factuurstroom.tax.TaxEvidence;
import nl.factuurstroom.tax.TaxFacts;
import nl.factuurstroom.tax.TaxQuestion;
import nl.factuurstroom.tax.TaxResult;
import nl.factuurstroom.tax.VatCheck;

/** A supplier, buyers, and sales between them. */
final class Sales {

    static final LocalDate DATE = LocalDate.of(2026, 11, 24);

    static final Supplier SUPPLIER = Supplier.builder()
            .name("Jansen Advies B.V.")
            .vatNumber("NL004495445B01")
            .kvkNumber("68750110")
            .address(Address.of("Damrak 1", "1012 LG", "Amsterdam", CountryCode.NL))
            .iban("NL91ABNA0417164300")
            .gAccount("NL20INGB0001234567")
            .build();

    static final Party BAKKER = Party.builder(Party.Kind.COMPANY, "Bakker B.V.")
            .address(Address.of("Oudegracht 2", "3511 AB", "Utrecht", CountryCode.NL))
            .vatNumber(VatNumber.strict("NL002455799B11"))
            .kvkNumber(KvkNumber.of("33012345"))
            .contactName("A. Bakker")
            .email("administratie@bakker.example")
            .build();

    private Sales() {}

    static Sale.Builder sale(SaleLine... lines) {
        var builder = Sale.builder(new SaleRef("hubspot", "1", "987"))
                .reference("HS-987")
                .title("Advies")
                .buyer(BAKKER)
                .wonAt(Instant.parse("2026-11-24T11:00:00Z"))
                .supplyDate(DATE)
                .version("1");
        List.of(lines).forEach(builder::line);
        return builder;
    }

    static SaleLine.Builder service(String quantity, String price) {
        return SaleLine.builder("Advies")
                .quantity(quantity)
                .unitPrice(Money.eur(price))
                .kind(SupplyKind.SERVICE)
                .rateClass(RateClass.STANDARD);
    }

    static SaleLine.Builder goods(String description, String quantity, String price) {
        return SaleLine.builder(description)
                .quantity(quantity)
                .unitPrice(Money.eur(price))
                .kind(SupplyKind.GOODS)
                .rateClass(RateClass.STANDARD);
    }

    static TaxResult tax(Sale sale) {
        return tax(sale, TaxFacts.none());
    }

    static TaxResult tax(Sale sale, TaxFacts facts) {
        var number = sale.buyer().vatNumber();
        var evidence = number == null
                ? TaxEvidence.none()
                : TaxEvidence.of(List.of(new VatCheck.Valid(
                        number,
                        Instant.parse("2026-11-24T11:00:00Z"),
                        null,
                        sale.buyer().name(),
                        null)));
        return DutchVat.standard()
                .calculate(new TaxQuestion(sale, sale.buyer(), SUPPLIER, DATE, DATE, facts), evidence);
    }

    static UblInvoice.Builder invoice(Sale sale) {
        return invoice(sale, tax(sale));
    }

    static UblInvoice.Builder invoice(Sale sale, TaxResult tax) {
        return UblInvoice.of(sale, SUPPLIER, tax)
                .issuedAs("2026-0042", DATE)
                .dueDate(DATE.plusDays(30))
                .buyerReference("inkoop");
    }
}
