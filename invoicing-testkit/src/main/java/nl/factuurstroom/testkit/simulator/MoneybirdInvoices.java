package nl.factuurstroom.testkit.simulator;

import static nl.factuurstroom.testkit.simulator.MoneybirdJson.body;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.invalid;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.notFound;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.ok;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.refused;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.text;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.textOr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** Sales invoices: found, listed, sent (and sent again by whoever asks again), deleted. */
final class MoneybirdInvoices {

    private final MoneybirdAdministration books;
    private final MoneybirdDrafts drafts;
    private final MoneybirdPayments payments;
    private Duration searchLag = Duration.ZERO;

    MoneybirdInvoices(MoneybirdAdministration books) {
        this.books = books;
        this.drafts = new MoneybirdDrafts(books);
        this.payments = new MoneybirdPayments(books);
    }

    void searchLag(Duration lag) {
        searchLag = lag;
    }

    MoneybirdPayments payments() {
        return payments;
    }

    Answer handle(Call call, List<String> path) {
        payments.passTime();
        var second = path.size() > 1 ? path.get(1) : "";
        var third = path.size() > 2 ? path.get(2) : "";
        switch (call.method() + " " + second) {
            case "GET ":
                return list(call);
            case "POST ":
                return drafts.create(body(call));
            case "GET synchronization":
                return versions(call);
            case "POST synchronization":
                return records(body(call));
            case "GET find_by_reference":
                return first("reference", third);
            case "GET find_by_invoice_id":
                return first("invoice_id", third);
            default:
                var invoice = books.invoices.get(second);
                return invoice == null
                        ? notFound("id")
                        : one(call, invoice, String.join("/", path.subList(2, path.size())));
        }
    }

    private Answer one(Call call, ObjectNode invoice, String rest) {
        return switch (call.method() + " " + rest) {
            case "GET " -> ok(invoice);
            case "PATCH " -> drafts.change(invoice, body(call));
            case "DELETE " -> delete(invoice);
            case "PATCH send_invoice" -> send(invoice, body(call).path("sales_invoice_sending"));
            case "PATCH duplicate_creditinvoice" -> drafts.credit(invoice);
            case "PATCH register_payment_creditinvoice" -> payments.settleCredit(invoice);
            case "PATCH mark_as_uncollectible" -> payments.uncollectible(invoice, body(call));
            case "POST payments" -> payments.register(invoice, body(call));
            case "POST pause" -> pause(invoice, true);
            case "POST resume" -> pause(invoice, false);
            default ->
                rest.startsWith("payments/") && call.method().equals("DELETE")
                        ? payments.remove(invoice, rest.substring("payments/".length()))
                        : notFound("id");
        };
    }

    private Answer list(Call call) {
        var filter = new MoneybirdFilter(call.query("filter").orElse(null), books.today());
        var complaint = filter.complaint();
        return complaint != null
                ? complaint
                : MoneybirdPages.answer(
                        call, found().stream().filter(filter::fits).toList(), 25);
    }

    private Answer versions(Call call) {
        var filter = new MoneybirdFilter(call.query("filter").orElse(null), books.today());
        var complaint = filter.complaint();
        return complaint != null
                ? complaint
                : ok(MoneybirdJson.array(found().stream()
                        .filter(filter::fits)
                        .map(MoneybirdPages::version)
                        .toList()));
    }

    private Answer records(JsonNode body) {
        if (!body.has("ids")) {
            return refused(400, "Ids is required", "ids", "required");
        }
        // More than a hundred are cut off without a word.
        return ok(MoneybirdJson.array(StreamSupport.stream(body.path("ids").spliterator(), false)
                .limit(100)
                .map(id -> books.invoices.get(id.asText()))
                .filter(Objects::nonNull)
                .toList()));
    }

    private Answer first(String field, String value) {
        return found().stream()
                .filter(i -> value.equals(text(i, field)))
                .findFirst()
                .map(MoneybirdJson::ok)
                .orElse(refused(
                        404, "Sales invoice with " + field + ": " + value + " was not found", field, "not_found"));
    }

    private List<ObjectNode> found() {
        var visible = books.now().minus(searchLag);
        return books.invoices.values().stream()
                .filter(i -> !Instant.parse(i.path("created_at").asText()).isAfter(visible))
                .toList();
    }

    private Answer delete(ObjectNode invoice) {
        // Final invoices go as easily as drafts: whoever must not lose one has to look first.
        if (invoice.path("state").asText().equals("pending_payment")) {
            return refused(400, "Sales invoice can not be deleted", "id", "can_not_be_destroyed");
        }
        books.invoices.remove(invoice.path("id").asText());
        books.event(invoice, "sales_invoice_destroyed", MoneybirdJson.object());
        return Answer.empty(204);
    }

    private Answer pause(ObjectNode invoice, boolean paused) {
        invoice.put("paused", paused);
        books.touch(invoice);
        return Answer.empty(201);
    }

    private Answer send(ObjectNode invoice, JsonNode sending) {
        if (invoice.path("details").isEmpty()) {
            return refused(400, "details cannot be empty", "sales_invoice", "details_cannot_be_empty");
        }
        var method = textOr(sending, "delivery_method", textOr(invoice.path("contact"), "delivery_method", "Email"));
        var address = textOr(sending, "email_address", textOr(invoice.path("contact"), "email", ""));
        if (!List.of("Email", "Peppol", "Manual").contains(method)) {
            return invalid("delivery_method", "is not included in the list", "inclusion");
        }
        if (method.equals("Email") && textOr(books.identity, "email", "").isEmpty()) {
            return invalid(
                    "delivery_method", "The sender address must contain an email address", "need_identity_email");
        }
        if (method.equals("Email") && !books.senderVerified) {
            return refused(400, "sending address not verified");
        }
        if (method.equals("Email") && address.isEmpty()) {
            return invalid("email_address", "can't be blank", "blank");
        }
        if (sending.path("sending_scheduled").asBoolean()) {
            return schedule(invoice, sending);
        }
        number(invoice);
        var event = switch (method) {
            case "Email" -> "sales_invoice_send_email";
            case "Peppol" -> "sales_invoice_send_si";
            default -> "sales_invoice_send_manually";
        };
        invoice.put("sent_at", books.today().toString());
        books.touch(invoice);
        books.event(invoice, event, MoneybirdJson.object().put("email_address", address));
        if (method.equals("Email")) {
            books.mails.add(new MoneybirdSimulator.Mail(
                    invoice.path("id").asText(),
                    address,
                    invoice.path("invoice_id").asText(),
                    false));
        }
        return ok(invoice);
    }

    private Answer schedule(ObjectNode invoice, JsonNode sending) {
        invoice.put("state", "scheduled").put("invoice_date", text(sending, "invoice_date"));
        books.touch(invoice);
        books.event(invoice, "sales_invoice_state_changed_to_scheduled", MoneybirdJson.object());
        return ok(invoice);
    }

    private void number(ObjectNode invoice) {
        if (text(invoice, "invoice_id") != null) {
            return;
        }
        if (text(invoice, "invoice_date") == null) {
            invoice.put("invoice_date", books.today().toString());
            drafts.dueAgain(invoice);
        }
        var year = invoice.path("invoice_date").asText().substring(0, 4);
        invoice.put("invoice_id", year + "-" + String.format(java.util.Locale.ROOT, "%04d", ++books.numbers));
        invoice.put("payment_reference", "RF" + invoice.path("id").asText()).putNull("draft_id");
        invoice.put("state", "open");
        books.event(invoice, "sales_invoice_state_changed_to_open", MoneybirdJson.object());
    }
}
