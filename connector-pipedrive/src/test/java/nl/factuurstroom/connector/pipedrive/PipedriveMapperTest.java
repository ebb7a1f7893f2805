package nl.factuurstroom.connector.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Address;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Catalogued;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Deal;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Discount;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Line;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Organization;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Person;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.WholeDeal;
import nl.factuurstroom.connector.pipedrive.PipedriveProperties.Property;
import nl.factuurstroom.connector.pipedrive.PipedriveSettings.Recurring;
import nl.factuurstroom.connector.support.SaleProblem;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.sale.Destination;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.Period;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.sale.SupplyKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The deal of the vendor's examples: three enabled products, one disabled, one of them monthly. */
class PipedriveMapperTest {

    private static final SaleRef REF = new SaleRef("pipedrive", "8087566", "812");

    private final ObjectNode deal =
            (ObjectNode) Examples.read("deal.response.json").get("data");
    private final ObjectNode organization =
            (ObjectNode) Examples.read("organization.response.json").get("data");
    private final ObjectNode person =
            (ObjectNode) Examples.read("person.response.json").get("data");
    private final List<ObjectNode> lines = new ArrayList<>();
    private final List<Discount> discounts = new ArrayList<>();
    private final Map<Property, String> texts = new EnumMap<>(Property.class);
    private final Map<Long, Catalogued> products = new HashMap<>();
    private boolean withOrganization = true;
    private boolean withPerson = true;
    private Address personAddress;

    PipedriveMapperTest() {
        Examples.read("deals-products-bulk.response.json").get("data").forEach(line -> {
            if (line.get("deal_id").asLong() == 812) {
                lines.add((ObjectNode) line);
            }
        });
        lines.get(2).put("billing_frequency", "one-time").putNull("billing_frequency_cycles");
        texts.put(Property.ORGANIZATION_VAT_ID, "NL123456789B13");
        texts.put(Property.ORGANIZATION_KVK_NUMBER, "12345678");
    }

    @Test
    void readsTheWholeDeal() {
        texts.put(Property.DEAL_PO_NUMBER, "4500123");
        texts.put(Property.DEAL_SUPPLY_DATE, "2026-11-10");
        texts.put(Property.DEAL_SHIP_TO_COUNTRY, "Belgium");
        texts.put(Property.DEAL_INVOICE_NUMBER, "2026-0099");

        var sale = sale();

        assertThat(sale.ref()).isEqualTo(REF);
        assertThat(sale.reference()).isEqualTo("PD-812");
        assertThat(sale.title()).isEqualTo("Jaarabonnement en implementatie Voorbeeld Bouw");
        assertThat(sale.wonAt()).isEqualTo(Instant.parse("2026-11-16T10:00:05Z"));
        assertThat(sale.currency().getCurrencyCode()).isEqualTo("EUR");
        assertThat(sale.pricesIncludeVat()).isFalse();
        assertThat(sale.supplyDate()).isEqualTo(LocalDate.of(2026, 11, 10));
        assertThat(sale.shipTo()).isEqualTo(new Destination(CountryCode.of("BE"), null));
        assertThat(sale.purchaseOrder()).isEqualTo("4500123");
        assertThat(sale.invoicedAs()).isEqualTo("2026-0099");
        assertThat(sale.discount()).isNull();
        assertThat(sale.version()).isEqualTo("v1");
    }

    @Test
    void takesGoodsForTheBuyersOwnCountryToGoToTheBuyersAddress() {
        texts.put(Property.DEAL_SHIP_TO_COUNTRY, "Nederland");

        var sale = sale();

        assertThat(sale.shipTo())
                .isEqualTo(
                        new Destination(CountryCode.NL, sale.buyer().address().postalCode()));
        assertThat(sale.buyer().address().postalCode()).isNotNull();
    }

    @Test
    void readsLinesWithTheirDiscountsAndLeavesDisabledOnesOut() {
        products.put(21L, new Catalogued("IMPL-UUR", null, "diensten", "uren"));

        var lines = sale().lines();

        assertThat(lines).hasSize(3);
        var hours = lines.get(0);
        assertThat(hours.description()).isEqualTo("Implementatie (uren)");
        assertThat(hours.sku()).isEqualTo("IMPL-UUR");
        assertThat(hours.productGroup()).isEqualTo("uren");
        assertThat(hours.quantity()).isEqualByComparingTo("10");
        assertThat(hours.unitPrice()).isEqualTo(Money.eur("125"));
        assertThat(hours.discount()).isEqualTo(new LineDiscount.Percent(Percentage.of(10)));
        assertThat(hours.kind()).isEqualTo(SupplyKind.SERVICE);
        assertThat(hours.rateClass()).isEqualTo(RateClass.STANDARD);
        assertThat(lines.get(1).discount()).isEqualTo(new LineDiscount.Amount(Money.eur("49")));
        assertThat(lines.get(1).kind()).isNull();
        assertThat(lines.get(2).discount()).isNull();
    }

    @Test
    void readsTheBuyer() {
        var buyer = sale().buyer();

        assertThat(buyer.kind()).isEqualTo(Party.Kind.COMPANY);
        assertThat(buyer.name()).isEqualTo("Voorbeeld Bouw B.V.");
        assertThat(buyer.address().street()).isEqualTo("Voorbeeldstraat 12");
        assertThat(buyer.address().postalCode()).isEqualTo("3511 AB");
        assertThat(buyer.address().city()).isEqualTo("Utrecht");
        assertThat(buyer.address().country()).isEqualTo(CountryCode.NL);
        assertThat(String.valueOf(buyer.vatNumber())).isEqualTo("NL123456789B13");
        assertThat(String.valueOf(buyer.kvkNumber())).isEqualTo("12345678");
        assertThat(buyer.email()).isEqualTo("a.devries@voorbeeldbouw.example");
        assertThat(buyer.contactName()).isEqualTo("Anna de Vries");
        assertThat(buyer.phone()).isEqualTo("+31612345678");
        assertThat(buyer.sourceId()).isEqualTo("pipedrive/8087566:organization:301");
    }

    @Test
    void sendsInvoicesWhereTheOrganizationWantsThem() {
        texts.put(Property.PERSON_INVOICE_EMAIL, "anna-facturen@voorbeeldbouw.example");
        assertThat(sale().buyer().email()).isEqualTo("anna-facturen@voorbeeldbouw.example");

        texts.put(Property.ORGANIZATION_INVOICE_EMAIL, "facturen@voorbeeldbouw.example");
        assertThat(sale().buyer().email()).isEqualTo("facturen@voorbeeldbouw.example");
    }

    @Test
    void neverSendsAnInvoiceToSomebodyOfAnotherOrganization() {
        person.put("org_id", 999);

        var buyer = sale().buyer();

        assertThat(buyer.email()).isNull();
        assertThat(buyer.contactName()).isNull();
    }

    @Test
    void neverGuessesACountry() {
        ((ObjectNode) organization.get("address"))
                .put("country", "")
                .put("route", "")
                .put("locality", "");
        ((ObjectNode) organization.get("address")).put("street_number", "").put("postal_code", "");

        var address = sale().buyer().address();

        assertThat(address.country()).isNull();
        assertThat(address.street()).isEqualTo("Voorbeeldstraat 12, 3511 AB Utrecht, Netherlands");
        texts.put(Property.ORGANIZATION_COUNTRY, "Duitsland");
        assertThat(sale().buyer().address().country()).isEqualTo(CountryCode.of("DE"));
    }

    @Test
    void takesAPersonWithoutAnOrganizationForAPrivatePerson() {
        deal.putNull("org_id");
        personAddress = new Address("Laan 1, Zeist", "Nederland", "Zeist", "Laan", "1", "", "3700 AA");

        var buyer = sale().buyer();

        assertThat(buyer.kind()).isEqualTo(Party.Kind.PRIVATE_PERSON);
        assertThat(buyer.name()).isEqualTo("Anna de Vries");
        assertThat(buyer.address().country()).isEqualTo(CountryCode.NL);
        assertThat(buyer.sourceId()).isEqualTo("pipedrive/8087566:person:508");
    }

    @Test
    void takesAFlaggedOrganizationForAPrivatePerson() {
        texts.clear();
        texts.put(Property.ORGANIZATION_PRIVATE_PERSON, "Ja");
        texts.put(Property.ORGANIZATION_PO_REQUIRED, "ja");

        assertThat(sale().buyer().kind()).isEqualTo(Party.Kind.PRIVATE_PERSON);
        assertThat(sale().buyer().purchaseOrderRequired()).isTrue();
    }

    @Test
    void saysWhatIsWrongWithTheBuyer() {
        texts.put(Property.ORGANIZATION_KVK_NUMBER, "1234567");
        assertMend("organization 'Voorbeeld Bouw B.V.' has '1234567' as its KvK number, but that has eight digits");

        withOrganization = false;
        assertMend("its organization 301 can't be read");
        deal.putNull("org_id");
        withPerson = false;
        assertMend("its person 508 can't be read");
        deal.putNull("person_id");
        assertMend("it has no organization and no person: add the one to invoice");
    }

    @Test
    void takesAnyNumberOfAForeignCompanyForNoKvkNumber() {
        texts.put(Property.ORGANIZATION_KVK_NUMBER, "BE 0123.456.789");
        texts.put(Property.ORGANIZATION_COUNTRY, "BE");

        assertThat(sale().buyer().kvkNumber()).isNull();
    }

    @Test
    void readsPricesWithTax() {
        lines.subList(1, 4).clear();
        edit(
                0,
                line -> line.put("tax_method", "inclusive")
                        .put("item_price", 121)
                        .put("quantity", 2)
                        .put("discount", 0)
                        .put("sum", 242));
        deal.put("value", 242);

        var sale = sale();

        assertThat(sale.pricesIncludeVat()).isTrue();
        assertThat(sale.lines().get(0).unitPrice()).isEqualTo(Money.eur("121"));
    }

    @Test
    void leavesAMixtureOfPricesWithAndWithoutTaxToAPerson() {
        edit(0, line -> line.put("tax_method", "inclusive"));
        deal.put("value", 1812);

        assertMend("choose one for all");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "21, exclusive, null, STANDARD",
                "9, inclusive, null, REDUCED",
                "0, exclusive, null, null",
                "21, none, null, null",
                "0, exclusive, vrijgesteld, EXEMPT",
                "0, exclusive, 0, ZERO",
                "0, none, hoog, problem",
                "0, none, 9%, REDUCED",
                "21, exclusive, 21, STANDARD",
                "21, exclusive, 9, problem",
                "19, exclusive, null, problem",
            })
    void readsTheRateFromTheTaxAndTheCatalogue(String tax, String method, String catalogued, String expected) {
        lines.subList(1, 4).clear();
        edit(0, line -> line.put("tax", new java.math.BigDecimal(tax)).put("tax_method", method));
        products.put(21L, new Catalogued(null, catalogued, null, null));
        deal.putNull("value");

        if ("problem".equals(expected)) {
            assertMend("product 'Implementatie (uren)' has");
        } else {
            var rateClass = sale().lines().get(0).rateClass();
            assertThat(rateClass).isEqualTo(expected == null ? null : RateClass.valueOf(expected));
        }
    }

    @Test
    void readsADiscountOnTheWholeDeal() {
        discounts.add(new Discount("percentage", java.math.BigDecimal.TEN, "Vaste klant 10%"));
        deal.put("value", new java.math.BigDecimal("1630.80"));

        assertThat(sale().discount()).isEqualTo(new LineDiscount.Percent(Percentage.of(10)));
    }

    @Test
    void leavesADealWithAnEditedValueToAPerson() {
        deal.put("value", 1900);

        assertMend("it shows a value of EUR 1900.00 but its products add up to EUR 1812.00");
        assertThat(sale(PipedriveSettings.builder().checkValue(false)).lines()).hasSize(3);
    }

    @Test
    void leavesARecurringProductToAPersonUnlessToldOtherwise() {
        edit(2, line -> line.put("billing_frequency", "monthly").put("billing_frequency_cycles", 12));

        assertMend("product 'Licentie per gebruiker', which is billed monthly for 12 times, needs a decision");
    }

    @Test
    void invoicesTheFirstPeriodOfARecurringProduct() {
        edit(
                2,
                line -> line.put("billing_frequency", "monthly")
                        .put("billing_frequency_cycles", 12)
                        .put("billing_start_date", "2026-12-01"));

        var line = sale(PipedriveSettings.builder().recurring(Recurring.FIRST_PERIOD))
                .lines()
                .get(2);

        assertThat(line.quantity()).isEqualByComparingTo("3");
        assertThat(line.period()).isEqualTo(new Period(LocalDate.of(2026, 12, 1), LocalDate.of(2026, 12, 31)));
        assertThat(line.recurrence()).hasToString("Recurrence[frequency=monthly, term=P1Y]");
    }

    @Test
    void invoicesTheWholeTermOfARecurringProduct() {
        edit(
                2,
                line -> line.put("billing_frequency", "quarterly")
                        .put("billing_frequency_cycles", 2)
                        .putNull("billing_start_date")
                        .put("discount", 7)
                        .put("discount_type", "amount")
                        .put("sum", 230));

        var line = sale(PipedriveSettings.builder().recurring(Recurring.WHOLE_TERM))
                .lines()
                .get(2);

        assertThat(line.quantity()).isEqualByComparingTo("6");
        assertThat(line.discount()).isEqualTo(new LineDiscount.Amount(Money.eur("14")));
        assertThat(line.period()).isEqualTo(new Period(LocalDate.of(2026, 11, 16), LocalDate.of(2027, 5, 15)));
    }

    @Test
    void leavesAProductWithoutAnEndToAPersonWhenTheWholeTermIsInvoiced() {
        edit(2, line -> line.put("billing_frequency", "monthly"));

        assertMend("it has no end", PipedriveSettings.builder().recurring(Recurring.WHOLE_TERM));
    }

    @Test
    void leavesADiscountOnADealWithARecurringProductToAPerson() {
        edit(2, line -> line.put("billing_frequency", "monthly").put("billing_frequency_cycles", 12));
        discounts.add(new Discount("percentage", java.math.BigDecimal.TEN, ""));

        assertMend(
                "a discount on the whole deal and a recurring product",
                PipedriveSettings.builder().recurring(Recurring.FIRST_PERIOD));
    }

    @Test
    void namesEveryLineThatDoesNotAddUp() {
        edit(0, line -> line.put("sum", 1));
        edit(1, line -> line.put("currency", "USD"));
        edit(2, line -> line.put("item_price", -79).put("sum", -237));

        assertThatThrownBy(this::sale)
                .hasMessageContaining("'Implementatie (uren)' costs")
                .hasMessageContaining("'Opstartpakket' is in USD but the deal is in EUR")
                .hasMessageContaining("'Licentie per gebruiker' has no price, or a negative one");
    }

    @Test
    void saysWhatIsWrongWithTheDeal() {
        texts.put(Property.DEAL_SUPPLY_DATE, "gisteren");
        assertMend("its date of supply 'gisteren' is no date");
        texts.remove(Property.DEAL_SUPPLY_DATE);
        texts.put(Property.DEAL_SHIP_TO_COUNTRY, "Atlantis");
        assertMend("it ships to 'Atlantis', which is no country that we know");
        texts.remove(Property.DEAL_SHIP_TO_COUNTRY);
        deal.put("currency", "XYZ1");
        assertMend("its currency 'XYZ1' is not one of ISO 4217");
    }

    @Test
    void leavesADealWithoutProductsToAPersonUnlessItsValueMayBeInvoiced() {
        lines.clear();

        assertMend("it has no products: add them in Pipedrive");
        var line = sale(PipedriveSettings.builder().fallbackToDealValue(true))
                .lines()
                .get(0);
        assertThat(line.description()).isEqualTo("Jaarabonnement en implementatie Voorbeeld Bouw");
        assertThat(line.unitPrice()).isEqualTo(Money.eur("1812"));
    }

    @Test
    void knowsWhenADealWasWonThatWasCreatedAsWon() {
        deal.putNull("won_time").putNull("close_time").putNull("update_time");

        assertThat(sale().wonAt()).isEqualTo(Instant.parse("2026-10-01T09:12:33Z"));
    }

    private void edit(int index, Consumer<ObjectNode> change) {
        change.accept(lines.get(index));
    }

    private void assertMend(String what) {
        assertMend(what, PipedriveSettings.builder());
    }

    private void assertMend(String what, PipedriveSettings.Builder settings) {
        assertThatThrownBy(() -> sale(settings)).isInstanceOf(SaleProblem.class).hasMessageContaining(what);
    }

    private Sale sale() {
        return sale(PipedriveSettings.builder());
    }

    private Sale sale(PipedriveSettings.Builder settings) {
        var whole = new WholeDeal(
                Examples.as(deal, Deal.class),
                lines.stream().map(line -> Examples.as(line, Line.class)).toList(),
                discounts,
                withOrganization ? Examples.as(organization, Organization.class) : null,
                withPerson ? Examples.as(person, Person.class) : null,
                texts,
                personAddress,
                products);
        var built = settings.apiToken("token").webhookAuth("user", "password").build();
        return new PipedriveMapper(built).sale(REF, whole, "v1");
    }
}
