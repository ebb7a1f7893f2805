package nl.factuurstroom.connector.pipedrive;

import static nl.factuurstroom.connector.pipedrive.SimulatedAccount.line;
import static nl.factuurstroom.connector.pipedrive.SimulatedAccount.mend;
import static nl.factuurstroom.connector.pipedrive.SimulatedAccount.read;
import static nl.factuurstroom.connector.pipedrive.SimulatedAccount.ref;
import static nl.factuurstroom.connector.pipedrive.SimulatedAccount.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import nl.factuurstroom.connector.pipedrive.PipedriveSettings.Discounts;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.Reading;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.testkit.simulator.PipedriveHabits.SumTax;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PipedriveSaleReaderTest {

    private final SimulatedAccount account = new SimulatedAccount();
    private final Pipedrive pipedrive = account.connector();

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void readsTheBuyerAndTheLines() {
        var sale = sale(pipedrive, account.wonDeal("4", "137.50"));

        assertThat(sale.buyer().name()).isEqualTo("Voorbeeld Bouw B.V.");
        assertThat(sale.buyer().email()).isEqualTo("facturen@voorbeeldbouw.example");
        assertThat(String.valueOf(sale.buyer().vatNumber())).isEqualTo("NL123456782B90");
        assertThat(sale.lines()).hasSize(1);
    }

    @Test
    void readsADealWhoseInvoiceNumberHasNoFieldYet() {
        var named = PipedriveProperties.builder().dealInvoiceNumber("Factuurnummer");
        var creating =
                account.connector(settings -> settings.properties(named.build()).createProperties(true));
        var waiting = account.connector(settings -> settings.properties(named.build()));
        long deal = account.wonDeal("4", "137.50");

        assertThat(sale(creating, deal).invoicedAs()).isNull();
        assertThatThrownBy(() -> read(waiting, deal)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void findsArchivedDealsThatTheListLeavesOut() {
        long archived = account.wonDeal("1", "10.00");
        account.vendor.archive(archived);

        assertThat(read(pipedrive, archived)).isInstanceOf(Reading.Found.class);
        assertThat(pipedrive.dealWon().reader().wonStates(Set.of(ref(archived))).get(ref(archived)))
                .satisfies(state -> assertThat(state.won()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void countsADeletedDealAsGoneHoweverPipedriveShowsIt(boolean gone) {
        account.vendor.habits().deletedDealsAreGone(gone);
        long deal = account.wonDeal("1", "10.00");
        account.vendor.delete(deal);

        assertThat(read(pipedrive, deal)).isInstanceOf(Reading.Gone.class);
    }

    @Test
    void neverCountsADealAsGoneWhenTheAddressIsWrong() {
        long deal = account.wonDeal("1", "10.00");
        account.vendor.failNext(Fault.status(404, "<html>no such page</html>"));
        account.vendor.failNext(Fault.status(404, "<html>no such page</html>"));

        assertThatThrownBy(() -> read(pipedrive, deal)).isInstanceOf(nl.factuurstroom.error.NotFoundException.class);
    }

    @Test
    void countsADealOfAnotherCompanyAsGone() {
        var foreign = new SaleRef("pipedrive", "999", "812");

        assertThat(pipedrive.dealWon().reader().read(Set.of(foreign)).get(foreign))
                .isInstanceOf(Reading.Gone.class);
        assertThat(account.vendor.calls()).isEmpty();
    }

    @Test
    void asksForItsCompanyOnceWhenThatIsNotConfigured() {
        var unknown = account.connector(settings -> settings.companyId(""));
        long deal = account.wonDeal("1", "10.00");

        assertThat(sale(unknown, deal).ref()).isEqualTo(ref(deal));
        sale(unknown, deal);

        assertThat(account.vendor.calls("GET", "/v1/users/me")).hasSize(1);
    }

    @Test
    void leavesOtherPipelinesAlone() {
        long deal = account.wonDeal("1", "10.00");
        var other = account.connector(settings -> settings.pipelines(Set.of("7")));

        assertThat(read(other, deal)).isInstanceOf(Reading.NotWon.class);
    }

    @Test
    void saysWhichRecordTheTokensUserMaySeeNot() {
        long deal = account.wonDeal("1", "10.00");
        account.vendor.hide(
                "organization",
                account.vendor.record("deal", deal).get("org_id").asLong());

        assertThat(mend(pipedrive, deal)).contains("can't be read").contains("let the token's user see it");
    }

    @Test
    void readsCodeRateAndKindFromTheCatalogueOnce() {
        var rate = account.vendor.addField("product", "BTW-tarief", "enum", "21", "9", "vrijgesteld");
        var kind = account.vendor.addField("product", "Soort", "varchar");
        var mapped = account.connector(settings -> settings.properties(PipedriveProperties.builder()
                .productVatRate("btw-tarief")
                .productSupplyKind(kind)
                .build()));
        long product = account.vendor.addProduct("{\"code\": \"CURSUS\"}");
        account.vendor.fill("product", product, rate, account.vendor.optionId("product", rate, "vrijgesteld"));
        account.vendor.fill("product", product, kind, "\"Diensten\"");
        long deal = account.deal();
        account.vendor.addLine(
                deal, "{\"name\": \"Cursus\", \"item_price\": 100, \"tax\": 0, \"product_id\": " + product + "}");
        account.vendor.win(deal);

        var line = sale(mapped, deal).lines().get(0);
        sale(mapped, deal);

        assertThat(line.sku()).isEqualTo("CURSUS");
        assertThat(line.rateClass()).isEqualTo(RateClass.EXEMPT);
        assertThat(line.kind()).isEqualTo(SupplyKind.SERVICE);
        assertThat(account.vendor.calls("GET", "/products/" + product)).hasSize(1);
        assertThat(account.vendor.calls("GET", "/productFields")).hasSize(1);
    }

    @Test
    void readsCustomFieldsByNameOrKey() {
        var po = account.vendor.addField("deal", "Inkooporder", "varchar");
        var supply = account.vendor.addField("deal", "Leverdatum", "date");
        var country = account.vendor.addField("organization", "Land", "varchar");
        var mapped = account.connector(settings -> settings.properties(PipedriveProperties.builder()
                .dealPoNumber("INKOOPORDER")
                .dealSupplyDate(supply)
                .organizationCountry("Land")
                .build()));
        long deal = account.wonDeal("1", "10.00");
        account.vendor.fill("deal", deal, po, "\"4500123\"");
        account.vendor.fill("deal", deal, supply, "\"2026-11-20\"");
        account.vendor.fill(
                "organization",
                account.vendor.record("deal", deal).get("org_id").asLong(),
                country,
                "\"België\"");

        var sale = sale(mapped, deal);

        assertThat(sale.purchaseOrder()).isEqualTo("4500123");
        assertThat(sale.supplyDate()).hasToString("2026-11-20");
        assertThat(sale.buyer().address().country()).isEqualTo(CountryCode.of("BE"));
    }

    @Test
    void saysWhichConfiguredFieldTheAccountLacksOrHasTwice() {
        account.vendor.addField("deal", "Inkooporder", "varchar");
        account.vendor.addField("deal", "Inkooporder", "varchar");
        long deal = account.wonDeal("1", "10.00");
        var twice = account.connector(settings -> settings.properties(
                PipedriveProperties.builder().dealPoNumber("Inkooporder").build()));
        var lacking = account.connector(settings -> settings.properties(
                PipedriveProperties.builder().organizationVatId("VAT").build()));

        assertThatThrownBy(() -> read(twice, deal))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("pipedrive.property.deal.po-number")
                .hasMessageContaining("2 fields of that name");
        assertThatThrownBy(() -> read(lacking, deal))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("pipedrive.property.organization.vat-id is 'VAT'");
    }

    @Test
    void noticesAFieldThatWasMadeAfterTheListWasRead() {
        long deal = account.wonDeal("1", "10.00");
        assertThat(sale(pipedrive, deal).invoicedAs()).isNull();
        var number = account.vendor.addField("deal", "Factuurnummer", "varchar");
        account.vendor.fill("deal", deal, number, "\"2026-0001\"");

        assertThat(sale(pipedrive, deal).invoicedAs()).isEqualTo("2026-0001");
        sale(pipedrive, deal);
        assertThat(account.vendor.calls("GET", "/dealFields")).hasSize(2);
    }

    @Test
    void readsDealsOfAnAccountThatShowsNoFieldsUnlessOneIsNamed() {
        long deal = account.wonDeal("1", "10.00");
        for (int i = 0; i < 20; i++) {
            account.vendor.failNext(call -> call.path().endsWith("Fields"), Fault.status(404, "{}"));
        }
        var strict = account.connector(settings -> settings.properties(
                PipedriveProperties.builder().dealPoNumber("Inkooporder").build()));

        assertThat(read(pipedrive, deal)).isInstanceOf(Reading.Found.class);
        assertThatThrownBy(() -> read(strict, deal)).isInstanceOf(nl.factuurstroom.error.NotFoundException.class);
    }

    @Test
    void findsAnOptionThatCameAfterTheFieldListWasRead() {
        var country = account.vendor.addField("organization", "Land", "enum", "Nederland");
        var mapped = account.connector(settings -> settings.properties(
                PipedriveProperties.builder().organizationCountry("Land").build()));
        long deal = account.wonDeal("1", "10.00");
        sale(mapped, deal);
        long organization = account.vendor.record("deal", deal).get("org_id").asLong();
        account.vendor.fill(
                "organization", organization, country, account.vendor.addOption("organization", country, "Duitsland"));

        assertThat(sale(mapped, deal).buyer().address().country()).isEqualTo(CountryCode.of("DE"));
    }

    @ParameterizedTest
    @EnumSource(SumTax.class)
    void readsTheSameAmountsWhateverPipedrivesSumsHold(SumTax tax) {
        account.vendor
                .habits()
                .sums(tax)
                .valueIncludesTax(tax == SumTax.WITH_TAX)
                .amountDiscountPerUnit(true);
        long deal = account.deal();
        account.vendor.addLine(
                deal,
                "{\"name\": \"Advies\", \"item_price\": 121, \"quantity\": 3, \"tax\": 21, \"tax_method\": \"inclusive\","
                        + " \"discount\": 12.10, \"discount_type\": \"amount\"}");
        account.vendor.addDiscount(deal, "percentage", "10", "Vaste klant");
        account.vendor.win(deal);

        var sale = sale(pipedrive, deal);

        assertThat(sale.pricesIncludeVat()).isTrue();
        assertThat(sale.lines().get(0).discount()).isEqualTo(new LineDiscount.Amount(Money.eur("36.30")));
        assertThat(sale.discount()).isEqualTo(new LineDiscount.Percent(Percentage.of(10)));
    }

    @Test
    void readsDiscountsOnlyWhereTheValueDiffersWhenToldSo() {
        var proving = account.connector(settings -> settings.discounts(Discounts.WHEN_VALUE_DIFFERS));
        long plain = account.wonDeal("1", "100.00");
        sale(proving, plain);
        long discounted = account.wonDeal("1", "100.00");
        account.vendor.addDiscount(discounted, "amount", "25", "");
        long untaxed = account.deal();
        account.vendor.addLine(untaxed, line("1", "100", "0"));
        account.vendor.win(untaxed);
        account.vendor.forgetCalls();

        assertThat(sale(proving, plain).discount()).isNull();
        assertThat(sale(proving, untaxed).discount()).isNull();
        assertThat(account.vendor.calls("GET", "/discounts")).isEmpty();
        assertThat(sale(proving, discounted).discount()).isEqualTo(new LineDiscount.Amount(Money.eur("25")));
    }

    @Test
    void takesAValueForProofOnlyOnceItIsKnownWhetherValuesHoldTax() {
        var proving = account.connector(settings -> settings.discounts(Discounts.WHEN_VALUE_DIFFERS));
        // With tax in its value this deal would be 1210.00; a discount of 210.00 makes it look as if there was none.
        account.vendor.habits().valueIncludesTax(true);
        long deal = account.wonDeal("1", "1000.00");
        account.vendor.addDiscount(deal, "amount", "210", "Wij betalen de btw");

        var first = read(proving, deal);
        var other = sale(proving, account.wonDeal("1", "1000.00"));
        var second = read(proving, deal);

        assertThat(first).isEqualTo(second).isInstanceOf(Reading.Found.class);
        assertThat(sale(proving, deal).discount()).isNotNull();
        assertThat(other.discount()).isNull();
    }

    @Test
    void hasAnotherVersionWhenAProductChangesThoughTheDealDoesNot() {
        long deal = account.deal();
        long line = account.vendor.addLine(deal, line("1", "100", "21"));
        account.vendor.win(deal);
        var before = sale(pipedrive, deal).version();

        account.vendor.editLine(line, "{\"tax\": 9}");

        assertThat(sale(pipedrive, deal).version()).isNotEqualTo(before);
        assertThat(pipedrive.dealWon().reader().wonStates(Set.of(ref(deal))).get(ref(deal)))
                .satisfies(state -> assertThat(state.version()).isNotEqualTo(before));
    }

    @Test
    void keepsItsVersionThroughOurOwnWriting() {
        var writing = account.connector(settings -> settings.createProperties(true));
        writing.createProperties();
        long deal = account.wonDeal("1", "100.00");
        var before = sale(writing, deal).version();

        writing.crmUpdater().update(List.of(SimulatedAccount.paid(deal)));

        assertThat(sale(writing, deal).version()).isEqualTo(before);
        assertThat(sale(writing, deal).invoicedAs()).isEqualTo("2026-0123");
    }

    @Test
    void tellsThatTheDayIsSpentAndThatAllMustWait() {
        long deal = account.wonDeal("1", "10.00");
        account.vendor.habits().dailyTokens(5);

        assertThatThrownBy(() -> read(pipedrive, deal)).isInstanceOfSatisfying(TransientException.class, spent -> {
            assertThat(spent.accountWide()).isTrue();
            assertThat(spent.retryAfter()).contains(Duration.ofHours(1));
        });
        assertThat(account.waits).isEmpty();
    }

    @Test
    void stopsAtCloudflaresWall() {
        long deal = account.wonDeal("1", "10.00");
        account.vendor.habits().burstLimit(0).blocksAfterRefusals(1);

        assertThatThrownBy(() -> read(pipedrive, deal))
                .isInstanceOfSatisfying(
                        TransientException.class,
                        blocked -> assertThat(blocked.accountWide()).isTrue())
                .hasMessageContaining("Cloudflare");
        assertThat(account.vendor.calls()).hasSize(1);
    }

    @Test
    void isParkedWithTheWholeBatchWhenOneRecordHasAnotherShape() {
        long deal = account.wonDeal("1", "10.00");
        long odd = account.vendor.addDeal("{\"org_id\": {\"value\": 1}, \"status\": \"won\"}");

        assertThatThrownBy(() -> pipedrive.dealWon().reader().read(Set.of(ref(deal), ref(odd))))
                .isInstanceOf(RejectedException.class);
        assertThat(read(pipedrive, deal)).isInstanceOf(Reading.Found.class);
    }
}
