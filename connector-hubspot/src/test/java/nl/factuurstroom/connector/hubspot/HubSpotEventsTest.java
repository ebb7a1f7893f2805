package nl.factuurstroom.connector.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.testkit.simulator.HubSpotWebhooks;
import nl.factuurstroom.trigger.Receipt;
import nl.factuurstroom.trigger.Signal;
import nl.factuurstroom.trigger.Signal.SaleChanged;
import nl.factuurstroom.trigger.WebhookRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HubSpotEventsTest {

    private final SimulatedAccount account = new SimulatedAccount();

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void readsARecordedMixOfEvents() throws IOException {
        var body = HubSpotSignatureTest.resource("webhook-batch-mixed.json").toString();

        var receipt = accepted(hooks -> hooks.body(body));

        assertThat(receipt.unusable()).isEmpty();
        assertThat(receipt.signals())
                .extracting(HubSpotEventsTest::shown)
                .containsExactly(
                        "33108462948 opens: dealstage = closedwon",
                        "33108462948 opens: dealstage = contractsent",
                        "33108470001 opens: dealstage = 1076664462",
                        "33108470001: amount = 1812.00",
                        "33108470002: deletion",
                        "33108462948: DEAL_TO_LINE_ITEM added");
    }

    @Test
    void readsTheNewerFormatAndTheNameOfTheDocumentation() throws IOException {
        var body = HubSpotSignatureTest.resource("webhook-deal-won.object-format.json")
                .toString();

        assertThat(accepted(hooks -> hooks.body(body)).signals()).hasSize(1);
        assertThat(accepted(hooks -> hooks.body(body.replace("subscriptionType", "eventType")))
                        .signals())
                .hasSize(1);
        assertThat(accepted(hooks -> hooks.inObjectFormat().withEventType().creation("987"))
                        .signals())
                .extracting(HubSpotEventsTest::shown)
                .containsExactly("987 opens: creation");
    }

    @Test
    void aRepeatedEventIsOneSignal() {
        var receipt = accepted(hooks -> hooks.dealStage("987", "closedwon")
                .attempt(1)
                .dealStage("987", "closedwon")
                .repeated());

        assertThat(receipt.signals()).hasSize(1);
    }

    @Test
    void aStageThatIsKnownNotToBeWonOpensNothing() {
        account.vendor.deal("987").company("501").line("Advies", "1", "10").stage("contractsent");
        var hubSpot = account.connector();
        SimulatedAccount.read(hubSpot, "987");

        var receipt = (Receipt.Accepted) hubSpot.receive(request(hooks -> hooks.dealStage("987", "contractsent")
                .dealStage("988", "closedwon")
                .dealStage("989", "made-yesterday")));

        assertThat(receipt.signals())
                .extracting(HubSpotEventsTest::shown)
                .containsExactly(
                        "987: dealstage = contractsent",
                        "988 opens: dealstage = closedwon",
                        "989 opens: dealstage = made-yesterday");
    }

    @Test
    void configuredStagesDecideWithoutAsking() {
        var hubSpot = account.connector(settings -> settings.wonStages(Set.of("contractsent")));

        var receipt = (Receipt.Accepted) hubSpot.receive(
                request(hooks -> hooks.dealStage("987", "contractsent").dealStage("988", "closedwon")));

        assertThat(receipt.signals())
                .extracting(HubSpotEventsTest::shown)
                .containsExactly("987 opens: dealstage = contractsent", "988: dealstage = closedwon");
    }

    @Test
    void aMergeTellsOfAllIdsAndOpensNone() {
        var receipt = accepted(hooks -> hooks.merge("987", "986", "990"));

        assertThat(receipt.signals())
                .extracting(HubSpotEventsTest::shown)
                .containsExactlyInAnyOrder("987: merge", "986: merge", "990: merge");
    }

    @Test
    void eventsOfAnotherPortalAreReportedBesideOurs() {
        var receipt = accepted(
                hooks -> hooks.dealStage("987", "closedwon").ofPortal(999).dealStage("1", "closedwon"));

        assertThat(receipt.signals()).hasSize(1);
        assertThat(receipt.unusable()).containsExactly("portal 999 is not ours");
    }

    @Test
    void whatIsNotAboutDealsIsIgnoredWithAReason() {
        var receipt = account.connector().receive(request(hooks -> hooks.ofAnotherKind("contact.creation", "51")));

        assertThat(receipt).isEqualTo(new Receipt.Ignored("contact.creation is not about a deal"));
    }

    @Test
    void ourOwnWritesComeBackWithoutEffect() {
        var receipt =
                account.connector().receive(request(hooks -> hooks.propertyChange("987", "invoice_status", "paid")));

        assertThat(receipt).isInstanceOf(Receipt.Ignored.class);
    }

    @Test
    void eachMalformedEventSaysWhatIsWrong() throws IOException {
        var receipt = accepted(hooks -> {
            hooks.dealStage("987", "closedwon");
            for (String odd : List.of(
                    "5",
                    "{}",
                    "{\"portalId\":25012345}",
                    "{\"portalId\":25012345,\"subscriptionType\":\"deal.propertyChange\",\"objectId\":1}",
                    "{\"portalId\":25012345,\"subscriptionType\":\"deal.deletion\",\"objectId\":-1}",
                    "{\"portalId\":25012345,\"subscriptionType\":\"deal.merge\"}")) {
                hooks.element(parse(odd));
            }
            return hooks;
        });

        assertThat(receipt.signals()).hasSize(1);
        assertThat(receipt.unusable())
                .containsExactly(
                        "event 2: it is not an object",
                        "event 3: portalId is missing or is no id",
                        "event 4: neither subscriptionType nor eventType says what it is",
                        "event 5: a property change without propertyName",
                        "event 6: objectId is missing or is no id",
                        "event 7: a merge without ids");
    }

    @Test
    void withoutAConfiguredPortalTheEventNamesIt() {
        var hubSpot = account.connector(settings -> settings.portalId(null));

        var receipt = (Receipt.Accepted) hubSpot.receive(request(hooks -> hooks.dealStage("987", "closedwon")));

        assertThat(((SaleChanged) receipt.signals().get(0)).ref())
                .isEqualTo(new SaleRef("hubspot", SimulatedAccount.PORTAL, "987"));
    }

    private Receipt.Accepted accepted(UnaryOperator<HubSpotWebhooks> events) {
        return (Receipt.Accepted) account.connector().receive(request(events));
    }

    private WebhookRequest request(UnaryOperator<HubSpotWebhooks> events) {
        return events.apply(account.vendor.webhook()).build().request(SimulatedAccount.NOW);
    }

    private static JsonNode parse(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shown(Signal signal) {
        var changed = (SaleChanged) signal;
        return changed.ref().id() + (changed.opens() ? " opens: " : ": ") + changed.what();
    }
}
