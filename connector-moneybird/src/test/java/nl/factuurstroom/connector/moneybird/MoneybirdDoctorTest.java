package nl.factuurstroom.connector.moneybird;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.account.Finding.Severity;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.testkit.simulator.MoneybirdSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MoneybirdDoctorTest {

    private final SimulatedBooks books = new SimulatedBooks();
    private final MoneybirdSimulator simulator = books.simulator;

    @AfterEach
    void close() {
        books.close();
    }

    private List<Finding> check(MoneybirdSettings.Builder settings) {
        return books.connected(settings).check();
    }

    @Test
    void aFullMappingHasNoFindings() {
        var settings = books.settings()
                .workflow(simulator.defaultWorkflow())
                .documentStyle(simulator.documentStyle())
                .ledgerAccount(simulator.ledgerAccount("Omzet"));

        assertThat(check(settings)).isEmpty();
    }

    @Test
    void everyMissingRateIsProposedAsALineToCopy() {
        var findings = check(books.bare());

        assertThat(findings).allMatch(f -> f.severity() == Severity.WARNING);
        for (var treatment : List.of(
                VatTreatment.STANDARD,
                VatTreatment.REDUCED,
                VatTreatment.ZERO,
                VatTreatment.EXEMPT,
                VatTreatment.DOMESTIC_REVERSE_CHARGE,
                VatTreatment.EU_SERVICES,
                VatTreatment.EU_GOODS,
                VatTreatment.EXPORT,
                VatTreatment.OUTSIDE_SCOPE)) {
            var line = MoneybirdTaxRates.key(treatment) + "=" + simulator.taxRate(treatment);
            assertThat(findings).anyMatch(f -> f.message().contains(line));
        }
    }

    @Test
    void everyFaultIsReportedAtOnce() {
        simulator.deactivateTaxRate(simulator.taxRate(VatTreatment.ZERO));
        simulator.senderVerified(false);
        simulator.suspend(true);
        var settings = books.settings()
                .taxRate(VatTreatment.STANDARD, simulator.taxRate(VatTreatment.REDUCED))
                .taxRate(VatTreatment.REDUCED, "1")
                .ossTaxRate(Percentage.of(20), "2")
                .workflow("3")
                .documentStyle("4")
                .ledgerAccount(simulator.ledgerAccount("Algemene kosten"));

        assertThat(check(settings))
                .filteredOn(f -> f.severity() == Severity.ERROR)
                .extracting(Finding::subject)
                .containsExactlyInAnyOrder(
                        "moneybird.administration",
                        "moneybird.tax-rate.standard",
                        "moneybird.tax-rate.reduced",
                        "moneybird.tax-rate.zero",
                        "moneybird.tax-rate.oss",
                        "moneybird.workflow",
                        "moneybird.document-style",
                        "moneybird.ledger-account",
                        "moneybird.sender");
    }

    @Test
    void oneRateForTwoBoxesIsTold() {
        var settings = books.settings().taxRate(VatTreatment.EU_SERVICES, simulator.taxRate(VatTreatment.ZERO));

        assertThat(check(settings))
                .singleElement()
                .satisfies(f -> assertThat(f.subject()).isEqualTo("moneybird.tax-rate.intra-eu-services"));
    }

    @Test
    void anotherAdministrationIsToldWithThoseThatCanBeReached() {
        simulator.addAdministration("456");

        assertThat(check(books.settings().administration("789")))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("123", "456"));
    }

    @Test
    void aRefusedTokenIsOneError() {
        assertThat(check(books.settings().accessToken("wrong"))).singleElement().satisfies(f -> {
            assertThat(f.severity()).isEqualTo(Severity.ERROR);
            assertThat(f.subject()).isEqualTo("moneybird.access-token");
            assertThat(f.message()).doesNotContain("wrong");
        });
    }

    @Test
    void anUnreachableVendorIsAWarning() {
        simulator.failNext("GET", "tax_rates", Fault.status(503, ""));
        simulator.failNext("GET", "tax_rates", Fault.status(503, ""));
        simulator.failNext("GET", "tax_rates", Fault.status(503, ""));

        assertThat(check(books.settings()))
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(Severity.WARNING));
    }

    @Test
    void aListThatIsNotThereProvesNothingAgainstTheSettings() {
        simulator.failNext("GET", "tax_rates", Fault.status(404, "{\"error\":\"record not found\"}"));
        simulator.failNext("GET", "identities", Fault.status(200, "{\"id\":\"1\"}"));

        assertThat(check(books.settings()))
                .extracting(Finding::subject, Finding::severity)
                .containsExactly(
                        tuple("moneybird.tax-rate", Severity.WARNING), tuple("moneybird.sender", Severity.WARNING));
    }

    @Test
    void whatATokenWithoutScopeSettingsCannotSeeIsAWarning() {
        assertThat(check(books.settings().accessToken(MoneybirdSimulator.TOKEN_WITHOUT_SETTINGS)))
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(Severity.WARNING));
    }

    @Test
    void workflowsThatRemindBesideUsAreTold() {
        simulator.addWorkflow("Herinnert zelf", 14, true);

        assertThat(check(books.settings())).isEmpty();
        assertThat(check(books.settings().remindersByUs(true)))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("Herinnert zelf"));
    }
}
