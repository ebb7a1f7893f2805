package nl.factuurstroom.connector.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.testkit.simulator.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HubSpotDoctorTest {

    private final SimulatedAccount account = new SimulatedAccount();

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void findsNothingInAHealthyAccount() {
        account.withWrittenProperties();
        account.vendor.property("companies", "vat_number", "string").property("companies", "kvk_number", "string");
        var hubSpot = account.connector();
        hubSpot.crmUpdater();

        assertThat(hubSpot.check()).isEmpty();
        assertThat(account.writes()).isEmpty();
    }

    @Test
    void reportsEverythingAtOnce() {
        account.vendor.withoutScope("crm.objects.line_items.read").companyCurrency("USD");
        account.vendor.property("deals", "invoice_status", "enumeration", "paid", "invoiced");
        account.vendor.property("deals", "invoice_paid_at", "number");
        var names = HubSpotProperties.builder()
                .companyVatId("btw_nummer")
                .dealPoNumber("ordernr")
                .dealInvoiceNumber("factuurnr")
                .dealInvoiceStatus("invoice_status")
                .dealPaidDate("invoice_paid_at")
                .dealAmountPaid("hs_is_closed_won")
                .build();
        var hubSpot = account.connector(settings -> settings.portalId("999")
                .properties(names)
                .wonStages(Set.of("closedwon", "getekend"))
                .clientSecret(null));
        hubSpot.crmUpdater();

        assertThat(shown(hubSpot.check()))
                .containsExactlyInAnyOrder(
                        "WARNING hubspot.client-secret",
                        "ERROR hubspot.portal-id",
                        "WARNING HubSpot",
                        "ERROR scope crm.objects.line_items.read",
                        "ERROR HubSpot pipelines and won stages",
                        "ERROR hubspot.property.company.vat-id",
                        "ERROR hubspot.property.deal.po-number",
                        "ERROR hubspot.property.deal.invoice-number",
                        "ERROR hubspot.property.deal.invoice-status",
                        "ERROR hubspot.property.deal.paid-date",
                        "ERROR hubspot.property.deal.amount-paid",
                        "ERROR hubspot.property.deal.amount-paid");
    }

    @Test
    void standardNamesThatAreMissingAreOnlyWarnings() {
        var hubSpot = account.connector();
        hubSpot.crmUpdater();

        assertThat(hubSpot.check())
                .hasSize(6)
                .allSatisfy(finding -> assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING));
    }

    @Test
    void whatIsNotWrittenIsNotMissed() {
        assertThat(shown(account.connector().check()))
                .containsExactly(
                        "WARNING hubspot.property.company.vat-id", "WARNING hubspot.property.company.kvk-number");
    }

    @Test
    void aRefusedTokenIsOneError() {
        account.vendor.refuseCredentials();

        assertThat(shown(account.connector().check())).containsExactly("ERROR hubspot.access-token");
    }

    @Test
    void anUnreachableVendorIsAWarning() {
        for (int i = 0; i < 3; i++) {
            account.vendor.failNext(Fault.status(503, ""));
        }

        assertThat(shown(account.connector().check())).containsExactly("WARNING HubSpot");
    }

    @Test
    void anUnknownPortalIdIsToldAndLearned() {
        var hubSpot = account.connector(settings -> settings.portalId(null));

        assertThat(hubSpot.check())
                .anySatisfy(finding -> assertThat(finding.message()).contains("set it to 25012345"));
        assertThat(hubSpot.account()).hasToString("hubspot/default");
    }

    @Test
    void whatTheAccountDoesntShowIsAWarning() {
        account.vendor.failNext("GET", "/crm/properties/2026-09/companies", Fault.status(404, "{}"));
        account.vendor.failNext("GET", "/crm/pipelines", Fault.status(403, "{}"));

        assertThat(account.connector().check())
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING));
    }

    private static List<String> shown(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.severity() + " " + finding.subject())
                .toList();
    }
}
