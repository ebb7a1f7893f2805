package nl.factuurstroom.testkit.simulator;

import static nl.factuurstroom.testkit.simulator.MoneybirdJson.notFound;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.ok;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.refused;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which part answers which path, and whether the token may ask it. */
final class MoneybirdRoutes {

    private static final Set<String> SETTINGS_ONLY = Set.of("products", "webhooks", "verifications", "identities");

    private final Clock clock;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, MoneybirdAdministration> administrations = new LinkedHashMap<>();
    private final Map<String, MoneybirdContacts> contacts = new LinkedHashMap<>();
    private final Map<String, MoneybirdInvoices> invoices = new LinkedHashMap<>();
    private final Map<String, MoneybirdWebhooks> webhooks = new LinkedHashMap<>();

    MoneybirdRoutes(Clock clock) {
        this.clock = clock;
        add(MoneybirdSimulator.ADMINISTRATION);
    }

    MoneybirdAdministration books(String id) {
        return Objects.requireNonNull(administrations.get(id));
    }

    MoneybirdContacts contacts(MoneybirdAdministration books) {
        return Objects.requireNonNull(contacts.get(books.id));
    }

    MoneybirdInvoices invoices(MoneybirdAdministration books) {
        return Objects.requireNonNull(invoices.get(books.id));
    }

    MoneybirdWebhooks webhooks(MoneybirdAdministration books) {
        return Objects.requireNonNull(webhooks.get(books.id));
    }

    Answer answer(Call call) {
        var token = call.header("authorization").orElse("");
        if (!token.equals("Bearer " + MoneybirdSimulator.TOKEN)
                && !token.equals("Bearer " + MoneybirdSimulator.TOKEN_WITHOUT_SETTINGS)) {
            return refused(401, "Unauthorized");
        }
        var plain = call.path().replaceFirst("^/api/v2/", "").replaceFirst("\\.json$", "");
        var path = new ArrayList<>(List.of(plain.split("/")));
        if (path.get(0).equals("administrations")) {
            return ok(MoneybirdJson.array(
                    administrations.values().stream().map(this::shown).toList()));
        }
        var books = administrations.get(path.remove(0));
        if (books == null || path.isEmpty()) {
            return notFound("administration_id");
        }
        if (SETTINGS_ONLY.contains(path.get(0)) && !token.equals("Bearer " + MoneybirdSimulator.TOKEN)) {
            return refused(403, "Insufficient scope: settings", "scope", "insufficient_scope");
        }
        return route(call, books, path);
    }

    private Answer route(Call call, MoneybirdAdministration books, List<String> path) {
        return switch (path.get(0)) {
            case "contacts" -> contacts(books).handle(call, path);
            case "sales_invoices" -> invoices(books).handle(call, path);
            case "webhooks" -> webhooks(books).handle(call, path);
            case "tax_rates" -> MoneybirdPages.answer(call, rates(call, books), 25);
            case "ledger_accounts" -> ok(MoneybirdJson.array(books.ledgerAccounts.values()));
            case "workflows" -> ok(MoneybirdJson.array(books.workflows.values()));
            case "document_styles" -> ok(MoneybirdJson.array(books.documentStyles.values()));
            case "products" -> products(call, books, path);
            case "identities" -> ok(books.identity);
            case "verifications" -> ok(verifications(books));
            default -> notFound("id");
        };
    }

    private ObjectNode shown(MoneybirdAdministration books) {
        var node = MoneybirdJson.object()
                .put("id", books.id)
                .put("name", "Jansen Advies B.V.")
                .put("language", "nl");
        node.put("currency", books.currency).put("country", "NL").put("time_zone", "Europe/Amsterdam");
        return node.put("access", "user").put("suspended", books.suspended).putNull("period_locked_until");
    }

    private static List<ObjectNode> rates(Call call, MoneybirdAdministration books) {
        var filter = "," + call.query("filter").orElse("") + ",";
        return books.taxRates.values().stream()
                .filter(r ->
                        !filter.contains(",active:true,") || r.path("active").asBoolean())
                .filter(r -> !filter.contains(",tax_rate_type:sales_invoice,")
                        || r.path("tax_rate_type").asText().equals("sales_invoice"))
                .toList();
    }

    private static Answer products(Call call, MoneybirdAdministration books, List<String> path) {
        if (path.size() == 3 && path.get(1).equals("identifier")) {
            return books.products.values().stream()
                    .filter(p -> p.path("identifier").asText().equals(path.get(2)))
                    .findFirst()
                    .map(MoneybirdJson::ok)
                    .orElse(notFound("identifier"));
        }
        var active = books.products.values().stream()
                .filter(p -> p.path("active").asBoolean())
                .map(p -> (ObjectNode) p.deepCopy().without("active"))
                .toList();
        return MoneybirdPages.answer(call, active, 10);
    }

    private static ObjectNode verifications(MoneybirdAdministration books) {
        var node = MoneybirdJson.object();
        var emails = node.putArray("emails");
        if (books.senderVerified) {
            emails.add(books.identity.path("email").asText());
        }
        return node;
    }

    MoneybirdAdministration add(String id) {
        var books = new MoneybirdAdministration(id, clock, 496_081_340_000_000_000L + administrations.size());
        administrations.put(id, books);
        contacts.put(id, new MoneybirdContacts(books));
        invoices.put(id, new MoneybirdInvoices(books));
        webhooks.put(id, new MoneybirdWebhooks(books, this::push));
        return books;
    }

    private int push(URI url, Map<String, List<String>> headers, String body) {
        try {
            var request = HttpRequest.newBuilder(url)
                    .timeout(Duration.ofSeconds(5))
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            headers.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
