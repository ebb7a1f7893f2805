package nl.factuurstroom.examples.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import nl.factuurstroom.testkit.simulator.HubSpotSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTest {

    @TempDir
    Path folder;

    private Setting setting;

    @BeforeEach
    void start() {
        setting = new Setting(folder).start();
    }

    @AfterEach
    void stop() {
        setting.close();
    }

    @Test
    void aWonDealBecomesOneInvoiceHoweverOftenItsWebhookComes() {
        setting.openDeal("987");
        var webhook = setting.won("987");

        assertThat(setting.post(webhook)).isEqualTo(200);
        assertThat(setting.post(webhook)).isEqualTo(200);
        setting.events.await("ISSUED", ":987");
        assertThat(setting.post(webhook)).isEqualTo(200);

        assertThat(setting.exact.invoices()).singleElement().satisfies(invoice -> {
            assertThat(invoice.reference()).isEqualTo("HS-987");
            assertThat(invoice.status()).isEqualTo(50);
            assertThat(invoice.total()).isEqualByComparingTo("665.50");
            assertThat(invoice.mailedTo()).containsExactly("contact51@example.nl");
        });
        var insights = setting.json("/insights");
        assertThat(insights.at("/counts/invoiced").asInt()).isEqualTo(1);
        assertThat(insights.at("/revenue/EUR").decimalValue()).isEqualByComparingTo("550");
        assertThat(insights.at("/outstanding/EUR").decimalValue()).isEqualByComparingTo("665.50");
        assertThat(setting.json("/journal?sale=hubspot:" + HubSpotSimulator.PORTAL + ":987")
                        .toString())
                .contains("CUSTOMER_CREATED");
    }

    @Test
    void aPaymentThatExactHintsAtIsShownInHubSpot() {
        setting.openDeal("988");
        setting.post(setting.won("988"));
        setting.events.await("ISSUED", ":988");
        setting.exact.pay("HS-988");
        var notification =
                setting.exact.notification(setting.exact.invoice("HS-988").id(), "Update");

        int status = setting.exact.sendWebhook(setting.local("/webhooks/exact"), notification);
        setting.events.await("PAID", ":988");
        setting.events.await("CRM_TOLD", ":988");

        assertThat(status).isEqualTo(200);
        assertThat(setting.json("/insights").at("/counts/paid").asInt()).isEqualTo(1);
        assertThat(setting.json("/insights").at("/outstanding/EUR").decimalValue())
                .isZero();
    }

    @Test
    void aWrongOrOldSignatureIsRefusedAndNothingIsStored() {
        setting.openDeal("989");
        setting.won("989");
        var to = setting.service().publicUrl().resolve("/webhooks/hubspot");
        var forged =
                setting.hubSpot.webhook().to(to).dealStage("989", "closedwon").signedWith("another");
        var old = setting.hubSpot
                .webhook()
                .to(to)
                .dealStage("989", "closedwon")
                .sentAt(setting.clock.instant().minus(Duration.ofMinutes(6)));

        assertThat(setting.post(forged.build())).isEqualTo(401);
        assertThat(setting.post(old.build())).isEqualTo(401);
        assertThat(setting.json("/insights").at("/counts").has("in-progress")).isFalse();
        assertThat(setting.exact.invoices()).isEmpty();
    }

    @Test
    void aMalformedBodyIsRefusedWithAReason() {
        var to = setting.service().publicUrl().resolve("/webhooks/hubspot");
        var broken = setting.hubSpot.webhook().to(to).body("{not json").build();

        assertThat(setting.post(broken)).isEqualTo(400);
    }

    @Test
    void aBodyAboveOneMebibyteIsRefused() {
        var large = "x".repeat(1024 * 1024 + 1);

        var answer = setting.send("POST", "/webhooks/hubspot", large);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("1048576 bytes");
    }

    @Test
    void wrongMethodsAndUnknownPathsAreTold() {
        assertThat(setting.get("/webhooks/hubspot").statusCode()).isEqualTo(405);
        assertThat(setting.get("/webhooks/hubspot").headers().firstValue("Allow"))
                .contains("POST");
        assertThat(setting.get("/pause").statusCode()).isEqualTo(405);
        assertThat(setting.post("/health").statusCode()).isEqualTo(405);
        assertThat(setting.post("/webhooks/salesforce").statusCode()).isEqualTo(404);
        assertThat(setting.get("/").statusCode()).isEqualTo(404);
        assertThat(setting.get("/health/more").statusCode()).isEqualTo(404);
        assertThat(setting.post("/attention/0123/unknown").statusCode()).isEqualTo(404);
    }

    @Test
    void whatWaitsIsListedWithWhatToMendAndGoesOnAfterARetry() {
        setting.openDeal("990");
        setting.hubSpot.deal("990").lines().forEach(line -> line.set("vat_rate", null));
        setting.post(setting.won("990"));
        setting.events.await("NEEDS_ATTENTION", ":990");

        var item = setting.json("/attention").path(0);
        setting.hubSpot.deal("990").lines().forEach(line -> line.set("vat_rate", "21"));
        var retried = setting.post("/attention/" + item.path("id").asText() + "/retry?by=anna");
        setting.events.await("ISSUED", ":990");

        assertThat(item.path("sale").asText()).isEqualTo("hubspot:" + HubSpotSimulator.PORTAL + ":990");
        assertThat(item.path("code").asText()).isNotEmpty();
        assertThat(item.path("text").asText()).contains("Advies");
        assertThat(item.path("since").asText()).startsWith("20");
        assertThat(retried.statusCode()).isEqualTo(200);
        assertThat(setting.json("/attention")).isEmpty();
    }

    @Test
    void aSaleCanBeGivenUpOrMarkedAsDoneByHand() {
        setting.openDeal("991");
        setting.hubSpot.deal("991").lines().forEach(line -> line.set("vat_rate", null));
        setting.post(setting.won("991"));
        setting.events.await("NEEDS_ATTENTION", ":991");
        var path = "/attention/" + setting.json("/attention").path(0).path("id").asText();

        assertThat(setting.post(path + "/done-by-hand").statusCode()).isEqualTo(400);
        assertThat(setting.post(path + "/approve").statusCode()).isEqualTo(409);
        assertThat(setting.post(path + "/done-by-hand?number=2026-0042").statusCode())
                .isEqualTo(200);
        assertThat(setting.post("/attention/ffffffffffffffff/abandon").statusCode())
                .isEqualTo(404);
        assertThat(setting.json("/insights").at("/counts/done-by-hand").asInt()).isEqualTo(1);
    }

    @Test
    void webhooksAreAcceptedWhileThePipelineIsPaused() {
        setting.openDeal("992");

        setting.send("POST", "/pause", "{\"reason\":\"stock-taking\"}", "Content-Type", "application/json");
        int status = setting.post(setting.won("992"));
        var paused = setting.json("/insights").path("paused").asText();
        setting.post("/resume");
        setting.events.await("ISSUED", ":992");

        assertThat(status).isEqualTo(200);
        assertThat(paused).isEqualTo("stock-taking");
        assertThat(setting.json("/insights").path("paused").isNull()).isTrue();
    }

    @Test
    void aPreviewWritesNothing() {
        setting.openDeal("993");
        setting.hubSpot.deal("993").stage("closedwon");

        var answer = setting.post("/preview?sale=hubspot:" + HubSpotSimulator.PORTAL + ":993");

        assertThat(answer.body()).contains("\"ready\":true", "\"total\":665.50", "would be created");
        assertThat(setting.exact.accounts()).isEmpty();
        assertThat(setting.exact.invoices()).isEmpty();
        assertThat(setting.post("/preview").statusCode()).isEqualTo(400);
    }

    @Test
    void theOperatorsEndpointsRefuseAForwardedRequest() {
        assertThat(setting.get("/attention", "X-Forwarded-For", "127.0.0.1").statusCode())
                .isEqualTo(403);
        assertThat(setting.post("/pause", "Forwarded", "for=127.0.0.1").statusCode())
                .isEqualTo(403);
        assertThat(setting.get("/insights").statusCode()).isEqualTo(200);
    }

    @Test
    void healthIsForEveryoneAndSaysLittle() {
        var answer = setting.get("/health", "X-Forwarded-For", "192.0.2.1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"up\"}\n");
    }

    @Test
    void theDoctorFindsNothingWrong() {
        assertThat(setting.json("/check").toString()).doesNotContain("\"error\"");
    }

    @Test
    void whatWasAcceptedBeforeAStopGoesOnAfterTheNextStart() {
        setting.openDeal("994");
        setting.post("/pause?reason=upgrade");
        setting.post(setting.won("994"));

        setting.stop();
        setting.start();
        setting.post("/resume");
        setting.events.await("ISSUED", ":994");

        assertThat(setting.exact.invoices()).hasSize(1);
    }

    @Test
    void whereASaleStandsIsToldAlsoWhenItWaitsForNobody() {
        setting.openDeal("994");
        setting.post("/pause?reason=stock-taking");
        setting.post(setting.won("994"));
        var path = "/status?sale=hubspot:" + HubSpotSimulator.PORTAL + ":994";

        assertThat(setting.json(path).toString()).contains("\"strand\":\"invoice\"", "\"waitsFor\"");
        setting.post("/resume");
        setting.events.await("ISSUED", ":994");

        assertThat(setting.json(path).toString()).contains("\"step\":\"ISSUED\"", "\"waitsFor\":\"its payment\"");
        assertThat(setting.get("/status?sale=hubspot:1:none").statusCode()).isEqualTo(404);
        assertThat(setting.get("/status").statusCode()).isEqualTo(400);
        assertThat(setting.post("/attention/pause/retry").statusCode()).isEqualTo(409);
    }

    @Test
    void personalDataIsErasedOnRequestButNotOfWhatIsUnderWay() {
        setting.openDeal("995");
        setting.hubSpot.deal("995").lines().forEach(line -> line.set("vat_rate", null));
        setting.post(setting.won("995"));
        setting.events.await("NEEDS_ATTENTION", ":995");
        var sale = "hubspot:" + HubSpotSimulator.PORTAL + ":995";

        assertThat(setting.post("/erase?sale=" + sale).statusCode()).isEqualTo(409);
        assertThat(setting.post("/erase?sale=hubspot:1:none").statusCode()).isEqualTo(404);
        assertThat(setting.post("/erase").statusCode()).isEqualTo(400);
        assertThat(setting.get("/erase?sale=" + sale).statusCode()).isEqualTo(405);
        assertThat(setting.post("/erase?sale=" + sale, "Forwarded", "for=10.0.0.1")
                        .statusCode())
                .isEqualTo(403);
        var item = setting.json("/attention").path(0);
        setting.post("/attention/" + item.path("id").asText() + "/abandon?by=anna");

        var erased = setting.send("POST", "/erase?by=anna", "contact51@example.nl");

        assertThat(erased.statusCode()).isEqualTo(200);
        assertThat(erased.body()).contains("\"erased\":\"whole\"", sale);
        assertThat(setting.json("/journal?sale=" + sale).toString())
                .contains("ABANDONED", "ERASED", "by anna")
                .doesNotContain("Voorbeeld Bouw", "contact51");
        assertThat(setting.send("POST", "/erase", "nobody@example.nl").body()).isEqualToIgnoringWhitespace("[]");
    }

    @Test
    void whatAnOperatorTypesStaysOneLineOfTheJournal() {
        setting.openDeal("996");
        setting.hubSpot.deal("996").lines().forEach(line -> line.set("vat_rate", null));
        setting.post(setting.won("996"));
        setting.events.await("NEEDS_ATTENTION", ":996");
        var id = setting.json("/attention").path(0).path("id").asText();

        setting.post("/attention/" + id + "/abandon?by=anna%0d%0a2026-01-01T00:00:00Z%20%20APPROVED%20%20by%20boss");

        var lines = setting.json("/journal?sale=hubspot:" + HubSpotSimulator.PORTAL + ":996");
        assertThat(lines.toString()).contains("by anna 2026-01-01").doesNotContain("\\n", "\\r");
    }
}
