package nl.factuurstroom.connector.hubspot;

import static nl.factuurstroom.connector.hubspot.SimulatedAccount.mend;
import static nl.factuurstroom.connector.hubspot.SimulatedAccount.read;
import static nl.factuurstroom.connector.hubspot.SimulatedAccount.ref;
import static nl.factuurstroom.connector.hubspot.SimulatedAccount.sale;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.sale.Destination;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.Reading;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.testkit.simulator.Answer;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.testkit.simulator.HubSpotDeal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HubSpotSaleReaderTest {

    private final SimulatedAccount account = new SimulatedAccount();
    private final HubSpot hubSpot = account.connector(settings -> settings.properties(SimulatedAccount.allMapped()));

    @AfterEach
    void close() {
        account.close();
    }

    private HubSpotDeal wonDeal() {
        return account.vendor.deal("987").line("Advies", "4", "137.50").stage("closedwon");
    }

    @Test
    void readsADealWithAllThatIsMapped() {
        account.vendor
                .company("501")
                .name("Voorbeeld Bouw B.V.")
                .set("vat_number", "NL 1234.56.782 B90")
                .set("kvk_number", "12345678")
                .set("invoice_email", "facturen@voorbeeldbouw.example")
                .set("po_required", "true")
                .set("phone", "+31301234567");
        wonDeal()
                .company("501")
                .name("Advies najaar")
                .set("po_number", "4500123")
                .set("supply_date", "2026-11-30")
                .set("ship_to", "België")
                .set("invoice_number", "2026-0001");

        var sale = sale(hubSpot, "987");

        assertThat(sale.ref()).isEqualTo(ref("987"));
        assertThat(sale.aliases()).isEmpty();
        assertThat(sale.reference()).isEqualTo("HS-987");
        assertThat(sale.title()).isEqualTo("Advies najaar");
        assertThat(sale.currency().getCurrencyCode()).isEqualTo("EUR");
        assertThat(sale.purchaseOrder()).isEqualTo("4500123");
        assertThat(sale.supplyDate()).isEqualTo(LocalDate.of(2026, 11, 30));
        assertThat(sale.shipTo()).isEqualTo(new Destination(CountryCode.of("BE"), null));
        assertThat(sale.invoicedAs()).isEqualTo("2026-0001");
        assertThat(sale.wonAt()).isEqualTo(SimulatedAccount.NOW);
        assertThat(sale.pricesIncludeVat()).isFalse();
        var buyer = sale.buyer();
        assertThat(buyer.kind()).isEqualTo(Party.Kind.COMPANY);
        assertThat(buyer.vatNumber()).isEqualTo(new VatNumber("NL", "123456782B90"));
        assertThat(String.valueOf(buyer.kvkNumber())).isEqualTo("12345678");
        assertThat(buyer.address().country()).isEqualTo(CountryCode.NL);
        assertThat(buyer.address().street()).isEqualTo("Voorbeeldstraat 12");
        assertThat(buyer.email()).isEqualTo("facturen@voorbeeldbouw.example");
        assertThat(buyer.purchaseOrderRequired()).isTrue();
        assertThat(buyer.sourceId()).isEqualTo("hubspot/25012345:company:501");
    }

    @Test
    void readsRecordedAnswersOfHubSpot() throws IOException {
        for (String recorded : List.of(
                "pipelines-deals.response.json",
                "tax-rates.response.json",
                "company.json",
                "contact.json",
                "line-items-batch-read.response.json",
                "deal-with-associations.json")) {
            account.vendor.load(HubSpotSignatureTest.resource(recorded));
        }
        var withFirstPeriod = account.connector(settings -> settings.recurring(HubSpotSettings.Recurring.FIRST_PERIOD));

        var sale = sale(withFirstPeriod, "33108462948");

        assertThat(sale.reference()).isEqualTo("HS-33108462948");
        assertThat(sale.wonAt()).isEqualTo(Instant.parse("2026-11-16T10:00:05.137Z"));
        assertThat(sale.buyer().name()).isEqualTo("Voorbeeld Bouw B.V.");
        assertThat(sale.buyer().address().street()).isEqualTo("Voorbeeldstraat 12, 2e verdieping");
        assertThat(sale.lines())
                .extracting(SaleLine::description)
                .containsExactly("Implementatie (uren)", "Opstartpakket", "Licentie per gebruiker");
        assertThat(sale.lines()).extracting(SaleLine::rateClass).containsOnly(RateClass.STANDARD);
        assertThat(mend(hubSpot, "33108462948")).contains("'Licentie per gebruiker', which is billed monthly");
    }

    @Test
    void theInvoiceGoesToTheBillingContactAndNeverToJustAnyContact() {
        account.vendor.company("501").contact("61").billingContact("62");
        wonDeal().company("501").contact("61");

        var buyer = sale(hubSpot, "987").buyer();

        assertThat(buyer.email()).isEqualTo("contact62@example.nl");
        assertThat(buyer.contactName()).isEqualTo("Anna de Vries");
    }

    @Test
    void severalBillingContactsOrNoneGiveNoAddress() {
        account.vendor.company("501").billingContact("61").billingContact("62");
        wonDeal().company("501");
        account.vendor.company("502").contact("63");
        account.vendor.deal("988").company("502").line("Advies", "1", "10").stage("closedwon");

        assertThat(sale(hubSpot, "987").buyer().email()).isNull();
        assertThat(sale(hubSpot, "988").buyer().email()).isNull();
    }

    @Test
    void thePrimaryCompanyIsInvoicedAndOneOfSeveralIsNotGuessed() {
        wonDeal().alsoCompany("501");
        assertThat(sale(hubSpot, "987").buyer().sourceId()).endsWith(":501");

        account.vendor.deal("987").alsoCompany("502");
        assertThat(mend(hubSpot, "987")).contains("it has 2 companies and none of them is the primary one");

        account.vendor.deal("987").company("502");
        assertThat(sale(hubSpot, "987").buyer().sourceId()).endsWith(":502");
    }

    @Test
    void withoutACompanyTheOnlyContactIsAPrivatePerson() {
        account.vendor.contact("61").address("Kade 1", "1012 AB", "Amsterdam", "NL");
        wonDeal().contact("61");

        var buyer = sale(hubSpot, "987").buyer();

        assertThat(buyer.kind()).isEqualTo(Party.Kind.PRIVATE_PERSON);
        assertThat(buyer.name()).isEqualTo("Anna de Vries");
        assertThat(buyer.email()).isEqualTo("contact61@example.nl");
        assertThat(buyer.address().country()).isEqualTo(CountryCode.NL);
        assertThat(buyer.sourceId()).isEqualTo("hubspot/25012345:contact:61");
    }

    @Test
    void aFlagMakesACompanyRecordAPrivatePerson() {
        account.vendor.company("501").name("Fam. Jansen").set("is_private", "Ja");
        wonDeal().company("501");

        assertThat(sale(hubSpot, "987").buyer().kind()).isEqualTo(Party.Kind.PRIVATE_PERSON);
    }

    @Test
    void aDealWithoutABuyerSaysWhatToAdd() {
        wonDeal();
        assertThat(mend(hubSpot, "987"))
                .isEqualTo("Deal 987 in HubSpot can't be invoiced: it has no company and no contact: "
                        + "add the one to invoice");

        account.vendor.deal("987").contact("61").contact("62");
        assertThat(mend(hubSpot, "987")).contains("it has no company and 2 contacts");
    }

    @Test
    void anUnknownCountryStaysUnknown() {
        account.vendor.company("501").set("country", "Nederlandje");
        account.vendor.company("502").set("country", null);
        wonDeal().company("501");
        account.vendor.deal("988").company("502").line("Advies", "1", "10").stage("closedwon");

        assertThat(sale(hubSpot, "987").buyer().address().country()).isNull();
        assertThat(sale(hubSpot, "987").buyer().address().countryText()).isEqualTo("Nederlandje");
        assertThat(sale(hubSpot, "988").buyer().address().country()).isNull();
    }

    @Test
    void aKvkNumberThatIsNoneIsForAPersonUnlessAbroad() {
        account.vendor.company("501").set("kvk_number", "1234567");
        wonDeal().company("501");
        assertThat(mend(hubSpot, "987")).contains("'1234567' in kvk_number, but a KvK number has eight digits");

        account.vendor.company("501").set("country", "Germany").set("kvk_number", "HRB 12345");
        assertThat(sale(hubSpot, "987").buyer().kvkNumber()).isNull();
    }

    @Test
    void aDealWithoutLinesWaitsUnlessItsAmountMayStandForThem() {
        account.vendor
                .deal("987")
                .company("501")
                .name("Klus")
                .set("amount", "1500")
                .stage("closedwon");
        var withFallback = account.connector(settings -> settings.fallbackToDealAmount(true));

        assertThat(mend(hubSpot, "987"))
                .isEqualTo("Deal 987 in HubSpot can't be invoiced: it has no line items: add them in HubSpot");
        assertThat(sale(withFallback, "987").lines())
                .containsExactly(
                        SaleLine.builder("Klus").unitPrice(Money.eur("1500")).build());
    }

    @Test
    void aLineItemThatCantBeReadIsNeverLeftOut() {
        wonDeal().company("501").line("Materiaal", "1", "50");
        var onlyOne = "{\"status\":\"COMPLETE\",\"results\":[],\"errors\":[{\"category\":\"OBJECT_NOT_FOUND\"}]}";
        account.vendor.failNext(
                "POST", "objects/2026-09/line_items/batch/read", new Fault.ReplaceAnswer(Answer.json(207, onlyOne)));

        assertThat(mend(hubSpot, "987")).contains("can't be read: take it off the deal if it was deleted");
    }

    @Test
    void mappedValuesThatCantBeReadAreForAPerson() {
        wonDeal().company("501").set("supply_date", "volgende week");
        assertThat(mend(hubSpot, "987")).contains("'volgende week' in supply_date, which is no date");

        account.vendor.deal("987").set("supply_date", null).set("ship_to", "Atlantis");
        assertThat(mend(hubSpot, "987")).contains("'Atlantis' in ship_to, which is no country");
    }

    @Test
    void goodsForTheBuyersOwnCountryGoToTheBuyersAddress() {
        account.vendor.company("501").address("Industriestrasse 17", "48529", "Nordhorn", "Germany");
        wonDeal().company("501").set("ship_to", "Germany");
        assertThat(sale(hubSpot, "987").shipTo()).isEqualTo(new Destination(CountryCode.of("DE"), "48529"));

        account.vendor.deal("987").set("ship_to", "Austria");
        assertThat(sale(hubSpot, "987").shipTo()).isEqualTo(new Destination(CountryCode.of("AT"), null));
    }

    @Test
    void aDealWithoutACurrencyTakesThatOfItsLinesElseTheAccounts() {
        account.vendor.companyCurrency("USD");
        wonDeal().company("501").set("deal_currency_code", null);
        assertThat(sale(hubSpot, "987").currency().getCurrencyCode()).isEqualTo("EUR");

        account.vendor.deal("987").lines().get(0).set("hs_line_item_currency_code", null);
        assertThat(sale(hubSpot, "987").currency().getCurrencyCode()).isEqualTo("USD");
        assertThat(account.vendor.calls("GET", "account-info")).hasSize(1);
    }

    @Test
    void mergedDealsAreOneSaleUnderAllTheirIds() {
        wonDeal().company("501");
        account.vendor.deal("986").company("501");
        var merged = account.vendor.mergeDeals("987", "986");

        var refs = Set.of(ref("987"), ref("986"), ref(merged.id()));
        var readings = hubSpot.dealWon().reader().read(refs);

        assertThat(readings).containsOnlyKeys(refs.toArray(new SaleRef[0]));
        assertThat(readings.values()).allSatisfy(reading -> {
            var sale = ((Reading.Found) reading).sale();
            assertThat(sale.ref()).isEqualTo(ref(merged.id()));
            assertThat(sale.aliases()).contains(ref("987"), ref("986"));
            assertThat(sale.reference()).isEqualTo("HS-" + merged.id());
        });
    }

    @Test
    void aMergedDealThatDoesntListItsPastIsAskedForByItself() {
        wonDeal().company("501");
        account.vendor.deal("986").company("501");
        account.vendor.mergeDeals("987", "986").set("hs_merged_object_ids", null);

        var sale = sale(hubSpot, "987");

        assertThat(sale.ref().id()).isNotEqualTo("987");
        assertThat(sale.aliases()).containsExactly(ref("987"));
        assertThat(account.vendor.calls("GET", "/deals/987")).hasSize(1);
    }

    @Test
    void aDealOfAnotherPortalIsNotLookedFor() {
        wonDeal().company("501");
        var foreign = new SaleRef("hubspot", "999", "987");

        assertThat(hubSpot.dealWon().reader().read(Set.of(foreign)).get(foreign))
                .isInstanceOf(Reading.Gone.class);
        assertThat(account.vendor.calls()).isEmpty();
    }

    @Test
    void withoutAConfiguredPortalItIsAskedOnce() {
        wonDeal().company("501");
        var learning = account.connector(settings -> settings.portalId(null));
        var foreign = new SaleRef("hubspot", "999", "987");

        assertThat(read(learning, "987")).isInstanceOf(Reading.Found.class);
        assertThat(learning.dealWon().reader().read(Set.of(foreign)).get(foreign))
                .isInstanceOf(Reading.Gone.class);
        assertThat(account.vendor.calls("GET", "account-info")).hasSize(1);
    }

    @Test
    void aDeletedDealIsGone() {
        wonDeal().delete();

        assertThat(read(hubSpot, "987")).isInstanceOf(Reading.Gone.class);
    }

    @Test
    void onlyConfiguredStagesAndPipelinesCount() {
        account.vendor.stage("projects", "1076664460", "0.6", false);
        wonDeal().company("501");
        account.vendor.deal("988").company("501").line("Advies", "1", "10").stage("1076664460");
        var stages = account.connector(settings -> settings.wonStages(Set.of("1076664460")));
        var pipelines = account.connector(settings -> settings.pipelines(Set.of("projects")));

        assertThat(read(stages, "987")).isInstanceOf(Reading.NotWon.class);
        assertThat(read(stages, "988")).isInstanceOf(Reading.Found.class);
        assertThat(read(pipelines, "987")).isInstanceOf(Reading.NotWon.class);
    }

    @Test
    void anotherStageWithProbabilityOneIsWonToo() {
        account.vendor.stage("projects", "1076664462", "1.0", true);
        account.vendor.deal("987").company("501").line("Voorschot", "1", "10").stage("1076664462");

        assertThat(read(hubSpot, "987")).isInstanceOf(Reading.Found.class);
    }

    @Test
    void theWonMomentIsTheEntryIntoTheStageElseTheCloseDate() {
        wonDeal().company("501").set("closedate", "2026-11-20T10:00:00Z");
        assertThat(sale(hubSpot, "987").wonAt()).isEqualTo(SimulatedAccount.NOW);

        account.vendor.deal("987").set("hs_v2_date_entered_current_stage", null);
        assertThat(sale(hubSpot, "987").wonAt()).isEqualTo(Instant.parse("2026-11-20T10:00:00Z"));

        account.vendor.deal("987").set("closedate", null);
        assertThat(mend(hubSpot, "987")).contains("it has no close date");
    }

    @Test
    void ourOwnWritesAndNotesDontMakeItAnotherSale() {
        wonDeal().company("501");
        var before = sale(hubSpot, "987").version();

        account.vendorClock.advance(Duration.ofMinutes(3));
        account.vendor.deal("987").set("invoice_number", "2026-0123").set("invoice_status", "paid");
        account.vendor.deal("987").set("description", "belde nog even").set("amount", "550");

        assertThat(sale(hubSpot, "987").version()).isEqualTo(before);
    }

    @Test
    void whateverChangesTheInvoiceMakesItAnotherSale() {
        wonDeal().company("501");
        var versions = new LinkedHashSet<String>();
        versions.add(sale(hubSpot, "987").version());

        account.vendor.deal("987").lines().get(0).set("vat_rate", "9");
        versions.add(sale(hubSpot, "987").version());
        account.vendor.deal("987").set("po_number", "4500124");
        versions.add(sale(hubSpot, "987").version());
        account.vendor.deal("987").line("Meerwerk", "1", "0");
        versions.add(sale(hubSpot, "987").version());
        account.vendor.deal("987").withoutCompany("501").company("502");
        versions.add(sale(hubSpot, "987").version());

        assertThat(versions).hasSize(5);
    }

    @Test
    void wonDealsInABatchDontSufferFromOneAnother() {
        for (int i = 0; i < 120; i++) {
            account.vendor
                    .deal(Integer.toString(7_000 + i))
                    .company("501")
                    .line("Advies", "1", "10")
                    .stage("closedwon");
        }
        account.vendor.deal("7005").lines().get(0).set("vat_rate", "hoog");
        account.vendor.deal("7006").stage("closedlost");
        var refs = new HashSet<SaleRef>();
        for (int i = 0; i < 120; i++) {
            refs.add(ref(Integer.toString(7_000 + i)));
        }

        var readings = hubSpot.dealWon().reader().read(refs);

        assertThat(readings).hasSize(120);
        assertThat(readings.values())
                .filteredOn(reading -> reading instanceof Reading.Found)
                .hasSize(118);
        assertThat(readings.get(ref("7005"))).isInstanceOf(Reading.Unusable.class);
        assertThat(readings.get(ref("7006"))).isInstanceOf(Reading.NotWon.class);
    }

    @Test
    void troubleWithThePipelinesStopsNobody() {
        wonDeal().company("501");
        account.vendor.failNext("GET", "pipelines", Fault.status(404, "{}"));

        assertThat(read(hubSpot, "987")).isInstanceOf(Reading.Found.class);
    }

    @Test
    void pipelinesAreReadOnceADayAndWhenAStageIsNew() {
        wonDeal().company("501");
        read(hubSpot, "987");
        read(hubSpot, "987");
        assertThat(account.vendor.calls("GET", "pipelines")).hasSize(1);

        account.vendor.stage("default", "brand-new", "1.0", true);
        account.vendor.deal("987").stage("brand-new");
        account.ourClock.advance(Duration.ofMinutes(6));
        read(hubSpot, "987");
        assertThat(account.vendor.calls("GET", "pipelines")).hasSize(2);

        account.ourClock.advance(Duration.ofHours(25));
        read(hubSpot, "987");
        assertThat(account.vendor.calls("GET", "pipelines")).hasSize(3);
    }
}
