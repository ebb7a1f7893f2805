package nl.factuurstroom.connector.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.trigger.Receipt;
import nl.factuurstroom.trigger.Receipt.Accepted;
import nl.factuurstroom.trigger.Receipt.Ignored;
import nl.factuurstroom.trigger.Receipt.Refused;
import nl.factuurstroom.trigger.Signal.SaleChanged;
import nl.factuurstroom.trigger.WebhookRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipedriveEventsTest {

    private static final String OWN_KEY = "0e6d3b6afd62d3fa73d975c1f97b6b4d0ad674a5";

    private final SimulatedAccount account = new SimulatedAccount();
    private final Pipedrive pipedrive = account.connector();

    @AfterEach
    void close() {
        account.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-v2-deal-won.json", "webhook-v2-deal-won.retry.json", "webhook-v1-deal-won.json"})
    void opensASaleForADealThatBecameWon(String example) {
        var receipt = pipedrive.receive(delivery(Examples.read(example)));

        assertThat(signals(receipt)).containsExactly(opening(812, "status = won (was open)"));
    }

    @Test
    void opensASaleForADealThatWasCreatedAsWon() {
        var receipt = pipedrive.receive(delivery(Examples.read("webhook-v2-deal-created-as-won.json")));

        assertThat(signals(receipt)).containsExactly(opening(813, "status = won"));
    }

    @Test
    void ignoresAnOpenDeal() {
        var recorded = Examples.read("webhook-v2-deal-created.recorded.json").get("body");

        assertThat(pipedrive.receive(delivery(recorded))).isEqualTo(new Ignored("deal 178 is 'open', not won"));
    }

    @Test
    void hintsAtAnEditOfAWonDealWithoutOpeningASale() {
        var receipt = pipedrive.receive(delivery(Examples.read("webhook-v2-deal-won-value-edited.json")));

        assertThat(signals(receipt)).containsExactly(hint(812, "status = won"));
    }

    @Test
    void hintsAtADealThatIsNoLongerWon() {
        var receipt = pipedrive.receive(delivery(Examples.read("webhook-v2-deal-reopened.json")));

        assertThat(signals(receipt)).containsExactly(hint(812, "status = open (was won)"));
    }

    @Test
    void hintsAtADeletedDeal() {
        var receipt = pipedrive.receive(delivery(Examples.read("webhook-v2-deal-deleted.json")));

        assertThat(signals(receipt)).containsExactly(hint(812, "deleted"));
    }

    @Test
    void hintsAtBothDealsOfAMerge() {
        var receipt = pipedrive.receive(delivery(Examples.read("webhook-v2-deal-merged-away.json")));

        assertThat(signals(receipt))
                .containsExactly(hint(812, "merged into deal 800"), hint(800, "deal 812 was merged into it"));
    }

    @Test
    void hintsAtTheDealOfAChangedProduct() {
        var body = Examples.read("webhook-v2-deal-won.json");
        ((ObjectNode) body.get("meta")).put("entity", "deal_product").put("entity_id", "3001");
        ((ObjectNode) body.get("data")).put("deal_id", 812);

        assertThat(signals(pipedrive.receive(delivery(body)))).containsExactly(hint(812, "deal_product"));
    }

    @Test
    void ignoresWhatIsNotAboutADeal() {
        var body = Examples.read("webhook-v2-deal-won.json");
        ((ObjectNode) body.get("meta")).put("entity", "person");

        assertThat(pipedrive.receive(delivery(body))).isInstanceOf(Ignored.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-v2-deal-won.json", "webhook-v1-deal-won.json"})
    void ignoresAnotherCompany(String example) {
        var other = account.connector(settings -> settings.companyId("999"));

        assertThat(other.receive(delivery(Examples.read(example))))
                .isEqualTo(new Ignored("company 8087566 is not ours"));
    }

    @Test
    void takesTheCompanyFromTheDeliveryWhileItsOwnIsNotKnown() {
        var unknown = account.connector(settings -> settings.companyId(""));

        var receipt = unknown.receive(delivery(Examples.read("webhook-v2-deal-won.json")));

        assertThat(signals(receipt)).containsExactly(opening(812, "status = won (was open)"));
        assertThat(account.vendor.calls()).isEmpty();
    }

    @Test
    void ignoresItsOwnWriting() {
        var writer = account.connector(settings -> settings.properties(
                PipedriveProperties.builder().dealInvoiceNumber(OWN_KEY).build()));
        var body = Examples.read("webhook-v2-deal-won-value-edited.json");
        var previous = ((ObjectNode) body.get("previous")).removeAll();
        previous.put("update_time", "2026-11-16T10:00:05Z")
                .putObject("custom_fields")
                .putNull(OWN_KEY);

        assertThat(writer.receive(delivery(body)))
                .isEqualTo(new Ignored("only fields that we write ourselves changed in deal 812"));
        previous.put("value", 1812);
        assertThat(signals(writer.receive(delivery(body)))).hasSize(1);
    }

    @Test
    void ignoresItsOwnWritingOnceItKnowsTheKeysOfItsFields() {
        account.subscribed("1.0").subscribed("2.0");
        account.vendor.addField("deal", "Factuurnummer", "varchar");
        long deal = account.wonDeal("1", "100");
        account.vendor.takeDeliveries();

        pipedrive.crmUpdater().update(List.of(SimulatedAccount.invoiced(deal)));

        assertThat(account.vendor.takeDeliveries())
                .hasSize(2)
                .allSatisfy(delivery ->
                        assertThat(pipedrive.receive(delivery.request())).isInstanceOf(Ignored.class));
    }

    @Test
    void doesNotTakeAnotherProgramsWritingForItsOwn() {
        var body = Examples.read("webhook-v2-deal-won.json");
        ((ObjectNode) body.get("meta")).put("change_source", "api").put("user_id", "12094821");

        assertThat(signals(pipedrive.receive(delivery(body)))).hasSize(1);
    }

    @Test
    void refusesAWrongPasswordOrUserWithoutTellingTheRightOne() {
        var body = Examples.read("webhook-v2-deal-won.json").toString();
        var refusals = List.of(
                pipedrive.receive(request(body, basic("pipedrive", "wrong"))),
                pipedrive.receive(request(body, basic("someone", SimulatedAccount.PASSWORD))),
                pipedrive.receive(request(body, "Bearer " + SimulatedAccount.PASSWORD)),
                pipedrive.receive(request(body, "Basic not base64!")),
                pipedrive.receive(request(body, null)));

        assertThat(refusals).allSatisfy(receipt -> {
            assertThat(((Refused) receipt).status()).isEqualTo(401);
            assertThat(receipt.toString()).doesNotContain(SimulatedAccount.PASSWORD);
        });
    }

    @Test
    void takesTheSchemeInAnyCase() {
        var header = basic(SimulatedAccount.USER, SimulatedAccount.PASSWORD).replace("Basic", "basic");

        var receipt = pipedrive.receive(
                request(Examples.read("webhook-v2-deal-won.json").toString(), header));

        assertThat(receipt).isInstanceOf(Accepted.class);
    }

    @Test
    void refusesEveryDeliveryWhileThereIsNoPassword() {
        var without = account.connector(settings -> settings.webhookAuth(null, null));

        var receipt = without.receive(request("{}", basic("", "")));

        assertThat(((Refused) receipt).status()).isEqualTo(401);
    }

    @Test
    void takesAnythingWhenNoPasswordIsRequired() {
        var open = account.connector(settings -> settings.requireAuth(false));

        assertThat(open.receive(
                        request(Examples.read("webhook-v2-deal-won.json").toString(), null)))
                .isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "{\"meta\": 1}", "12", "not JSON"})
    void refusesABodyOfAnotherShape(String body) {
        var receipt = pipedrive.receive(request(body, basic(SimulatedAccount.USER, SimulatedAccount.PASSWORD)));

        assertThat(((Refused) receipt).status()).isEqualTo(400);
    }

    @Test
    void refusesABodyThatIsTooBig() {
        var receipt = pipedrive.receive(
                request(" ".repeat((1 << 20) + 1), basic(SimulatedAccount.USER, SimulatedAccount.PASSWORD)));

        assertThat(((Refused) receipt).status()).isEqualTo(413);
    }

    @Test
    void journalsAnEventWithoutUsableIdsSoThatTheWebhookIsNotSilenced() {
        var body = Examples.read("webhook-v2-deal-won.json");
        ((ObjectNode) body.get("meta")).put("entity_id", "eight hundred");

        var receipt = pipedrive.receive(delivery(body));

        assertThat(((Accepted) receipt).signals()).isEmpty();
        assertThat(((Accepted) receipt).unusable()).hasSize(1);
    }

    @Test
    void showsNothingDangerousInTheJournal() {
        var body = Examples.read("webhook-v2-deal-won.json");
        ((ObjectNode) body.get("previous")).put("status", "open\r\n" + "x".repeat(500));

        assertThat(((SaleChanged) signals(pipedrive.receive(delivery(body))).get(0)).what())
                .hasSizeLessThan(100)
                .doesNotContain("\n");
    }

    private static SaleChanged opening(long deal, String what) {
        return new SaleChanged(new SaleRef("pipedrive", "8087566", String.valueOf(deal)), true, what);
    }

    private static SaleChanged hint(long deal, String what) {
        return new SaleChanged(new SaleRef("pipedrive", "8087566", String.valueOf(deal)), false, what);
    }

    private static List<nl.factuurstroom.trigger.Signal> signals(Receipt receipt) {
        assertThat(receipt).isInstanceOf(Accepted.class);
        assertThat(((Accepted) receipt).unusable()).isEmpty();
        return ((Accepted) receipt).signals();
    }

    private static WebhookRequest delivery(JsonNode body) {
        return request(body.toString(), basic(SimulatedAccount.USER, SimulatedAccount.PASSWORD));
    }

    private static String basic(String user, String password) {
        var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static WebhookRequest request(String body, String authorization) {
        return new WebhookRequest(
                "POST",
                SimulatedAccount.HOOK,
                authorization == null ? Map.of() : Map.of("authorization", List.of(authorization)),
                body.getBytes(StandardCharsets.UTF_8),
                SimulatedAccount.NOW);
    }
}
