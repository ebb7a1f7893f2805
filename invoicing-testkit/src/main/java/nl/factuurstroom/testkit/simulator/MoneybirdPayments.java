package nl.factuurstroom.testkit.simulator;

import static nl.factuurstroom.testkit.simulator.MoneybirdJson.decimal;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.invalid;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.notFound;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.number;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.ok;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.refused;
import static nl.factuurstroom.testkit.simulator.MoneybirdJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import javax.annotation.Nullable;

/** Money, credit, write-off, and what time does to an invoice. */
final class MoneybirdPayments {

    private static final Set<String> UNPAID = Set.of("open", "late", "reminded", "pending_payment");

    private final MoneybirdAdministration books;

    MoneybirdPayments(MoneybirdAdministration books) {
        this.books = books;
    }

    Answer register(ObjectNode invoice, JsonNode body) {
        var fields = body.path("payment");
        if (text(invoice, "invoice_id") == null) {
            return refused(400, "Sales invoice is a draft", "id", "is_draft");
        }
        if (text(fields, "payment_date") == null) {
            return invalid("payment_date", "can't be blank", "blank");
        }
        if (text(fields, "price") == null) {
            return invalid("price", "can't be blank", "blank");
        }
        var payment = pay(
                invoice,
                decimal(fields.get("price"), BigDecimal.ZERO),
                LocalDate.parse(fields.path("payment_date").asText().substring(0, 10)),
                null);
        payment.put("transaction_identifier", text(fields, "transaction_identifier"));
        payment.put("manual_payment_action", text(fields, "manual_payment_action"));
        return MoneybirdJson.created(payment);
    }

    Answer remove(ObjectNode invoice, String paymentId) {
        var payments = (ArrayNode) invoice.get("payments");
        for (int i = 0; i < payments.size(); i++) {
            if (payments.get(i).path("id").asText().equals(paymentId)) {
                var gone = (ObjectNode) payments.remove(i);
                settle(invoice);
                books.event(gone, "payment_destroyed", MoneybirdJson.object());
                return Answer.empty(204);
            }
        }
        return notFound("id");
    }

    /** Settles a sent credit note against its original: an equal payment on both, and the credit note reads "paid". */
    Answer settleCredit(ObjectNode credit) {
        var original = books.invoices.get(String.valueOf(text(credit, "original_sales_invoice_id")));
        if (original == null || text(credit, "invoice_id") == null) {
            return refused(400, "Sales invoice is not a credit invoice", "id", "invalid");
        }
        var amount = decimal(credit.get("total_unpaid"), BigDecimal.ZERO);
        pay(original, amount.negate(), books.today(), credit.path("id").asText());
        pay(credit, amount, books.today(), null);
        return ok(credit);
    }

    Answer uncollectible(ObjectNode invoice, JsonNode body) {
        if (!UNPAID.contains(invoice.path("state").asText())) {
            return refused(400, "Sales invoice can not be marked as uncollectible", "id", "invalid");
        }
        invoice.put("marked_uncollectible_on", text(body, "uncollectible_date"));
        state(invoice, "uncollectible");
        return ok(invoice);
    }

    ObjectNode pay(ObjectNode invoice, BigDecimal amount, LocalDate on, @Nullable String creditInvoiceId) {
        var payment = books.record().put("invoice_type", "SalesInvoice");
        payment.put("invoice_id", invoice.path("id").asText());
        for (String empty : Set.of(
                "financial_account_id",
                "payment_transaction_id",
                "transaction_identifier",
                "financial_mutation_id",
                "linked_payment_id",
                "manual_payment_action")) {
            payment.putNull(empty);
        }
        payment.put("price", number(amount)).put("price_base", number(amount)).put("payment_date", on.toString());
        payment.put("credit_invoice_id", books.tellsCreditInvoice ? creditInvoiceId : null);
        ((ArrayNode) invoice.get("payments")).add(payment);
        books.event(payment, "payment_registered", MoneybirdJson.object());
        payment.remove("events");
        settle(invoice);
        return payment;
    }

    private void settle(ObjectNode invoice) {
        MoneybirdTotals.payments(invoice);
        books.touch(invoice);
        boolean settled = decimal(invoice.get("total_unpaid"), BigDecimal.ZERO).signum() == 0 || overpaid(invoice);
        if (settled && !invoice.path("state").asText().equals("paid")) {
            invoice.put("paid_at", lastPayment(invoice));
            state(invoice, "paid");
        } else if (!settled && invoice.path("state").asText().equals("paid")) {
            invoice.putNull("paid_at");
            state(invoice, late(invoice) ? "late" : "open");
        }
    }

    private static boolean overpaid(ObjectNode invoice) {
        return decimal(invoice.get("total_price_incl_tax"), BigDecimal.ZERO).signum() > 0
                && decimal(invoice.get("total_unpaid"), BigDecimal.ZERO).signum() < 0;
    }

    private static @Nullable String lastPayment(ObjectNode invoice) {
        var payments = invoice.path("payments");
        return payments.isEmpty() ? null : text(payments.get(payments.size() - 1), "payment_date");
    }

    private boolean late(ObjectNode invoice) {
        return LocalDate.parse(invoice.path("due_date").asText()).isBefore(books.today());
    }

    private void state(ObjectNode invoice, String state) {
        invoice.put("state", state);
        books.touch(invoice);
        books.event(invoice, "sales_invoice_state_changed_to_" + state, MoneybirdJson.object());
    }

    /** Open invoices become late; a workflow that reminds by itself then does. */
    void passTime() {
        for (ObjectNode invoice : java.util.List.copyOf(books.invoices.values())) {
            if (invoice.path("state").asText().equals("open") && late(invoice)) {
                state(invoice, "late");
            }
            if (invoice.path("state").asText().equals("late")
                    && !invoice.path("paused").asBoolean()) {
                remind(invoice);
            }
        }
    }

    private void remind(ObjectNode invoice) {
        var step = books.workflowOf(invoice).path("steps").path(1);
        if (step.path("reminder_auto_send").asBoolean()) {
            books.mails.add(new MoneybirdSimulator.Mail(
                    invoice.path("id").asText(),
                    invoice.path("contact").path("email").asText(),
                    invoice.path("invoice_id").asText(),
                    true));
            invoice.put("reminder_count", 1);
            books.event(invoice, "sales_invoice_send_reminder_email", MoneybirdJson.object());
            state(invoice, "reminded");
        }
    }
}
