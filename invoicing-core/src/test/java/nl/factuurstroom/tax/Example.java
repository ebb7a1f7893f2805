package nl.factuurstroom.tax;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.function.Consumer;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.sale.SupplyKind;

/** A sale to play with: a consultancy in the Netherlands, supplied on 24 November 2026. */
final class Example {

    static final LocalDate DATE = LocalDate.of(2026, 11, 24);
    static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

    private Supplier supplier = Supplier.builder()
            .name("Jansen Advies B.V.")
            .vatNumber("NL004495445B01")
            .build();
    private Party.Builder buyer = company("Bakker B.V.", "NL", "3511 AB");
    private final List<SaleLine> lines = new ArrayList<>();
    private Consumer<Sale.Builder> more = sale -> {};
    private TaxFacts facts = TaxFacts.none();
    private LocalDate date = DATE;
    private TaxEvidence evidence = TaxEvidence.none();
    private DutchVat vat = DutchVat.standard();

    static Party.Builder company(String name, String country, String postcode) {
        return Party.builder(Party.Kind.COMPANY, name).address(Address.withCountryText(null, postcode, null, country));
    }

    static Party.Builder person(String name, String country, String postcode) {
        return Party.builder(Party.Kind.PRIVATE_PERSON, name)
                .address(Address.withCountryText(null, postcode, null, country));
    }

    static SaleLine line(String quantity, String price, SupplyKind kind, RateClass rateClass) {
        return SaleLine.builder("Something")
                .quantity(quantity)
                .unitPrice(Money.eur(price))
                .kind(kind)
                .rateClass(rateClass)
                .build();
    }

    static SaleLine service(String price) {
        return line("1", price, SupplyKind.SERVICE, RateClass.STANDARD);
    }

    static SaleLine goods(String price) {
        return line("1", price, SupplyKind.GOODS, RateClass.STANDARD);
    }

    Example supplier(Supplier supplier) {
        this.supplier = supplier;
        return this;
    }

    Example buyer(Party.Builder buyer) {
        this.buyer = buyer;
        return this;
    }

    Example lines(SaleLine... lines) {
        this.lines.addAll(Arrays.asList(lines));
        return this;
    }

    Example sale(Consumer<Sale.Builder> more) {
        this.more = this.more.andThen(more);
        return this;
    }

    Example facts(TaxFacts facts) {
        this.facts = facts;
        return this;
    }

    Example on(String date) {
        this.date = LocalDate.parse(date);
        return this;
    }

    Example checks(VatCheck... checks) {
        this.evidence = TaxEvidence.of(Arrays.asList(checks));
        return this;
    }

    Example evidence(TaxEvidence evidence) {
        this.evidence = evidence;
        return this;
    }

    /** VIES confirms the buyer's id today, name not disclosed. */
    Example confirmed() {
        return checks(new VatCheck.Valid(buyer.build().vatNumber(), NOW, "WAPIAAAA1", null, null));
    }

    Example vat(DutchVat vat) {
        this.vat = vat;
        return this;
    }

    TaxQuestion question() {
        var sale = Sale.builder(new SaleRef("hubspot", "1", "987"))
                .reference("HS-987")
                .buyer(buyer.build())
                .lines(lines)
                .currency(
                        lines.isEmpty()
                                ? Currency.getInstance("EUR")
                                : lines.get(0).unitPrice().currency())
                .supplyDate(date)
                .wonAt(NOW);
        more.accept(sale);
        var made = sale.build();
        return new TaxQuestion(made, made.buyer(), supplier, date, date, facts);
    }

    TaxResult result() {
        return vat.calculate(question(), evidence);
    }

    static List<String> codes(TaxResult result) {
        return result.reasons().stream().map(TaxResult.Reason::code).toList();
    }
}
