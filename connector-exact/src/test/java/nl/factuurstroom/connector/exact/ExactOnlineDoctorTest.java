package nl.factuurstroom.connector.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.testkit.simulator.Fault;
import org.junit.jupiter.api.Test;

/** The doctor tells every problem at once. */
final class ExactOnlineDoctorTest extends WithExactSimulator {

    private ExactOnlineSettings.Builder complete() {
        var settings = settings().paymentCondition("30");
        ExactOnlineAccountingGatewayContractTest.CODES.forEach(settings::vatCode);
        return settings;
    }

    @Test
    void aHealthyAdministrationGivesNoFindings() {
        assertThat(connected(complete()).check()).isEmpty();
    }

    @Test
    void everyProblemIsToldAtOnceWithWhatWouldDo() {
        var findings = connected(complete()
                        .journal("20")
                        .item("GEEN")
                        .paymentCondition("99")
                        .vatCode(VatTreatment.STANDARD, "4")
                        .vatCode(VatTreatment.REDUCED, "XX"))
                .check();

        assertThat(findings)
                .extracting(Finding::subject)
                .containsExactlyInAnyOrder(
                        "exact.journal",
                        "exact.item",
                        "exact.payment-condition",
                        "exact.vat-code.standard",
                        "exact.vat-code.reduced");
        assertThat(message(findings, "exact.journal")).contains("exact.journal=70 (Verkoopboek)");
        assertThat(message(findings, "exact.payment-condition")).contains("exact.payment-condition=30 (30 dagen)");
        assertThat(message(findings, "exact.vat-code.standard"))
                .contains("type I")
                .contains("exact.vat-code.standard=2 looks right (21 % excl.");
        assertThat(message(findings, "exact.vat-code.reduced")).contains("doesn't exist");
    }

    private static String message(Iterable<Finding> findings, String subject) {
        for (Finding finding : findings) {
            if (finding.subject().equals(subject)) {
                return finding.message();
            }
        }
        return "";
    }

    @Test
    void whatStopsSomeSalesIsAWarningAndWhatStopsAllIsAnError() {
        assertThat(connected(complete().vatCode(VatTreatment.REDUCED, "XX")).check())
                .extracting(Finding::severity)
                .containsExactly(Finding.Severity.WARNING);
        assertThat(connected(settings().vatCode(VatTreatment.STANDARD, "XX").vatCode(VatTreatment.REDUCED, "XX"))
                        .check())
                .filteredOn(finding -> finding.subject().equals("exact.vat-code.standard"))
                .extracting(Finding::severity)
                .containsExactly(Finding.Severity.ERROR);
    }

    @Test
    void itemsOfProductGroupsAreLookedForToo() {
        var mapped = connected(settings().item("boeken", "BOEK").item("materiaal", "MAT"));

        assertThat(mapped.check()).anySatisfy(finding -> {
            assertThat(finding.subject()).isEqualTo("exact.items");
            assertThat(finding.message()).contains("BOEK doesn't exist in Exact");
        });
        assertThat(mapped.check()).noneMatch(finding -> finding.message().contains("MAT"));
    }

    @Test
    void codesThatAreNotSetAreOneWarning() {
        assertThat(exact.check()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
            assertThat(finding.subject()).isEqualTo("exact.vat-code");
            assertThat(finding.message())
                    .contains("exact.vat-code.intra-eu-services=7D looks right")
                    .contains("exact.vat-code.intra-eu-goods=7 looks right")
                    .doesNotContain("exact.vat-code.standard");
        });
    }

    @Test
    void withoutADivisionThoseWithinReachAreListed() {
        assertThat(connected(settings().division(0)).check()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
            assertThat(finding.subject()).isEqualTo("exact.division");
            assertThat(finding.message())
                    .contains("exact.division=1234567 (Voorbeeld Techniek B.V.)")
                    .doesNotContain("1234568");
        });
    }

    @Test
    void aDivisionThatIsArchivedOrOutOfReachIsAnError() {
        assertThat(connected(settings().division(1234568)).check())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message()).contains("archived").contains("exact.division=1234567"));
        assertThat(connected(settings().division(999)).check())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .contains("not within reach")
                        .contains("exact.division=1234567"));
    }

    @Test
    void anUnreachableVendorIsAWarning() {
        var nowhere = connected(settings().baseUri(URI.create("http://127.0.0.1:1")));

        assertThat(nowhere.check()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
            assertThat(finding.subject()).isEqualTo("exact");
        });
    }

    @Test
    void aLimitIsAWarningAndARefusedTokenAnError() {
        simulator.failNext(Fault.status(429, ""));
        assertThat(exact.check()).extracting(Finding::severity).containsExactly(Finding.Severity.WARNING);

        simulator.revokeTokens();
        assertThat(exact.check()).extracting(Finding::severity).containsExactly(Finding.Severity.ERROR);
    }

    @Test
    void aLostAnswerIsAskedAgain() {
        simulator.failNext(Fault.loseAnswer());

        assertThat(connected(complete()).check()).isEmpty();
    }
}
