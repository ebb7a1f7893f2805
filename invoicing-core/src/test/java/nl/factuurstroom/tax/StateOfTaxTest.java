package nl.factuurstroom.tax;

import static nl.factuurstroom.tax.Example.company;
import static nl.factuurstroom.tax.Example.goods;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import nl.factuurstroom.internal.engine.StateJson;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.sale.Destination;
import nl.factuurstroom.sale.GAccountTerms;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.LineFacts;
import nl.factuurstroom.sale.MarginItem;
import nl.factuurstroom.sale.PackagePart;
import nl.factuurstroom.sale.Period;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleFacts;
import nl.factuurstroom.sale.SpecialCase;
import nl.factuurstroom.sale.Stay;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.sale.Transport;
import org.junit.jupiter.api.Test;

/** What VAT adds to sales and results survives the store. */
class StateOfTaxTest {

    @Test
    void aSaleWithEveryFactIsReadBackAsItWas() {
        var day = Example.DATE;
        var line = goods("10.00").toBuilder()
                .facts(LineFacts.builder()
                        .statedRate(Percentage.of(21))
                        .reverseCharge("SCRAP")
                        .exemption("EDUCATION")
                        .performedIn(CountryCode.NL)
                        .stay(new Stay(day, day.plusDays(1)))
                        .margin(new MarginItem(MarginItem.Kind.ART, Money.eur("3.00")))
                        .specialCase(SpecialCase.NEW_VEHICLE)
                        .parts(List.of(new PackagePart("a", BigDecimal.ONE, SupplyKind.GOODS, RateClass.REDUCED)))
                        .foreignRate(CountryCode.of("DE"), Percentage.of(7))
                        .build())
                .build();
        var sale = new Example()
                .lines(line)
                .sale(s -> s.discount(new LineDiscount.Percent(Percentage.of(5)))
                        .facts(SaleFacts.builder()
                                .shipToText("?")
                                .shipFrom(CountryCode.NL)
                                .transport(Transport.BUYER_COLLECTS)
                                .selfBilled(true)
                                .gAccount(new GAccountTerms(
                                        GAccountTerms.Basis.WAGE_PART,
                                        Percentage.of(35),
                                        Money.eur("5.00"),
                                        day,
                                        day,
                                        "C",
                                        new Period(day, day),
                                        "W"))
                                .build()))
                .question()
                .sale();

        assertThat(StateJson.read(StateJson.write(sale), Sale.class)).isEqualTo(sale);
        assertThat(sale.toBuilder().build()).isEqualTo(sale);
        assertThat(line.facts().toBuilder().build()).isEqualTo(line.facts());
        assertThat(sale.facts().toBuilder().build()).isEqualTo(sale.facts());
    }

    @Test
    void aSaleStoredBeforeTheFactsWereThereIsRead() throws IOException {
        var sale = new Example().lines(goods("10.00")).question().sale();
        var tree = (ObjectNode) new ObjectMapper().readTree(StateJson.write(sale));
        tree.remove("facts");
        tree.path("lines").forEach(line -> ((ObjectNode) line).remove("facts"));
        var old = tree.toString();

        assertThat(old).doesNotContain("facts");
        assertThat(StateJson.read(old, Sale.class).facts()).isEqualTo(SaleFacts.none());
        assertThat(StateJson.read(old, Sale.class).lines().get(0).facts()).isEqualTo(LineFacts.none());
    }

    @Test
    void aResultIsReadBackAsItWas() {
        var result = new Example()
                .supplier(Supplier.builder()
                        .name("Bouw B.V.")
                        .vatNumber("NL004495445B01")
                        .iban("NL91ABNA0417164300")
                        .gAccount("NL20INGB0001234567")
                        .build())
                .buyer(company("Dupont SA", "BE", "1000").vatNumber(VatNumber.strict("BE0403019261")))
                .lines(goods("10.00"))
                .sale(sale -> sale.shipTo(new Destination(CountryCode.of("BE"), "1000"))
                        .facts(SaleFacts.builder()
                                .gAccount(new GAccountTerms(
                                        GAccountTerms.Basis.NET,
                                        Percentage.of(35),
                                        null,
                                        null,
                                        null,
                                        null,
                                        new Period(Example.DATE, Example.DATE),
                                        "W"))
                                .build()))
                .confirmed()
                .result();
        var foreign = new Example()
                .lines(goods("10.00").toBuilder()
                        .unitPrice(Money.of("10.00", "USD"))
                        .build())
                .facts(TaxFacts.none()
                        .with(new ExchangeRate(
                                Currency.getInstance("USD"), new BigDecimal("1.1"), Example.DATE, "ECB")))
                .result();
        var split = new Example()
                .vat(DutchVat.builder().splitDocuments(true).build())
                .buyer(company("Acme Inc", "US", "1").registrationNumber("1"))
                .lines(
                        Example.service("10.00"),
                        Example.line("1", "5.00", SupplyKind.MEAL, RateClass.REDUCED).toBuilder()
                                .facts(LineFacts.builder()
                                        .performedIn(CountryCode.NL)
                                        .build())
                                .build())
                .result();

        for (TaxResult each : List.of(result, foreign, split)) {
            assertThat(each.decision()).isEqualTo(TaxResult.Decision.ISSUE);
            assertThat(StateJson.read(StateJson.write(each), TaxResult.class)).isEqualTo(each);
        }
        assertThat(split.details().documents()).hasSize(2);
    }
}
