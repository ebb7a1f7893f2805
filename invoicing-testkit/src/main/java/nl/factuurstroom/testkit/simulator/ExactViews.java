package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;

/** Rows as tests see them. */
final class ExactViews {

    private ExactViews() {}

    static ExactAccount account(ObjectNode row) {
        return new ExactAccount(
                text(row, "ID"),
                text(row, "Code"),
                text(row, "Name"),
                text(row, "Status"),
                text(row, "ChamberOfCommerce"),
                text(row, "VATNumber"),
                text(row, "Email"),
                text(row, "Country"));
    }

    static ExactInvoice invoice(ObjectNode row, ExactLedger ledger, ExactPrinting printing) {
        var id = text(row, "InvoiceID");
        @Nullable
        Integer number = row.path("InvoiceNumber").isNull()
                ? null
                : row.path("InvoiceNumber").asInt();
        return new ExactInvoice(
                id,
                text(row, "YourRef"),
                number,
                row.path("Status").asInt(),
                row.path("Type").asInt(),
                text(row, "OrderedBy"),
                text(row, "Description"),
                text(row, "PaymentCondition"),
                ExactDates.readDay(text(row, "InvoiceDate")),
                row.path("AmountFCExclVat").decimalValue(),
                row.path("VATAmountFC").decimalValue(),
                row.path("AmountFC").decimalValue(),
                ledger.open(row),
                printing.mails(id),
                lines(row));
    }

    private static List<ExactInvoice.Line> lines(ObjectNode row) {
        var lines = new ArrayList<ExactInvoice.Line>();
        for (JsonNode line : row.path("SalesInvoiceLines")) {
            lines.add(new ExactInvoice.Line(
                    text(line, "ItemCode"),
                    text(line, "Description"),
                    line.path("Quantity").decimalValue(),
                    line.path("NetPrice").decimalValue(),
                    line.path("AmountFC").decimalValue(),
                    text(line, "VATCode"),
                    text(line, "CostCenter")));
        }
        return lines;
    }

    private static String text(JsonNode row, String field) {
        return ExactTable.text(row, field).trim();
    }
}
