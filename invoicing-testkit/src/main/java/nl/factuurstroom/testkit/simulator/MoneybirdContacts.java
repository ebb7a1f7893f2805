package nl.factuurstroom.testkit.simulator;

import static nl.factuurstroom.testkit.simulator.MoneybirdJson.body;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.invalid;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.notFound;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.ok;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.refused;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.textOr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.annotation.Nullable;

/**
 * Contacts. Search is free text over many fields and finds more than was meant; archived ones hide unless asked for;
 * {@code email} and {@code attention} can't be written; {@code customer_id} is unique and filled in when left out.
 */
final class MoneybirdContacts {

    private static final List<String> WRITABLE = List.of(
            "company_name",
            "firstname",
            "lastname",
            "address1",
            "address2",
            "zipcode",
            "city",
            "country",
            "phone",
            "delivery_method",
            "customer_id",
            "tax_number",
            "chamber_of_commerce",
            "bank_account",
            "send_invoices_to_attention",
            "send_invoices_to_email",
            "invoice_workflow_id");
    private static final List<String> SEARCHED = List.of(
            "company_name",
            "attention",
            "firstname",
            "lastname",
            "address1",
            "zipcode",
            "city",
            "email",
            "send_invoices_to_email",
            "phone",
            "customer_id",
            "tax_number",
            "chamber_of_commerce",
            "bank_account");

    private final MoneybirdAdministration books;

    MoneybirdContacts(MoneybirdAdministration books) {
        this.books = books;
    }

    Answer handle(Call call, List<String> path) {
        var route = call.method() + " " + path.size();
        var second = path.size() > 1 ? path.get(1) : "";
        return switch (route) {
            case "GET 1" -> MoneybirdPages.answer(call, search(call), 25);
            case "POST 1" -> create(body(call));
            case "POST 2" -> second.equals("synchronization") ? records(body(call)) : notFound("id");
            case "GET 2" -> second.equals("synchronization") ? versions(call) : read(call, second);
            case "PATCH 2" -> change(second, body(call));
            case "GET 3" -> second.equals("customer_id") ? byCustomerId(path.get(2)) : notFound("id");
            case "PATCH 3" -> path.get(2).equals("archive") ? archive(second) : notFound("id");
            default -> notFound("id");
        };
    }

    private Answer create(JsonNode body) {
        var fields = body.get("contact");
        if (fields == null || fields.isEmpty()) {
            return refused(400, "Contact is required", "contact", "required");
        }
        var contact = books.record();
        WRITABLE.forEach(field -> contact.put(field, textOr(fields, field, "")));
        contact.put("archived", false);
        var complaint = apply(contact, fields);
        if (complaint != null) {
            return complaint;
        }
        if (contact.path("customer_id").asText().isEmpty()) {
            contact.put("customer_id", Integer.toString(++books.customerIds));
        }
        MoneybirdAdministration.put(books.contacts, contact);
        books.event(contact, "contact_created", MoneybirdJson.object());
        return MoneybirdJson.created(contact);
    }

    private Answer change(String id, JsonNode body) {
        var contact = books.contacts.get(id);
        if (contact == null) {
            return notFound("id");
        }
        var next = contact.deepCopy();
        var complaint = apply(next, body.path("contact"));
        if (complaint != null) {
            return complaint;
        }
        contact.setAll(next);
        books.event(contact, "contact_changed", MoneybirdJson.object());
        return ok(contact);
    }

    private @Nullable Answer apply(ObjectNode contact, JsonNode fields) {
        WRITABLE.stream()
                .filter(fields::has)
                .forEach(field -> contact.put(field, fields.path(field).asText("")));
        var id = contact.path("id").asText();
        var number = contact.path("customer_id").asText();
        if (textOr(contact, "company_name", textOr(contact, "firstname", textOr(contact, "lastname", "")))
                .isEmpty()) {
            return invalid("company_name", "is required", "is required");
        }
        if (!number.isEmpty()
                && books.contacts.values().stream()
                        .anyMatch(c -> !c.path("id").asText().equals(id)
                                && c.path("customer_id").asText().equals(number))) {
            return invalid("customer_id", "has already been taken", "taken");
        }
        var country = textOr(contact, "country", "");
        if (!country.isEmpty() && !country.matches("[A-Z]{2}")) {
            return invalid("country", "is not included in the list", "inclusion");
        }
        contact.put("country", country.isEmpty() ? "NL" : country);
        contact.put("email", contact.path("send_invoices_to_email").asText());
        books.touch(contact);
        return null;
    }

    private List<ObjectNode> search(Call call) {
        var words =
                call.query("query").orElse("").toLowerCase(Locale.ROOT).trim().split("\\s+");
        return books.contacts.values().stream()
                .filter(c -> shown(call, c))
                .filter(c -> {
                    var text = SEARCHED.stream()
                            .map(f -> textOr(c, f, ""))
                            .collect(Collectors.joining("\n"))
                            .toLowerCase(Locale.ROOT);
                    return List.of(words).stream().allMatch(text::contains);
                })
                .toList();
    }

    private static boolean shown(Call call, ObjectNode contact) {
        return !contact.path("archived").asBoolean()
                || call.query("include_archived").orElse("").equals("true");
    }

    private Answer read(Call call, String id) {
        var contact = books.contacts.get(id);
        return contact == null || !shown(call, contact) ? notFound("id") : ok(contact);
    }

    private Answer byCustomerId(String number) {
        // The vendor's specification types this key as digits only.
        return books.contacts.values().stream()
                .filter(c -> number.matches("\\d+"))
                .filter(c -> c.path("customer_id").asText().equals(number))
                .findFirst()
                .map(MoneybirdJson::ok)
                .orElse(notFound("customer_id"));
    }

    private Answer archive(String id) {
        var contact = books.contacts.get(id);
        if (contact == null) {
            return notFound("id");
        }
        if (contact.path("archived").asBoolean()) {
            return refused(400, "Contact can not be archived", "id", "can_not_be_archived");
        }
        contact.put("archived", true);
        books.touch(contact);
        books.event(contact, "contact_archived", MoneybirdJson.object());
        return Answer.empty(204);
    }

    private Answer versions(Call call) {
        return ok(MoneybirdJson.array(books.contacts.values().stream()
                .filter(c -> shown(call, c))
                .map(MoneybirdPages::version)
                .toList()));
    }

    private Answer records(JsonNode body) {
        if (!body.has("ids")) {
            return refused(400, "Ids is required", "ids", "required");
        }
        return ok(MoneybirdJson.array(StreamSupport.stream(body.path("ids").spliterator(), false)
                .limit(100)
                .map(id -> books.contacts.get(id.asText()))
                .filter(java.util.Objects::nonNull)
                .toList()));
    }
}
