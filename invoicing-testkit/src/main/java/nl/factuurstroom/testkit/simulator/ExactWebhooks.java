package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Subscriptions and signed notifications. On subscribing an empty body goes to the callback, which must answer 200 or
 * 201. There is no topic for payments.
 */
final class ExactWebhooks {

    static final Set<String> TOPICS = Set.of(
            "Accounts",
            "Contacts",
            "Items",
            "SalesInvoices",
            "SalesEntries",
            "Documents",
            "FinancialTransactions",
            "BankAccounts",
            "StockPositions");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    final String secret = "q7Jw2mXcV9";
    private final ExactBooks books;
    private final String clientId;
    private final URI base;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> pending = new ArrayList<>();

    ExactWebhooks(ExactBooks books, String clientId, URI base) {
        this.books = books;
        this.clientId = clientId;
        this.base = base;
    }

    ObjectNode subscribe(ObjectNode given, int division) {
        var topic = ExactBody.text(given, "Topic").orElseThrow(() -> ExactRefusal.badRequest("Verplicht: Topic"));
        var callback = ExactBody.text(given, "CallbackURL")
                .orElseThrow(() -> ExactRefusal.badRequest("Verplicht: CallbackURL"));
        if (!TOPICS.contains(topic)) {
            throw ExactRefusal.badRequest("Ongeldig: Topic");
        }
        if (books.subscriptions.all().stream()
                .anyMatch(row -> ExactTable.text(row, "Topic").equals(topic)
                        && ExactTable.text(row, "CallbackURL").equals(callback))) {
            throw ExactRefusal.business("Data already exists");
        }
        int status = post(URI.create(callback), "");
        if (status != 200 && status != 201) {
            throw ExactRefusal.business("Invalid: Post to callback URL endpoint returns " + status);
        }
        var row = books.subscriptions.blank();
        row.put("ID", books.newId())
                .put("Topic", topic)
                .put("CallbackURL", callback)
                .put("ClientID", clientId);
        row.put("Division", division).put("IsInstant", false);
        row.put("Created", ExactDates.moment(books.clock.instant()));
        books.subscriptions.put(row, books.clock.instant());
        return row;
    }

    /** A notification, signed over the very bytes between its two keys. */
    String notification(int division, String topic, String action, String key, String path) {
        var content = JsonNodeFactory.instance.objectNode();
        content.put("Topic", topic).put("ClientId", clientId).put("Division", division);
        content.put("Action", action).put("Key", key);
        content.put("ExactOnlineEndpoint", base + "/api/v1/" + division + "/" + path + "(guid'" + key + "')");
        content.put(
                "EventCreatedOn",
                LocalDateTime.ofInstant(books.clock.instant(), ZoneOffset.UTC).toString());
        return sign(content.toString());
    }

    String sign(String content) {
        return "{\"Content\":" + content + ",\"HashCode\":\"" + hash(content) + "\"}";
    }

    void changed(int division, String action, String invoiceId) {
        pending.add(notification(division, "SalesInvoices", action, invoiceId, "salesinvoice/SalesInvoices"));
    }

    /** One notification on its way to one subscriber. */
    record Delivery(URI target, String body) {}

    /** What is pending for every SalesInvoices subscription, in order; forgotten here. */
    List<Delivery> takePending() {
        var deliveries = new ArrayList<Delivery>();
        for (String body : pending) {
            books.subscriptions.all().stream()
                    .filter(row -> ExactTable.text(row, "Topic").equals("SalesInvoices"))
                    .forEach(
                            row -> deliveries.add(new Delivery(URI.create(ExactTable.text(row, "CallbackURL")), body)));
        }
        pending.clear();
        return deliveries;
    }

    int post(URI target, String body) {
        try {
            var request = HttpRequest.newBuilder(target)
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private String hash(String content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().withUpperCase().formatHex(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
