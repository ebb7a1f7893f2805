package nl.factuurstroom.connector.hubspot;

import static nl.factuurstroom.connector.hubspot.SimulatedAccount.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.followup.CrmUpdate;
import nl.factuurstroom.followup.CrmUpdate.Status;
import nl.factuurstroom.followup.CrmUpdater.Outcome;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.testkit.simulator.Answer;
import nl.factuurstroom.testkit.simulator.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HubSpotCrmUpdaterTest {

    private final SimulatedAccount account = new SimulatedAccount().withWrittenProperties();
    private final HubSpot hubSpot = account.connector();

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void writesAllFourPropertiesAndOneNote() {
        account.vendor.deal("987").stage("closedwon");

        update(paid("987"));

        var deal = account.vendor.deal("987");
        assertThat(deal.get("invoice_number")).isEqualTo("2026-0123");
        assertThat(deal.get("invoice_status")).isEqualTo("paid");
        assertThat(deal.get("invoice_amount_paid")).isEqualTo("2192.52");
        assertThat(deal.get("invoice_paid_at")).isEqualTo("2026-12-03");
        assertThat(deal.notes())
                .extracting(note -> note.get("hs_note_body"))
                .containsExactly(
                        "Klant heeft betaald: factuur 2026-0123, EUR 2192,52 op 3-12-2026. [invoice:2026-0123:paid]");
    }

    @Test
    void anInvoiceThatOpensAgainHasNoPaidDate() {
        account.vendor.deal("987");
        update(paid("987"));

        update(new CrmUpdate(ref("987"), Status.OVERDUE, "2026-0123", Money.eur("2192.52"), Money.zeroEur(), null, 3));

        assertThat(account.vendor.deal("987").get("invoice_paid_at")).isNull();
        assertThat(account.vendor.deal("987").get("invoice_status")).isEqualTo("overdue");
    }

    @Test
    void ofTwoUpdatesOfOneDealTheNewestIsWritten() {
        account.vendor.deal("987");
        account.vendor.deal("988");

        var outcomes = update(paid("987"), invoiced("987"), invoiced("988"));

        assertThat(outcomes).hasSize(2).containsValue(new Outcome.Done());
        assertThat(account.vendor.deal("987").get("invoice_status")).isEqualTo("paid");
    }

    @Test
    void aBatchThatIsRefusedAsAWholeIsHalvedUntilTheBadDealStandsAlone() {
        account.vendor.oneSpoilsTheBatch(true);
        var updates = new ArrayList<CrmUpdate>();
        for (int i = 0; i < 16; i++) {
            account.vendor.deal(Integer.toString(7_000 + i));
            updates.add(invoiced(Integer.toString(7_000 + i)));
        }
        account.vendor.deal("7005").refuseWrites("Contract type is required");

        var outcomes = hubSpot.crmUpdater().update(updates);

        assertThat(outcomes.values()).filteredOn(new Outcome.Done()::equals).hasSize(15);
        assertThat(outcomes.get(ref("7005")))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.why())
                                .contains("Deal 7005 was not updated")
                                .contains("Contract type is required"));
        assertThat(account.vendor.calls()).hasSizeLessThan(12);
    }

    @Test
    void anErrorThatNamesNoDealIsFoundByWritingTheRestOneByOne() {
        account.vendor.deal("987");
        account.vendor.deal("988").refuseWrites("Contract type is required");
        var nameless = "{\"status\":\"COMPLETE\",\"results\":[{\"id\":\"987\",\"properties\":{}}],\"numErrors\":1,"
                + "\"errors\":[{\"category\":\"VALIDATION_ERROR\",\"message\":\"no\"}]}";
        account.vendor.failNext("POST", "batch/update", new Fault.ReplaceAnswer(Answer.json(207, nameless)));

        var outcomes = update(invoiced("987"), invoiced("988"));

        assertThat(outcomes).containsEntry(ref("987"), new Outcome.Done());
        assertThat(outcomes.get(ref("988"))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aDealThatIsGoneIsRefused() {
        account.vendor.deal("987");

        assertThat(update(invoiced("404")).get(ref("404")))
                .isEqualTo(new Outcome.Refused("Deal 404 is not in HubSpot any more"));
        assertThat(update(invoiced("987"), invoiced("404")))
                .containsEntry(ref("987"), new Outcome.Done())
                .containsEntry(ref("404"), new Outcome.Refused("Deal 404 is not in HubSpot any more"));
    }

    @Test
    void aMergedDealIsUpdatedUnderItsOldId() {
        account.vendor.deal("987");
        account.vendor.deal("986");
        var merged = account.vendor.mergeDeals("987", "986");

        assertThat(update(invoiced("987"))).containsEntry(ref("987"), new Outcome.Done());
        assertThat(merged.get("invoice_number")).isEqualTo("2026-0123");
    }

    @Test
    void aDealOfAnotherPortalIsRefusedWithoutACall() {
        var foreign = new SaleRef("hubspot", "999", "987");
        var update = new CrmUpdate(foreign, Status.PAID, "1", Money.eur("1"), Money.eur("1"), null, 1);

        assertThat(update(update).get(foreign)).isInstanceOf(Outcome.Refused.class);
        assertThat(account.vendor.calls()).isEmpty();
    }

    @Test
    void notesAreMadeOnlyOfPaymentAndOnlyWhenWanted() {
        account.vendor.deal("987");
        var silent = account.connector(settings -> settings.paidNote(""));

        update(invoiced("987"));
        silent.crmUpdater().update(List.of(paid("987")));

        assertThat(account.vendor.deal("987").notes()).isEmpty();
    }

    @Test
    void aHundredNotesCostThreeCalls() {
        var updates = new ArrayList<CrmUpdate>();
        for (int i = 0; i < 100; i++) {
            account.vendor.deal(Integer.toString(7_000 + i));
            updates.add(paid(Integer.toString(7_000 + i)));
        }
        update(paid("7000"));
        account.vendor.forgetCalls();

        hubSpot.crmUpdater().update(updates);

        assertThat(account.callsMade())
                .containsExactly(
                        "POST /crm/objects/deals/batch/update",
                        "POST /crm/associations/deals/notes/batch/read",
                        "POST /crm/objects/notes/batch/read",
                        "POST /crm/objects/notes/batch/create");
        assertThat(account.vendor.deal("7000").notes()).hasSize(1);
        assertThat(account.vendor.deal("7099").notes()).hasSize(1);
    }

    @Test
    void aNoteWhoseAnswerWasLostIsNotMadeTwice() {
        account.vendor.deal("987");
        account.vendor.failNext("POST", "/objects/2026-09/notes", Fault.loseAnswer());
        assertThatThrownBy(() -> update(paid("987"))).isInstanceOf(OutcomeUnknownException.class);

        assertThat(update(paid("987"))).containsEntry(ref("987"), new Outcome.Done());
        assertThat(account.vendor.deal("987").notes()).hasSize(1);
    }

    @Test
    void oneOfManyNotesThatIsRefusedSparesTheOthers() {
        account.vendor.deal("987");
        account.vendor.deal("988");
        update(invoiced("987"), invoiced("988"));
        var partly = "{\"results\":[{\"id\":\"1\",\"objectWriteTraceId\":\"987\"}],\"errors\":[{\"category\":"
                + "\"VALIDATION_ERROR\",\"message\":\"no\",\"context\":{\"objectWriteTraceId\":[\"988\"]}}]}";
        account.vendor.failNext("POST", "notes/batch/create", new Fault.ReplaceAnswer(Answer.json(207, partly)));

        var outcomes = update(paid("987"), paid("988"));

        assertThat(outcomes).containsEntry(ref("987"), new Outcome.Done());
        assertThat(outcomes.get(ref("988"))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void withoutTheBatchCallNotesAreMadeOneByOne() {
        account.vendor.deal("987");
        account.vendor.deal("988");
        account.vendor.failNext("POST", "notes/batch/create", new Fault.Refuse(Answer.empty(404)));

        var outcomes = update(paid("987"), paid("988"));

        assertThat(outcomes.values()).containsOnly(new Outcome.Done());
        assertThat(account.vendor.deal("987").notes()).hasSize(1);
        assertThat(account.vendor.deal("988").notes()).hasSize(1);
    }

    @Test
    void aNotesMomentIsInMilliseconds() {
        account.vendor.deal("987");

        update(paid("987"));

        assertThat(account.vendor.deal("987").notes().get(0).get("hs_timestamp"))
                .matches("[-0-9]{10}T[:0-9]{8}([.][0-9]{3})?Z");
    }

    @Test
    void aNoteThatIsRefusedSaysThatTheDealWasUpdated() {
        account.vendor.deal("987");
        account.vendor.withoutScope("crm.objects.contacts.write");

        assertThat(update(paid("987")).get(ref("987")))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.why())
                                .startsWith("Deal 987 was updated, but got no note")
                                .contains("crm.objects.contacts.write"));
        assertThat(account.vendor.deal("987").get("invoice_status")).isEqualTo("paid");
    }

    @Test
    void htmlInANumberIsEscaped() {
        account.vendor.deal("987");
        update(new CrmUpdate(
                ref("987"), Status.PAID, "A<b>&1", Money.eur("1"), Money.eur("1"), LocalDate.of(2026, 12, 3), 2));

        assertThat(account.vendor.deal("987").notes().get(0).get("hs_note_body"))
                .contains("factuur A&lt;b&gt;&amp;1,");
    }

    @Test
    void standardNamesThatTheAccountLacksArePassedOver() {
        try (var bare = new SimulatedAccount()) {
            bare.vendor.property("deals", "invoice_number", "string");
            bare.vendor.deal("987");

            var outcomes = bare.connector().crmUpdater().update(List.of(invoiced("987")));

            assertThat(outcomes).containsEntry(ref("987"), new Outcome.Done());
            assertThat(bare.vendor.deal("987").get("invoice_number")).isEqualTo("2026-0123");
        }
    }

    @Test
    void namesGivenByHandThatTheAccountLacksAreRefused() {
        try (var bare = new SimulatedAccount()) {
            bare.vendor.deal("987");
            var names =
                    HubSpotProperties.builder().dealInvoiceNumber("factuurnr").build();
            var strict = bare.connector(settings -> settings.properties(names));

            var outcomes = strict.crmUpdater().update(List.of(invoiced("987")));

            assertThat(outcomes.get(ref("987")))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.why()).contains("\"factuurnr\" does not exist"));
        }
    }

    @Test
    void missingPropertiesAreMadeOnRequest() {
        try (var bare = new SimulatedAccount()) {
            bare.vendor.property("deals", "invoice_number", "string");

            assertThat(bare.connector().createProperties())
                    .containsExactly("invoice_status", "invoice_amount_paid", "invoice_paid_at");
            assertThat(bare.connector().createProperties()).isEmpty();
        }
    }

    @Test
    void missingPropertiesAreMadeBeforeTheFirstWriteWhenTheSettingSaysSo() {
        try (var bare = new SimulatedAccount()) {
            bare.vendor.deal("987");
            var creating =
                    bare.connector(settings -> settings.createProperties(true)).crmUpdater();

            creating.update(List.of(paid("987")));
            creating.update(List.of(paid("987")));

            assertThat(bare.vendor.deal("987").get("invoice_paid_at")).isEqualTo("2026-12-03");
            assertThat(bare.vendor.calls("POST", "/crm/properties")).hasSize(4);
        }
    }

    @Test
    void aPropertyThatSomebodyElseMadeMeanwhileIsFine() {
        try (var bare = new SimulatedAccount()) {
            bare.vendor.failNext("POST", "/crm/properties", Fault.status(409, "{\"category\":\"CONFLICT\"}"));

            assertThat(bare.connector().createProperties()).hasSize(3);
        }
    }

    private Map<SaleRef, Outcome> update(CrmUpdate... updates) {
        return hubSpot.crmUpdater().update(List.of(updates));
    }

    private static CrmUpdate invoiced(String id) {
        return new CrmUpdate(ref(id), Status.INVOICED, "2026-0123", Money.eur("2192.52"), Money.zeroEur(), null, 1);
    }

    private static CrmUpdate paid(String id) {
        return new CrmUpdate(
                ref(id),
                Status.PAID,
                "2026-0123",
                Money.eur("2192.52"),
                Money.eur("2192.52"),
                LocalDate.of(2026, 12, 3),
                2);
    }
}
