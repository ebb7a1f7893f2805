package nl.factuurstroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import nl.factuurstroom.Erasure;
import nl.factuurstroom.Erasure.Extent;
import nl.factuurstroom.Retention;
import nl.factuurstroom.internal.engine.ProcessKey;
import nl.factuurstroom.internal.engine.ProcessRow;
import nl.factuurstroom.internal.engine.Step;
import nl.factuurstroom.internal.engine.Strand;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.sale.Sale;
import org.junit.jupiter.api.Test;

/** What is erased, by term and on request, and what stays. */
class ErasureTest {

    private static final String EMAIL = "sanne@smit.example";
    private static final Duration A_YEAR = Duration.ofDays(366);

    private final Rig rig = new Rig();

    private Sale consumer(String id) {
        return rig.sale(id).toBuilder()
                .buyer(Party.builder(Party.Kind.PRIVATE_PERSON, "Sanne Smit-Verhoeven")
                        .address(Address.of("Lindelaan 9", "3511 AB", "Utrecht", CountryCode.NL))
                        .email(EMAIL)
                        .phone("0612345678")
                        .contactName("Piet de Wit")
                        .sourceId("crm:contact:7")
                        .build())
                .build();
    }

    private void winAndPay(String id) {
        rig.win(consumer(id));
        rig.books.pay("HS-" + id, Money.eur("665.50"));
        rig.store.pass(Duration.ofHours(2));
    }

    /** Long after, without every sweep in between. */
    private static void later(Rig rig, Duration time) {
        rig.clock.advance(time);
        rig.store.pass(Duration.ofMinutes(10));
    }

    /** All that the store holds of a sale, and of customers. */
    private String stored(String id) {
        return rig.store.backend().inTransaction(tx -> {
                    var text = new StringBuilder();
                    for (Strand strand : Strand.values()) {
                        var key = new ProcessKey("default", rig.source.ref(id).key(), 1, strand);
                        tx.process(key).ifPresent(row -> text.append(row.state).append(row.attentionText));
                        tx.effects(key).forEach(effect -> text.append(effect.answer));
                    }
                    return text.toString();
                })
                + journal(id);
    }

    private String journal(String id) {
        return String.join("\n", rig.pipeline.journal(rig.source.ref(id)));
    }

    private ProcessRow row(String id) {
        return rig.store
                .backend()
                .inTransaction(
                        tx -> tx.owner("default", rig.source.ref(id).key()).flatMap(tx::process))
                .orElseThrow();
    }

    @Test
    void onRequestAPaidInvoiceLosesWhatNoLawKeepsAndTellsUntilWhenTheRestStays() {
        winAndPay("1");

        var erasures = rig.pipeline.erase(rig.source.ref("1"), "anna");

        assertThat(erasures).singleElement().satisfies(erasure -> {
            assertThat(erasure.extent()).isEqualTo(Extent.CONTACTS);
            assertThat(erasure.keptUntil()).isEqualTo("2033-12-31");
        });
        assertThat(stored("1"))
                .doesNotContain(EMAIL, "0612345678", "Piet de Wit")
                .contains("Sanne Smit-Verhoeven", "CONTACTS_ERASED", "by anna");
        assertThat(row("1").step).isEqualTo(Step.ISSUED);
    }

    @Test
    void contactDataGoesByItselfAfterItsTermAndTheInvoiceStays() {
        winAndPay("2");
        later(rig, Duration.ofDays(80));
        assertThat(stored("2")).contains(EMAIL);

        later(rig, Duration.ofDays(20));

        assertThat(stored("2")).doesNotContain(EMAIL, "0612345678").contains("Sanne Smit-Verhoeven");
    }

    @Test
    void anInvoiceIsErasedAfterSevenYearsAndNeverInvoicedAgain() {
        winAndPay("3");
        later(rig, Duration.between(rig.clock.instant(), java.time.Instant.parse("2033-12-31T12:00:00Z")));
        assertThat(stored("3")).contains("Sanne Smit-Verhoeven");

        later(rig, Duration.ofDays(2));

        assertThat(stored("3")).doesNotContain("Smit", "Lindelaan", "3511 AB", EMAIL, "HS-3");
        assertThat(row("3").step).isEqualTo(Step.ERASED);
        assertThat(row("3").key.sale()).startsWith("crm|").contains("erased-").doesNotContain("|3");
        assertThat(journal("3")).contains("NUMBERED", "PAID", "[erased]", "ERASED");
        assertThat(rig.pipeline.insights().revenue().get("EUR")).isEqualTo(Money.eur("550"));

        rig.win(consumer("3"));
        assertThat(rig.pipeline.submit(rig.source.ref("3"), consumer("3"))).isFalse();
        rig.settle();

        assertThat(rig.books.finals()).hasSize(1);
        assertThat(rig.pipeline.attention()).isEmpty();
    }

    @Test
    void aSaleThatIsUnderWayIsRefusedWithWhatMustEndFirst() {
        rig.win(rig.sale("4"));

        assertThatThrownBy(() -> rig.pipeline.erase(rig.source.ref("4"), "anna"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("isn't paid as far as the books told");
        assertThatThrownBy(() -> rig.pipeline.erase(rig.source.ref("unheard-of"), "anna"))
                .isInstanceOf(IllegalArgumentException.class);

        rig.pipeline.pause("stock-taking");
        rig.win(rig.sale("5", "69599084"));
        assertThatThrownBy(() -> rig.pipeline.erase(rig.source.ref("5"), "anna"))
                .hasMessageContaining("still under way");
    }

    @Test
    void anAbandonedSaleIsErasedAtOnceAndStaysAbandoned() {
        rig.win(rig.sale("6").toBuilder().lines(java.util.List.of()).build());
        var item = rig.pipeline.attention().get(0);
        assertThatThrownBy(() -> rig.pipeline.erase(rig.source.ref("6"), "anna"))
                .hasMessageContaining("waits for a person (NO_LINES)");
        rig.pipeline.abandon(item.id(), "anna");

        var erasures = rig.pipeline.erase(rig.source.ref("6"), "anna");

        assertThat(erasures).extracting(Erasure::extent).containsExactly(Extent.WHOLE);
        assertThat(stored("6")).doesNotContain("Bakkerij");
        rig.win(rig.sale("6"));
        assertThat(rig.books.invoices()).isEmpty();
    }

    @Test
    void aSaleThatCameToNothingLosesItsTextButIsInvoicedWhenItIsWonAfterAll() {
        rig.win(rig.sale("7").toBuilder().lines(java.util.List.of()).build());
        rig.source.lost(rig.source.ref("7"));
        rig.pipeline.receive(rig.source, rig.source.webhook("7"));
        rig.settle();
        assertThat(row("7").step).isEqualTo(Step.NOT_WON);

        later(rig, Duration.ofDays(95));

        assertThat(stored("7")).doesNotContain("Bakkerij", "devries");
        rig.win(rig.sale("7"));
        assertThat(rig.books.finals()).hasSize(1);
        assertThat(stored("7")).contains("Bakkerij");
    }

    @Test
    void aBuyerIsFoundByTheWholeAddressInWhateverCase() {
        winAndPay("8");
        winAndPay("9");
        rig.win(rig.sale("10").toBuilder()
                .buyer(consumer("10").buyer().toBuilder()
                        .name("Roos")
                        .email("x" + EMAIL)
                        .sourceId("crm:contact:8")
                        .build())
                .build());
        rig.win(consumer("11"));

        var erasures = rig.pipeline.eraseCustomer(" Sanne@SMIT.example ", "anna");

        assertThat(erasures)
                .extracting(erasure -> erasure.sale().replaceAll(".*:", "") + " " + erasure.extent())
                .containsExactlyInAnyOrder("8 CONTACTS", "9 CONTACTS", "11 NOTHING");
        assertThat(stored("8") + stored("9")).doesNotContain(EMAIL);
        assertThat(rig.pipeline.eraseCustomer(EMAIL, "anna")).hasSize(1);
    }

    @Test
    void laterSalesOfAnErasedBuyerStillFindTheirCustomer() {
        winAndPay("12");
        later(rig, A_YEAR);
        rig.pipeline.erase(rig.source.ref("12"), "anna");

        rig.win(consumer("13"));

        assertThat(rig.books.finals()).hasSize(2);
        assertThat(rig.books.fakeCustomers().all()).hasSize(1);
    }

    @Test
    void linesAboutRequestsAreForgotten() {
        rig.pipeline.receive(rig.source, rig.source.webhook("unknown"));
        rig.store
                .backend()
                .transact(tx -> tx.journal(
                        "default",
                        new nl.factuurstroom.internal.engine.JournalEntry(
                                tx.now(), "", "WEBHOOK_IGNORED", "jan@x.example")));

        later(rig, Duration.ofDays(95));

        var lines = rig.store.backend().inTransaction(tx -> tx.journalOf("default", ""));
        assertThat(lines).extracting(line -> line.code()).doesNotContain("WEBHOOK_IGNORED");
    }

    @Test
    void nothingGoesWhereTheHostKeepsForEver() {
        var keeping = new Rig(builder -> builder.retention(Retention.forEver()));
        keeping.win(keeping.sale("1"));
        keeping.books.pay("HS-1", Money.eur("665.50"));
        later(keeping, A_YEAR.multipliedBy(9));

        var state = keeping.store
                .backend()
                .inTransaction(tx -> tx.process(ProcessKey.invoice("default", keeping.source.ref("1"))))
                .orElseThrow()
                .state;
        assertThat(state).contains("facturen@devries.example");
    }

    @Test
    void termsShorterThanTheLawAreRefused() {
        var days = Duration.ofDays(90);

        assertThatThrownBy(() -> new Retention(6, 10, days, days, days)).hasMessageContaining("art. 52");
        assertThatThrownBy(() -> new Retention(7, 9, days, days, days)).hasMessageContaining("63c");
        assertThatThrownBy(() -> new Retention(7, 10, Duration.ofHours(1), days, days))
                .hasMessageContaining("two days");
    }
}
