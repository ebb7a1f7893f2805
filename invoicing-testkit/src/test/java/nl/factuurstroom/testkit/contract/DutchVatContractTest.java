package nl.factuurstroom.testkit.contract;

import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.tax.DutchVat;
import nl.factuurstroom.tax.TaxCalculator;

class DutchVatContractTest extends TaxCalculatorContract {

    @Override
    protected TaxCalculator calculator() {
        return DutchVat.standard();
    }

    @Override
    protected Supplier supplier() {
        return Supplier.builder()
                .name("Jansen Advies B.V.")
                .vatNumber("NL004495445B01")
                .build();
    }

    @Override
    protected Sale plainSale() {
        return saleOf(company("Bakker B.V.", "NL").build())
                .line(line("7.33", RateClass.STANDARD))
                .line(line("14.95", RateClass.REDUCED))
                .build();
    }

    @Override
    protected Sale saleThatRestsOnAVatNumber() {
        return saleOf(company("Dupont SA", "BE").vatNumberFrom("BE0403019261").build())
                .line(line("2400.00", RateClass.STANDARD))
                .build();
    }

    private static Party.Builder company(String name, String country) {
        return Party.builder(Party.Kind.COMPANY, name).address(Address.of(null, null, null, CountryCode.of(country)));
    }

    private static SaleLine line(String price, RateClass rateClass) {
        return SaleLine.builder("Advice")
                .quantity("3")
                .unitPrice(Money.eur(price))
                .kind(SupplyKind.SERVICE)
                .rateClass(rateClass)
                .build();
    }
}
