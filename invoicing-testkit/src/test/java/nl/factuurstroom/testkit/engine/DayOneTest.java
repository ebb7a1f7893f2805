package nl.factuurstroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import nl.factuurstroom.AttentionItem;
import nl.factuurstroom.BackfillPlan;
import nl.factuurstroom.Guards;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.accounting.InvoiceId;
import nl.factuurstroom.customer.CustomerId;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.sale.Reading;
import nl.factuurstroom.sale.Sale;
import org.junit.jupiter.api.Test;

/** The most expensive day is the first one: the defaults keep it cheap. */
class DayOneTest {

    private static String code(Rig rig) {
        return rig.pipeline.attention().stream()
                .map(AttentionItem::code)
                .reduce((a, b) -> a + "," + b)
                .orElse("");
    }

    private static Sale wonEarlier(Rig rig, String id, Duration ago) {
        return rig.sale(id).toBuilder().wonAt(rig.clock.instant().minus(ago)).build();
    }

    @Test
    void aSaleWonBeforeTheFirstStartIsNotInvoiced() {
        var rig = new Rig();

        rig.win(wonEarlier(rig, "1", Duration.ofHours(1)));

        assertThat(rig.books.invoices()).isEmpty();
        assertThat(rig.pipeline.insights().counts()).containsEntry("before-go-live", 1L);
        assertThat(rig.pipeline.journal(rig.source.ref("1"))).last().asString().contains("before go-live");
    }

    @Test
    void aConfiguredGoLiveMomentTakesEarlierSales() {
        var rig = new Rig(builder -> builder.wonSince(Instant.parse("2026-11-01T00:00:00Z")));

        rig.win(wonEarlier(rig, "1", Duration.ofHours(1)));

        assertThat(rig.books.sent()).containsExactly("HS-1");
    }

    @Test
    void aSaleFromBeforeTheStartIsLookedUpInTheBooksFirst() {
        var rig = new Rig(builder -> builder.wonSince(Instant.parse("2026-11-01T00:00:00Z")));
        rig.win(rig.sale("0"));
        var customer = rig.books.fakeCustomers().all().get(0);
        rig.books.bookedByHand(new BookedInvoice(
                new InvoiceId("by-hand"),
                "HS-1",
                customer.id(),
                BookedInvoice.State.FINAL,
                Money.eur("665.50"),
                "26000001",
                LocalDate.of(2026, 11, 20),
                LocalDate.of(2026, 12, 4)));

        rig.win(wonEarlier(rig, "1", Duration.ofHours(1)));

        assertThat(rig.books.invoices()).extracting(BookedInvoice::reference).containsExactly("HS-0", "HS-1");
        assertThat(rig.books.sent()).containsExactly("HS-0");
        assertThat(rig.crm.shows(rig.source.ref("1")).invoiceNumber()).isEqualTo("26000001");
    }

    @Test
    void aDealThatShowsAnInvoiceNumberOfOthersWaits() {
        var rig = new Rig();

        rig.win(rig.sale("1").toBuilder().invoicedAs("2026-0815").build());

        assertThat(rig.books.invoices()).isEmpty();
        assertThat(rig.pipeline.attention()).singleElement().satisfies(item -> {
            assertThat(item.code()).isEqualTo("ALREADY_INVOICED");
            assertThat(item.text()).contains("2026-0815");
        });
    }

    @Test
    void aPreviewWritesNothingAnywhere() {
        var rig = new Rig();
        rig.source.won(rig.sale("1"));

        var preview = rig.pipeline.preview(rig.source.ref("1"));

        assertThat(preview.ready()).isTrue();
        assertThat(preview.toString()).contains("would be created", "665.50", "facturen@devries.example");
        assertThat(rig.books.invoices()).isEmpty();
        assertThat(rig.books.fakeCustomers().all()).isEmpty();
        assertThat(rig.pipeline.journal(rig.source.ref("1"))).isEmpty();
    }

    @Test
    void aBackfillRunsJustItsPlanAndIsSafeToRunTwice() {
        var rig = new Rig();
        rig.source.won(wonEarlier(rig, "1", Duration.ofDays(5)));
        rig.source.won(wonEarlier(rig, "2", Duration.ofDays(50)));
        var plan = rig.pipeline.planBackfill(LocalDate.of(2026, 11, 15), LocalDate.of(2026, 11, 24));

        rig.pipeline.backfill(plan);
        rig.settle();
        rig.pipeline.backfill(plan);
        rig.settle();

        assertThat(plan.previews()).hasSize(1);
        assertThat(plan.total()).isEqualTo(Money.eur("665.50"));
        assertThat(rig.books.sent()).containsExactly("HS-1");
        assertThat(rig.pipeline.planBackfill(plan.from(), plan.to()).previews()).isEmpty();
    }

    @Test
    void aBackfillBeyondItsLimitsIsRefused() {
        var rig = new Rig();
        rig.source.won(wonEarlier(rig, "1", Duration.ofDays(5)));
        var plan = rig.pipeline.planBackfill(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 11, 24));

        assertThatThrownBy(() -> rig.pipeline.backfill(plan))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("90 days");
        rig.pipeline.backfill(plan, new BackfillPlan.Limits(100, Money.eur("100000"), 400));
        rig.settle();

        assertThat(rig.books.sent()).containsExactly("HS-1");
    }

    @Test
    void deliveryHasNoDefault() {
        assertThatThrownBy(() -> InvoicingPipeline.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("supplier", "trigger", "accountingGateway", "delivery", "store");
    }

    @Test
    void aDraftStaysADraft() {
        var rig = new Rig(builder -> builder.delivery(Delivery.draftOnly()));

        rig.win(rig.sale("1"));

        assertThat(rig.books.invoices()).extracting(BookedInvoice::state).containsExactly(BookedInvoice.State.DRAFT);
        assertThat(rig.books.sent()).isEmpty();
    }

    @Test
    void anApprovedDraftGoesOut() {
        var rig = new Rig(builder -> builder.delivery(Delivery.approved()));
        rig.win(rig.sale("1"));
        var waiting = rig.pipeline.attention().get(0);

        rig.pipeline.approve(waiting.id(), "anna");
        rig.settle();

        assertThat(waiting.code()).isEqualTo("APPROVAL");
        assertThat(rig.books.sent()).containsExactly("HS-1");
        assertThat(rig.pipeline.journal(rig.source.ref("1"))).anyMatch(line -> line.contains("APPROVED  by anna"));
    }

    @Test
    void aPausedPipelineAcceptsWebhooksAndBooksNothing() {
        var rig = new Rig();
        rig.pipeline.pause("year end");

        rig.win(rig.sale("1"));
        var meanwhile = rig.books.invoices();
        rig.pipeline.resume();
        rig.settle();
        rig.store.pass(Duration.ofMinutes(1));

        assertThat(meanwhile).isEmpty();
        assertThat(rig.books.sent()).containsExactly("HS-1");
    }

    @Test
    void moreInvoicesThanAllowedInAnHourPauseThePipeline() {
        var rig = new Rig(builder -> builder.guards(new Guards(2, null)));
        for (int i = 1; i <= 4; i++) {
            rig.win(rig.sale("" + i));
        }
        var paused = rig.pipeline.paused();
        var meanwhile = rig.books.sent().size();

        rig.pipeline.resume();
        rig.store.pass(Duration.ofMinutes(1));

        assertThat(paused).get().asString().contains("More than 2 invoices");
        assertThat(meanwhile).isEqualTo(2);
        assertThat(rig.books.sent()).hasSize(4);
    }

    @Test
    void anAmountAboveTheGuardWaitsForAPerson() {
        var rig = new Rig(builder -> builder.guards(new Guards(100, Money.eur("600"))));
        rig.win(rig.sale("1"));
        var waiting = rig.pipeline.attention().get(0);

        rig.pipeline.approve(waiting.id(), "anna");
        rig.settle();

        assertThat(waiting.code()).isEqualTo("AMOUNT_GUARD");
        assertThat(rig.books.sent()).containsExactly("HS-1");
    }

    @Test
    void nobodyToSendItToMeansNothingIsBooked() {
        var rig = new Rig();
        var sale = rig.sale("1");

        rig.win(sale.toBuilder()
                .buyer(sale.buyer().toBuilder().email(null).build())
                .build());

        assertThat(rig.books.invoices()).isEmpty();
        assertThat(rig.books.fakeCustomers().all()).isEmpty();
        assertThat(code(rig)).isEqualTo("NO_RECIPIENT");
    }

    private static KnownCustomer inBooks(KnownCustomer.State state, String country) {
        return new KnownCustomer(
                new CustomerId("c1"),
                "1001",
                "Bakkerij De Vries B.V.",
                KvkNumber.of("68750110"),
                null,
                "boekhouding@devries.example",
                "1234 AB",
                CountryCode.of(country),
                null,
                state);
    }

    @Test
    void aBlockedOrEndedCustomerWaits() {
        var rig = new Rig();
        rig.books.fakeCustomers().add(inBooks(KnownCustomer.State.BLOCKED, "NL"));
        rig.win(rig.sale("1"));
        var blocked = code(rig);
        rig.books.fakeCustomers().edit(c -> inBooks(KnownCustomer.State.ACTIVE, "NL"));

        rig.pipeline.retry(rig.pipeline.attention().get(0).id(), "anna");
        rig.settle();

        assertThat(blocked).isEqualTo("CUSTOMER_BLOCKED");
        assertThat(rig.books.sent()).containsExactly("HS-1");
    }

    @Test
    void aProspectBecomesACustomer() {
        var rig = new Rig();
        rig.books.fakeCustomers().add(inBooks(KnownCustomer.State.PROSPECT, "NL"));

        rig.win(rig.sale("1"));

        assertThat(rig.books.fakeCustomers().all())
                .extracting(KnownCustomer::state)
                .containsExactly(KnownCustomer.State.ACTIVE);
        assertThat(rig.books.sent()).containsExactly("HS-1");
    }

    @Test
    void whereBooksAndCrmDisagreeOnTheCountryAPersonDecides() {
        var rig = new Rig();
        rig.books.fakeCustomers().add(inBooks(KnownCustomer.State.ACTIVE, "BE"));

        rig.win(rig.sale("1"));

        assertThat(rig.books.invoices()).isEmpty();
        assertThat(rig.pipeline.attention()).singleElement().satisfies(item -> {
            assertThat(item.code()).isEqualTo("BOOKS_DIFFER");
            assertThat(item.text()).contains("country BE in the books", "source says NL");
        });
    }

    @Test
    void aDealThatIsNoLongerWonRightBeforeBookingIsCancelled() {
        var rig = new Rig(builder -> builder.settle(Duration.ofMinutes(5)));
        rig.source.won(rig.sale("1"));
        rig.pipeline.receive(rig.source, rig.source.webhook("1"));

        rig.source.lost(rig.source.ref("1"));
        rig.store.pass(Duration.ofMinutes(10));

        assertThat(rig.books.invoices()).isEmpty();
        assertThat(rig.pipeline.insights().counts()).containsEntry("not-won", 1L);
    }

    @Test
    void aDealThatIsWonAgainAfterwardsIsInvoiced() {
        var rig = new Rig();
        rig.source.reads(rig.source.ref("1"), new Reading.NotWon("open"));
        rig.pipeline.receive(rig.source, rig.source.webhook("1"));
        rig.settle();

        rig.win(rig.sale("1"));

        assertThat(rig.books.sent()).containsExactly("HS-1");
    }

    @Test
    void anEditAfterBookingChangesNothingAndIsShown() {
        var rig = new Rig();
        rig.win(rig.sale("1"));

        rig.win(rig.sale("1").toBuilder().version("2").build());

        assertThat(rig.books.invoices()).hasSize(1);
        assertThat(rig.pipeline.attention()).singleElement().satisfies(item -> {
            assertThat(item.code()).isEqualTo("DEAL_DIFFERS");
            assertThat(item.text()).contains(rig.books.finals().get(0).number());
        });
    }

    @Test
    void aTotalOfZeroWaits() {
        var rig = new Rig();
        var sale = rig.sale("1");
        var free = sale.lines().get(0).toBuilder().unitPrice(Money.zeroEur()).build();

        rig.win(sale.toBuilder().lines(java.util.List.of(free)).build());

        assertThat(code(rig)).isEqualTo("TOTAL_NOT_POSITIVE");
    }

    @Test
    void aBuyerThatWantsAnOrderNumberGetsNoInvoiceWithoutOne() {
        var rig = new Rig();
        var sale = rig.sale("1");
        var strict = sale.buyer().toBuilder().purchaseOrderRequired(true).build();
        rig.win(sale.toBuilder().buyer(strict).build());
        var without = code(rig);

        rig.win(sale.toBuilder()
                .buyer(strict)
                .purchaseOrder("4500123")
                .version("2")
                .build());

        assertThat(without).isEqualTo("PURCHASE_ORDER_MISSING");
        assertThat(rig.books.sent()).containsExactly("HS-1");
    }

    @Test
    void aSaleThatWaitsIsReadAgainWhenItIsMendedAtItsSource() {
        var rig = new Rig();
        rig.win(rig.sale("1").toBuilder().lines(java.util.List.of()).build());
        var before = code(rig);

        rig.win(rig.sale("1"));

        assertThat(before).isEqualTo("NO_LINES");
        assertThat(rig.books.sent()).containsExactly("HS-1");
        assertThat(rig.pipeline.attention()).isEmpty();
    }

    @Test
    void twoSalesOfOneNewCustomerCreateItOnce() {
        var rig = new Rig();
        rig.source.won(rig.sale("1"));
        rig.source.won(rig.sale("2"));

        rig.pipeline.receive(rig.source, rig.source.webhook("1", "2"));
        rig.store.pass(Duration.ofSeconds(30));

        assertThat(rig.books.fakeCustomers().all()).hasSize(1);
        assertThat(rig.books.sent()).containsExactlyInAnyOrder("HS-1", "HS-2");
    }

    @Test
    void troubleWithAnAccountIsOneAttentionNotOnePerSale() {
        var rig = new Rig();
        rig.books.weather(call -> {
            throw new nl.factuurstroom.error.AuthenticationException("token revoked: connect the books again", null);
        });
        for (int i = 1; i <= 5; i++) {
            rig.win(rig.sale("" + i));
        }
        var shown = rig.pipeline.attention();

        rig.books.weather(nl.factuurstroom.testkit.fake.Weather.fair());
        rig.store.pass(Duration.ofMinutes(20));

        assertThat(shown).extracting(AttentionItem::code).containsExactly("AUTHENTICATION");
        assertThat(rig.books.sent()).hasSize(5);
        assertThat(rig.pipeline.attention()).isEmpty();
    }

    @Test
    void aHandedInSaleIsInvoicedOnce() {
        var rig = new Rig();
        var sale = rig.sale("host-1");

        var first = rig.pipeline.submit(sale.ref(), sale);
        var second = rig.pipeline.submit(sale.ref(), sale);
        rig.settle();

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(rig.books.sent()).containsExactly("HS-host-1");
    }

    @Test
    void aHeldSaleThatAPersonReleasesGoesOnByTheStatedRule() {
        var rig = new Rig();
        var sale = rig.sale("1");
        var belgian = sale.buyer().toBuilder()
                .address(nl.factuurstroom.party.Address.of("Kerkstraat 1", "9000", "Gent", CountryCode.of("BE")))
                .kvkNumber(null)
                .build();
        rig.win(sale.toBuilder().buyer(belgian).build());
        var waiting = rig.pipeline.attention().get(0);
        var customersMeanwhile = rig.books.fakeCustomers().all();

        rig.pipeline.release(waiting.id(), "anna");
        rig.settle();

        assertThat(waiting.code()).isEqualTo("VAT_ID_MISSING");
        assertThat(customersMeanwhile).isEmpty();
        assertThat(rig.books.finals())
                .singleElement()
                .extracting(BookedInvoice::total)
                .isEqualTo(Money.eur("665.50"));
    }

    @Test
    void twoPipelinesShareOneStoreWithoutMeeting() {
        var rig = new Rig();
        var other = rig.standard().name("acme").build();
        other.start();

        rig.win(rig.sale("1"));

        assertThat(other.insights().counts().getOrDefault("invoiced", 0L)).isZero();
        assertThat(rig.pipeline.insights().counts()).containsEntry("invoiced", 1L);
    }

    @Test
    void ownVatNumberWithWrongCheckDigitsIsToldAndStopsNothing() {
        var rig = new Rig(builder -> builder.supplier(Supplier.builder()
                .name("Jansen Advies B.V.")
                .vatNumber("NL123456789B01")
                .build()));

        rig.win(rig.sale("1"));

        assertThat(rig.pipeline.check()).extracting(Finding::subject).containsExactly("supplier.vat-id");
        assertThat(rig.books.sent()).containsExactly("HS-1");
    }
}
