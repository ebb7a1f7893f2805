package nl.factuurstroom.connector.pipedrive;

import static nl.factuurstroom.connector.pipedrive.SimulatedAccount.invoiced;
import static nl.factuurstroom.connector.pipedrive.SimulatedAccount.paid;
import static nl.factuurstroom.connector.pipedrive.SimulatedAccount.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.followup.CrmUpdate;
import nl.factuurstroom.followup.CrmUpdater.Outcome;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.testkit.simulator.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PipedriveCrmUpdaterTest {

    private final SimulatedAccount account = new SimulatedAccount();
    private final long deal = account.wonDeal("1", "100.00");

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void writesOneCallPerSaleAndNothingButCustomFields() {
        var pipedrive = withFields();
        pipedrive.crmUpdater().update(List.of(invoiced(deal)));
        account.vendor.forgetCalls();

        var outcomes = pipedrive.crmUpdater().update(List.of(paid(deal)));

        assertThat(outcomes).containsEntry(ref(deal), new Outcome.Done());
        assertThat(account.callsMade()).containsExactly("PATCH /api/v2/deals/*");
        assertThat(account.vendor.calls().get(0).body())
                .startsWith("{\"custom_fields\":{")
                .doesNotContain("\"value\"");
        assertThat(account.vendor.record("deal", deal).get("value").asInt()).isEqualTo(100);
    }

    @Test
    void writesEachValueInTheShapeOfItsField() {
        var pipedrive = withFields();

        pipedrive.crmUpdater().update(List.of(paid(deal)));

        assertThat(account.vendor.shown(deal, "Factuurnummer")).hasValue("2026-0123");
        assertThat(account.vendor.shown(deal, "Factuurstatus")).hasValue("Betaald");
        assertThat(account.vendor.shown(deal, "Betaald bedrag")).hasValue("121");
        assertThat(account.vendor.shown(deal, "Betaald op")).hasValue("2026-12-03");
    }

    @Test
    void writesToMonetaryAndTextFieldsToo() {
        account.vendor.addField("deal", "Factuurstatus", "varchar");
        account.vendor.addField("deal", "Betaald bedrag", "monetary");
        account.vendor.addField("deal", "Betaald op", "text");

        account.connector().crmUpdater().update(List.of(paid(deal)));

        assertThat(account.vendor.shown(deal, "Factuurstatus")).hasValue("Betaald");
        assertThat(account.vendor.shown(deal, "Betaald bedrag")).hasValue("121");
        assertThat(account.vendor.shown(deal, "Betaald op")).hasValue("2026-12-03");
    }

    @Test
    void takesBackADayOfPaymentThatIsNoLongerTrue() {
        var pipedrive = withFields();
        pipedrive.crmUpdater().update(List.of(paid(deal)));

        pipedrive.crmUpdater().update(List.of(invoiced(deal)));

        assertThat(account.vendor.shown(deal, "Betaald op")).isEmpty();
        assertThat(account.vendor.shown(deal, "Betaald bedrag")).hasValue("0");
    }

    @Test
    void passesOverStandardFieldsThatTheAccountDoesNotHave() {
        account.vendor.addField("deal", "Factuurnummer", "varchar");

        var outcomes = account.connector().crmUpdater().update(List.of(paid(deal)));

        assertThat(outcomes).containsEntry(ref(deal), new Outcome.Done());
        assertThat(account.vendor.shown(deal, "Factuurnummer")).hasValue("2026-0123");
    }

    @Test
    void saysWhichNamedFieldIsMissing() {
        var strict = account.connector(settings -> settings.properties(
                PipedriveProperties.builder().dealInvoiceNumber("Factuurnr").build()));

        assertThatThrownBy(() -> strict.crmUpdater().update(List.of(paid(deal))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("pipedrive.property.deal.invoice-number is 'Factuurnr'");
    }

    @Test
    void writesTheRestWhenAStatusHasNoOption() {
        account.vendor.addField("deal", "Status factuur", "enum", "Verstuurd", "Betaald");
        account.vendor.addField("deal", "Factuurnummer", "varchar");
        var strict = account.connector(settings -> settings.properties(PipedriveProperties.builder()
                .dealInvoiceNumber("Factuurnummer")
                .dealInvoiceStatus("Status factuur")
                .build()));

        var outcomes = strict.crmUpdater().update(List.of(status(CrmUpdate.Status.OVERDUE)));

        assertThat(outcomes.get(ref(deal)))
                .isEqualTo(new Outcome.Refused("Deal " + deal + " in Pipedrive: add the option 'Te laat' to its field"
                        + " 'Status factuur', or configure the text of that status"));
        assertThat(account.vendor.shown(deal, "Factuurnummer")).hasValue("2026-0123");
    }

    @Test
    void createsMissingFieldsOnRequestOnce() {
        account.vendor.addField("deal", "factuurnummer", "varchar");
        var pipedrive = account.connector();

        assertThat(pipedrive.createProperties()).containsExactly("Factuurstatus", "Betaald bedrag", "Betaald op");
        assertThat(pipedrive.createProperties()).isEmpty();

        pipedrive.crmUpdater().update(List.of(status(CrmUpdate.Status.OVERDUE)));
        assertThat(account.vendor.shown(deal, "Factuurstatus")).hasValue("Te laat");
    }

    @Test
    void createsMissingFieldsAtTheFirstWriteWhenConfigured() {
        var creating = account.connector(settings -> settings.createProperties(true));

        creating.crmUpdater().update(List.of(paid(deal)));
        creating.crmUpdater().update(List.of(paid(deal)));

        assertThat(account.vendor.calls("POST", "/dealFields")).hasSize(4);
        assertThat(account.vendor.shown(deal, "Factuurnummer")).hasValue("2026-0123");
    }

    @Test
    void makesNoSecondFieldWhenTheAnswerToTheFirstWasLost() {
        var creating = account.connector(settings -> settings.createProperties(true));
        account.vendor.failNext("POST", "/dealFields", Fault.loseAnswer());

        assertThatThrownBy(() -> creating.crmUpdater().update(List.of(paid(deal))))
                .isInstanceOf(OutcomeUnknownException.class);
        creating.crmUpdater().update(List.of(paid(deal)));

        assertThat(account.vendor.dealFieldNames()).doesNotHaveDuplicates().contains("Factuurnummer");
    }

    @Test
    void saysThatThePlanAllowsNoMoreFields() {
        account.vendor.habits().fieldLimitReached(true);
        var creating = account.connector(settings -> settings.createProperties(true));

        assertThatThrownBy(() -> creating.crmUpdater().update(List.of(paid(deal))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'Factuurnummer'")
                .hasMessageContaining("Custom fields limit reached");
    }

    @Test
    void writesANoteOnlyWhenAskedForAndPaid() {
        withFields().crmUpdater().update(List.of(paid(deal)));
        assertThat(account.vendor.notes(deal)).isEmpty();
        var noting = account.connector(settings -> settings.paidNote("Klant <heeft> betaald"));

        noting.crmUpdater().update(List.of(invoiced(deal)));
        assertThat(account.vendor.notes(deal)).isEmpty();
        noting.crmUpdater().update(List.of(paid(deal)));

        assertThat(account.vendor.notes(deal))
                .containsExactly("<p>Klant &lt;heeft&gt; betaald: factuur 2026-0123, EUR 121,00 op 3-12-2026."
                        + " [invoice:2026-0123:paid]</p>");
    }

    @Test
    void looksThroughAllNotesBeforeItMakesOne() {
        var noting = account.connector(settings -> settings.paidNote("Betaald"));
        noting.crmUpdater().update(List.of(paid(deal)));
        var api = account.connector(settings -> settings.paidNote("Iets anders"));
        for (int i = 0; i < 100; i++) {
            api.crmUpdater().update(List.of(numbered("2027-" + i)));
        }

        noting.crmUpdater().update(List.of(paid(deal)));

        assertThat(account.vendor.notes(deal)).hasSize(101);
    }

    @Test
    void triesANoteLaterWhoseAnswerWasLost() {
        var noting = account.connector(settings -> settings.paidNote("Betaald"));
        account.vendor.failNext("POST", "/notes", Fault.loseAnswer());

        var first = noting.crmUpdater().update(List.of(paid(deal)));
        var second = noting.crmUpdater().update(List.of(paid(deal)));

        assertThat(first.get(ref(deal))).isInstanceOf(Outcome.TryLater.class);
        assertThat(second).containsEntry(ref(deal), new Outcome.Done());
        assertThat(account.vendor.notes(deal)).hasSize(1);
    }

    @Test
    void refusesADealThatIsGoneOrSomebodyElses() {
        var pipedrive = withFields();
        account.vendor.delete(deal);
        var foreign = new SaleRef("pipedrive", "999", "1");
        var other = new CrmUpdate(foreign, CrmUpdate.Status.PAID, "1", Money.zeroEur(), Money.zeroEur(), null, 1);

        var outcomes = pipedrive.crmUpdater().update(List.of(paid(deal), other));

        assertThat(outcomes.get(ref(deal))).isInstanceOf(Outcome.Refused.class);
        assertThat(outcomes.get(foreign)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void tellsOnlyTheNewestOfTwoStatesOfOneDeal() {
        var pipedrive = withFields();
        account.vendor.forgetCalls();

        pipedrive.crmUpdater().update(List.of(paid(deal), invoiced(deal)));

        assertThat(account.vendor.calls("PATCH", "/deals")).hasSize(1);
        assertThat(account.vendor.shown(deal, "Factuurstatus")).hasValue("Betaald");
    }

    @Test
    void triesADealLaterThatPipedriveCouldNotAnswerFor() {
        var pipedrive = withFields();
        long other = account.wonDeal("1", "100.00");
        for (int i = 0; i < 3; i++) {
            account.vendor.failNext("PATCH", "/deals/" + deal, Fault.status(500, "{}"));
        }

        var outcomes = pipedrive.crmUpdater().update(List.of(paid(deal), paid(other)));

        assertThat(outcomes.get(ref(deal))).isInstanceOf(Outcome.TryLater.class);
        assertThat(outcomes.get(ref(other))).isEqualTo(new Outcome.Done());
    }

    private Pipedrive withFields() {
        var pipedrive = account.connector();
        pipedrive.createProperties();
        return pipedrive;
    }

    private CrmUpdate status(CrmUpdate.Status status) {
        return new CrmUpdate(ref(deal), status, "2026-0123", Money.eur("121.00"), Money.zeroEur(), null, 1);
    }

    private CrmUpdate numbered(String number) {
        var paid = paid(deal);
        return new CrmUpdate(paid.ref(), paid.status(), number, paid.total(), paid.paid(), paid.paidOn(), 3);
    }
}
