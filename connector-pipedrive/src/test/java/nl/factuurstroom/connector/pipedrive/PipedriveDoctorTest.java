package nl.factuurstroom.connector.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.account.Finding.Severity;
import nl.factuurstroom.testkit.simulator.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PipedriveDoctorTest {

    private final SimulatedAccount account = new SimulatedAccount().subscribed("2.0");

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void findsNothingWrongWithAnAccountThatFits() {
        var pipedrive = account.connector();
        pipedrive.createProperties();
        pipedrive.crmUpdater();

        assertThat(pipedrive.check()).isEmpty();
        assertThat(account.writes()).hasSize(4).allMatch(call -> call.path().endsWith("/dealFields"));
    }

    @Test
    void reportsEveryProblemAtOnce() {
        account.vendor.addField("deal", "Factuurnummer", "date");
        account.vendor.addField("deal", "Status", "enum", "Verstuurd");
        var pipedrive = account.connector(settings -> settings.companyId("999")
                .requireAuth(false)
                .properties(PipedriveProperties.builder()
                        .organizationVatId("VAT")
                        .dealInvoiceNumber("Factuurnummer")
                        .dealInvoiceStatus("Status")
                        .dealPaidDate("Betaald op")
                        .build()));
        pipedrive.crmUpdater();

        assertThat(pipedrive.check())
                .extracting(Finding::subject)
                .containsExactly(
                        "pipedrive.require-auth",
                        "pipedrive.company-id",
                        "pipedrive.property.deal.invoice-number",
                        "pipedrive.property.deal.invoice-status",
                        "pipedrive.property.deal.paid-date",
                        "pipedrive.property.organization.vat-id");
    }

    @Test
    void passesOverFieldsToWriteToWhenNobodyWrites() {
        assertThat(check(settings -> settings)).isEmpty();
    }

    @Test
    void warnsThatStandardFieldsArePassedOver() {
        var pipedrive = account.connector();
        pipedrive.crmUpdater();

        assertThat(pipedrive.check())
                .hasSize(4)
                .allSatisfy(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING))
                .allSatisfy(finding -> assertThat(finding.message()).endsWith("it is passed over"));
    }

    @Test
    void saysThatATokenIsRefused() {
        account.vendor.revokeTokens();

        assertThat(check(settings -> settings)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.subject()).isEqualTo("pipedrive.api-token");
        });
    }

    @Test
    void onlyWarnsWhenPipedriveCannotBeReached() {
        for (int i = 0; i < 3; i++) {
            account.vendor.failNext(Fault.status(503, "{\"success\": false}"));
        }

        assertThat(check(settings -> settings))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING));
    }

    @Test
    void advisesTheCompanyId() {
        assertThat(check(settings -> settings.companyId("")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).startsWith("set it to 8087566"));
    }

    @Test
    void warnsWhenWebhooksAreRefusedOrMissingOrFail() {
        assertThat(check(settings -> settings.webhookAuth(null, null)))
                .extracting(Finding::subject)
                .containsExactly("pipedrive.webhook-password");

        account.vendor.addDeal("{}");
        account.vendor.settle(account.delivery(), 500);
        assertThat(check(settings -> settings))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("got status 500"));
    }

    @Test
    void warnsThatNoWebhookTellsOfDeals() {
        try (var without = new SimulatedAccount()) {
            assertThat(without.connector().check())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.message()).startsWith("no active webhook"));
        }
    }

    @Test
    void saysThatWebhooksCannotBeListedWithoutRights() {
        account.vendor.failNext(
                "GET", "/webhooks", Fault.status(403, "{\"success\": false, \"message\": \"Forbidden\"}"));

        assertThat(check(settings -> settings))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("takes an administrator"));
    }

    private List<Finding> check(UnaryOperator<PipedriveSettings.Builder> more) {
        return account.connector(more).check();
    }
}
