package nl.factuurstroom.testkit.simulator;

import static nl.factuurstroom.testkit.simulator.MoneybirdJson.decimal;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.invalid;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.number;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.refused;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.text;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.textOr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.annotation.Nullable;
import nl.factuurstroom.tax.VatTreatment;

/** Making and changing drafts: defaults come from the workflow, what a tax rate does shows on the lines. */
final class MoneybirdDrafts {

    private static final List<String> TEXTS =
            List.of("reference", "invoice_date", "currency", "payment_conditions", "discount", "document_style_id");

    private final MoneybirdAdministration books;
    private final Map<String, Integer> ownTerms = new HashMap<>();

    MoneybirdDrafts(MoneybirdAdministration books) {
        this.books = books;
    }

    Answer create(JsonNode body) {
        var fields = body.get("sales_invoice");
        if (fields == null) {
            return refused(400, "Sales invoice is required", "sales_invoice", "required");
        }
        if (books.planLimitReached) {
            return refused(402, "creating sales invoices is limited", "administration", "limit_reached");
        }
        var invoice = blank();
        var complaint = apply(invoice, fields);
        if (complaint != null) {
            return complaint;
        }
        keep(invoice, "sales_invoice_created", MoneybirdJson.object());
        return MoneybirdJson.created(invoice);
    }

    Answer change(ObjectNode invoice, JsonNode body) {
        var next = invoice.deepCopy();
        var complaint = apply(next, body.path("sales_invoice"));
        if (complaint != null) {
            return complaint;
        }
        invoice.setAll(next);
        books.touch(invoice);
        books.event(invoice, "sales_invoice_updated", MoneybirdJson.object());
        return MoneybirdJson.ok(invoice);
    }

    /** A draft credit note: a line that names the original, every quantity turned round, the same reference. */
    Answer credit(ObjectNode original) {
        if (books.planLimitReached) {
            return refused(402, "creating sales invoices is limited", "administration", "limit_reached");
        }
        var invoice = blank();
        for (String field : List.of(
                "contact_id", "contact", "workflow_id", "reference", "currency", "prices_are_incl_tax", "discount")) {
            invoice.set(field, original.get(field));
        }
        invoice.put("original_sales_invoice_id", original.path("id").asText());
        var details = invoice.putArray("details");
        var header = MoneybirdJson.object().put("price", "0").put("amount", "1");
        header.put("description", "**Creditfactuur voor factuur " + text(original, "invoice_id") + "**");
        header.put(
                "tax_rate_id",
                original.path("details").path(0).path("tax_rate_id").asText());
        details.add(line(header, details.size()));
        original.path("details").forEach(detail -> {
            var turned = ((ObjectNode) detail).deepCopy();
            turned.put(
                    "amount",
                    decimal(detail.get("amount_decimal"), BigDecimal.ONE)
                            .negate()
                            .toPlainString());
            details.add(line(turned, details.size()));
        });
        MoneybirdTotals.fill(books, invoice);
        keep(
                invoice,
                "credit_invoice_created_from_original",
                MoneybirdJson.object().put("original_invoice", text(original, "invoice_id")));
        return MoneybirdJson.ok(invoice);
    }

    private ObjectNode blank() {
        var invoice = books.record();
        for (String empty : List.of(
                "contact_person_id",
                "invoice_id",
                "invoice_date",
                "payment_reference",
                "reference",
                "original_sales_invoice_id",
                "paid_at",
                "sent_at",
                "marked_dubious_on",
                "marked_uncollectible_on",
                "next_reminder")) {
            invoice.putNull(empty);
        }
        invoice.put("state", "draft").put("draft_id", ++books.drafts).put("language", "nl");
        invoice.put("discount", "0.0").put("paused", false).put("reminder_count", 0);
        invoice.put("identity_id", books.identity.path("id").asText());
        invoice.putArray("payments");
        invoice.putArray("details");
        return invoice;
    }

    private void keep(ObjectNode invoice, String event, ObjectNode data) {
        MoneybirdAdministration.put(books.invoices, invoice);
        books.event(invoice, event, data);
    }

    private @Nullable Answer apply(ObjectNode invoice, JsonNode fields) {
        if (fields.has("contact_id")) {
            var contact = books.contacts.get(fields.path("contact_id").asText());
            if (contact == null) {
                return refused(404, "Contact not found", "contact_id", "not_found");
            }
            invoice.put("contact_id", contact.path("id").asText());
            var shown = contact.deepCopy();
            shown.remove("events");
            invoice.set("contact", shown);
        }
        if (!invoice.has("contact_id")) {
            return invalid("contact", "must exist", "blank");
        }
        var complaint = workflow(invoice, fields);
        if (complaint != null) {
            return complaint;
        }
        for (String field : TEXTS) {
            if (fields.has(field)) {
                invoice.put(field, text(fields, field));
            }
        }
        if (fields.has("prices_are_incl_tax")) {
            invoice.put(
                    "prices_are_incl_tax", fields.path("prices_are_incl_tax").asBoolean());
        }
        if (fields.has("document_style_id")
                && !books.documentStyles.containsKey(
                        fields.path("document_style_id").asText())) {
            return refused(404, "Document style not found", "document_style_id", "not_found");
        }
        complaint = details(invoice, fields.path("details_attributes"));
        due(invoice, fields);
        return complaint;
    }

    private @Nullable Answer workflow(ObjectNode invoice, JsonNode fields) {
        if (invoice.has("workflow_id") && !fields.has("workflow_id")) {
            return null;
        }
        var id = textOr(
                fields,
                "workflow_id",
                textOr(
                        invoice.path("contact"),
                        "invoice_workflow_id",
                        books.defaultWorkflow().path("id").asText()));
        var workflow = books.workflows.get(id);
        if (workflow == null) {
            return refused(404, "Workflow not found", "workflow_id", "not_found");
        }
        invoice.put("workflow_id", id).put("currency", workflow.path("currency").asText());
        invoice.put("prices_are_incl_tax", workflow.path("prices_are_incl_tax").asBoolean());
        return null;
    }

    private void due(ObjectNode invoice, JsonNode fields) {
        if (fields.has("first_due_interval")) {
            ownTerms.put(
                    invoice.path("id").asText(),
                    fields.path("first_due_interval").asInt());
        }
        var workflow = books.workflowOf(invoice);
        int days = ownTerms.getOrDefault(
                invoice.path("id").asText(),
                workflow.path("steps").path(0).path("due_interval").asInt());
        var date = invoice.path("invoice_date").isNull()
                ? books.today()
                : LocalDate.parse(invoice.path("invoice_date").asText());
        invoice.put("due_date", date.plusDays(days).toString());
    }

    /** Moves the due date along when an invoice gets its date at sending. */
    void dueAgain(ObjectNode invoice) {
        due(invoice, MoneybirdJson.object());
    }

    private @Nullable Answer details(ObjectNode invoice, JsonNode attributes) {
        var details = (ArrayNode) invoice.get("details");
        var asked = StreamSupport.stream(attributes.spliterator(), false).toList();
        for (JsonNode one : asked) {
            if (one.path("_destroy").asBoolean()) {
                if (!remove(details, one.path("id").asText())) {
                    return refused(404, "Detail not found", "details.id", "not_found");
                }
                continue;
            }
            if (one.has("tax_rate_id")
                    && !books.taxRates.containsKey(one.path("tax_rate_id").asText())) {
                return invalid("details.tax_rate_id", "is invalid", "invalid");
            }
            if (one.has("ledger_account_id")
                    && !books.ledgerAccounts.containsKey(
                            one.path("ledger_account_id").asText())) {
                return invalid("details.ledger_account_id", "is invalid", "invalid");
            }
            if (one.has("product_id")
                    && !books.products.containsKey(one.path("product_id").asText())) {
                return invalid("details.product_id", "is invalid", "invalid");
            }
            details.add(line(one, details.size()));
        }
        MoneybirdTotals.fill(books, invoice);
        return null;
    }

    private static boolean remove(ArrayNode details, String id) {
        for (int i = 0; i < details.size(); i++) {
            if (details.get(i).path("id").asText().equals(id)) {
                details.remove(i);
                return true;
            }
        }
        return false;
    }

    private ObjectNode line(JsonNode from, int order) {
        var product = books.products.getOrDefault(from.path("product_id").asText(), MoneybirdJson.object());
        var line = books.record();
        var amount = decimal(from.get("amount"), BigDecimal.ONE);
        var standard = textOr(product, "tax_rate_id", String.valueOf(books.rateFor.get(VatTreatment.STANDARD)));
        var rateId = textOr(from, "tax_rate_id", standard);
        line.put("description", textOr(from, "description", textOr(product, "description", "")));
        line.put("tax_rate_id", rateId);
        var income = List.copyOf(books.ledgerAccounts.keySet()).get(1);
        line.put("ledger_account_id", textOr(from, "ledger_account_id", textOr(product, "ledger_account_id", income)));
        line.put("product_id", text(from, "product_id")).put("project_id", text(from, "project_id"));
        line.put("period", text(from, "period"))
                .put("row_order", from.path("row_order").asInt(order));
        line.put("amount", from.has("amount") ? amount.stripTrailingZeros().toPlainString() + " x" : null);
        line.put("amount_decimal", number(amount));
        var price = decimal(from.get("price"), decimal(product.get("price"), BigDecimal.ZERO));
        line.put("price", number(MoneybirdTotals.cents(price)));
        var effect = books.effect(rateId);
        var boxes = line.putArray("tax_report_reference");
        effect.boxes().forEach(boxes::add);
        line.put("mandatory_tax_text", effect.text());
        return line;
    }
}
