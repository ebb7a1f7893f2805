package nl.factuurstroom.connector.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nl.factuurstroom.connector.stripe.StripeSettings.StripeInvoices;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.testkit.simulator.Call;
import nl.factuurstroom.testkit.simulator.StripeOrder.Sold;
import nl.factuurstroom.testkit.simulator.StripeOrder.Tax;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Holds our calls, and the simulator's objects, against the vendor's published interface where that lies beside us. */
class StripeSpecTest {

    private static final Path SPEC = Path.of("../../shared/apis/stripe/openapi.trimmed.json");

    @Test
    void everyCallExistsAndHasKnownParametersOnly() throws Exception {
        var paths = spec().get("paths");

        for (Call call : playEverything()) {
            var template = template(call.path(), paths);
            assertThat(template).as(call.path()).isNotNull();
            var known = new ArrayList<String>();
            paths.get(template)
                    .get("get")
                    .get("parameters")
                    .forEach(p -> known.add(p.get("name").asText()));
            assertThat(call.query().keySet())
                    .as(call.toString())
                    .allMatch(name -> known.contains(name.replaceAll("\\[.*", "")));
        }
    }

    @Test
    void everyExpansionNamesAFieldThatCanBeExpanded() throws Exception {
        var spec = spec();

        for (Call call : playEverything()) {
            var template = Objects.requireNonNull(template(call.path(), spec.get("paths")));
            var answer = spec.get("paths").get(template).at("/get/responses/200/content/application~1json/schema");
            for (String path : call.query().getOrDefault("expand[]", List.of())) {
                assertThat(reaches(spec, answer, List.of(path.split("\\."))))
                        .as(path + " of " + template)
                        .isTrue();
            }
        }
    }

    @Test
    void theSimulatorsObjectsHaveEveryFieldThatStripeAlwaysSends() throws Exception {
        var schemas = spec().at("/components/schemas");
        try (var stripe = new StripeFixture()) {
            var sold = stripe.vendor()
                    .checkout()
                    .invoiceCreation()
                    .line("Onderhoud", 1, 10000, Tax.NL_21)
                    .pay();
            var api = java.net.http.HttpClient.newHttpClient();
            var objects = Map.of(
                    "checkout.session", "checkout/sessions/" + sold.sessionId(),
                    "payment_intent", "payment_intents/" + sold.paymentIntentId(),
                    "charge", "charges/" + sold.chargeId(),
                    "invoice", "invoices/" + sold.invoiceId(),
                    "refund", "refunds/" + stripe.vendor().refund(sold, 100),
                    "dispute", "disputes/" + stripe.vendor().dispute(sold),
                    "tax_rate", "tax_rates/txr_NL_21_excl");
            for (var object : objects.entrySet()) {
                var request = java.net.http.HttpRequest.newBuilder(
                                stripe.vendor().baseUri().resolve("/v1/" + object.getValue()))
                        .header("Authorization", "Bearer " + stripe.vendor().apiKey())
                        .header("Stripe-Version", StripeApi.VERSION)
                        .build();
                var body = api.send(request, java.net.http.HttpResponse.BodyHandlers.ofString())
                        .body();
                var fields = new ArrayList<String>();
                Json.mapper().readTree(body).fieldNames().forEachRemaining(fields::add);
                var required = new ArrayList<String>();
                schemas.get(object.getKey()).path("required").forEach(name -> required.add(name.asText()));

                assertThat(fields).as(object.getKey()).containsAll(required);
            }
        }
    }

    /** Makes the connector make every kind of call that it makes. */
    private static List<Call> playEverything() {
        var calls = new ArrayList<Call>();
        try (var stripe = new StripeFixture(
                settings -> settings.untaxed(RateClass.STANDARD).stripeInvoices(StripeInvoices.BOOK_UNDER_NUMBER))) {
            var order = stripe.vendor().checkout().shipping(1000, Tax.NL_21);
            for (int i = 0; i < 12; i++) {
                order.line("Regel " + i, 1, 1000, Tax.NL_21);
            }
            var invoice = stripe.vendor().invoice();
            for (int i = 0; i < 12; i++) {
                invoice.line("Regel " + i, 1, 1000, Tax.NL_9);
            }
            for (Sold sold : List.of(
                    order.pay(), invoice.pay(), stripe.vendor().payment(5000).pay())) {
                for (String id : new String[] {sold.sessionId(), sold.paymentIntentId(), sold.invoiceId()}) {
                    if (id != null) {
                        stripe.found(id);
                        stripe.reader().wonStates(Set.of(stripe.ref(id)));
                    }
                }
                stripe.stripe().returned(stripe.vendor().refund(sold, 100));
                stripe.stripe().returned(stripe.vendor().dispute(sold));
            }
            var catchUp = stripe.stripe().paymentSucceeded().catchUp().orElseThrow();
            catchUp.changedSince(catchUp.changedSince(null).cursor());
            catchUp.wonBetween(LocalDate.of(2026, 11, 24), LocalDate.of(2026, 11, 24));
            stripe.stripe().check();
            calls.addAll(stripe.vendor().calls());
        }
        return calls;
    }

    private static JsonNode spec() throws Exception {
        Assumptions.assumeTrue(Files.exists(SPEC), "skipped: the vendor's interface isn't on this machine");
        return Json.mapper().readTree(Files.readString(SPEC));
    }

    private static String template(String path, JsonNode paths) {
        for (var names = paths.fieldNames(); names.hasNext(); ) {
            var template = names.next();
            if (path.matches(template.replaceAll("\\{[^}]*}", "[^/]+"))) {
                return template;
            }
        }
        return null;
    }

    /** Follows the names through the schemas; a list's elements and the choice of several kinds are gone through. */
    private static boolean reaches(JsonNode spec, JsonNode schema, List<String> names) {
        if (schema.has("$ref")) {
            var name = schema.get("$ref").asText().replace("#/components/schemas/", "");
            return reaches(spec, spec.at("/components/schemas").path(name), names);
        }
        for (String choice : List.of("anyOf", "allOf")) {
            for (JsonNode option : schema.path(choice)) {
                if (reaches(spec, option, names)) {
                    return true;
                }
            }
        }
        if (schema.has("items")) {
            return reaches(spec, schema.get("items"), names);
        }
        if (names.isEmpty()) {
            return true;
        }
        var field = schema.path("properties").path(names.get(0));
        return !field.isMissingNode() && reaches(spec, field, names.subList(1, names.size()));
    }
}
