package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/** Writes of crm/Accounts: only the name is mandatory, only the code is unique, a PUT merges. */
final class ExactAccounts {

    /** What an answer shows without {@code Prefer: return=representation}. */
    static final Set<String> SHOWN_WITHOUT_PREFER = Set.of("ID", "IsAgency");

    private final ExactBooks books;
    private int lastCode = 10_041;

    ExactAccounts(ExactBooks books) {
        this.books = books;
    }

    ObjectNode create(ObjectNode given) {
        if (ExactBody.text(given, "Name").isEmpty()) {
            throw ExactRefusal.badRequest("Verplicht: Naam");
        }
        check(given);
        var row = books.accounts.blank();
        row.put("ID", books.newId());
        row.put("Status", "A").put("Blocked", false).put("IsAgency", 0).put("InvoicingMethod", 0);
        row.put("IsSupplier", false).put("Type", "A");
        row.put(
                "StartDate",
                ExactDates.day(
                        books.clock.instant().atZone(ExactDates.AMSTERDAM).toLocalDate()));
        row.put("Created", ExactDates.moment(books.clock.instant()));
        merge(row, given);
        row.put(
                "Code",
                padded(ExactBody.text(given, "Code").map(String::trim).orElseGet(() -> String.valueOf(++lastCode))));
        return save(row);
    }

    /** As a person would: a customer unless the fields say otherwise. */
    ObjectNode add(String name, Map<String, ?> fields) {
        var row = row(fields).put("Name", name);
        return create(row.has("Status") ? row : row.put("Status", "C"));
    }

    void change(String id, Map<String, ?> fields) {
        update(id, row(fields));
    }

    private static ObjectNode row(Map<String, ?> fields) {
        var row = ExactBooks.JSON.createObjectNode();
        fields.forEach((field, value) -> row.set(field, ExactBooks.JSON.valueToTree(value)));
        return row;
    }

    void update(String id, ObjectNode given) {
        var row = books.accounts.get(id).orElseThrow(() -> ExactRefusal.of(404, "Not found"));
        check(given);
        merge(row, given);
        ExactBody.text(given, "Code").ifPresent(code -> row.put("Code", padded(code.trim())));
        save(row);
    }

    void delete(String id) {
        if (books.accounts.get(id).isEmpty()) {
            throw ExactRefusal.of(403, "Forbidden");
        }
        if (books.invoices.all().stream()
                .anyMatch(invoice -> ExactTable.text(invoice, "OrderedBy").equalsIgnoreCase(id))) {
            throw ExactRefusal.business("Kan niet verwijderen: in gebruik");
        }
        books.accounts.remove(id, books.clock.instant());
    }

    private ObjectNode save(ObjectNode row) {
        row.put("IsSales", "C".equals(ExactTable.text(row, "Status")));
        row.put("Modified", ExactDates.moment(books.clock.instant()));
        books.accounts.put(row, books.clock.instant());
        return row;
    }

    private void merge(ObjectNode row, ObjectNode given) {
        given.fields().forEachRemaining(field -> row.set(field.getKey(), field.getValue()));
        ExactBody.text(given, "Country")
                .ifPresent(country -> row.put("Country", (country.trim() + "   ").substring(0, 3)));
        ExactBody.text(given, "SalesVATCode")
                .ifPresent(code -> row.put("SalesVATCode", (code.trim() + "   ").substring(0, 3)));
        for (String date : Set.of("StartDate", "EndDate")) {
            ExactBody.text(given, date).ifPresent(day -> row.put(date, ExactDates.day(ExactDates.parse(day))));
        }
    }

    private void check(ObjectNode given) {
        ExactBody.text(given, "Code").ifPresent(code -> {
            if (!code.trim().matches("[0-9]{1,18}")) {
                throw ExactRefusal.badRequest("Ongeldig: Code");
            }
            if (books.accounts.firstWith("Code", code.trim()).isPresent()) {
                throw ExactRefusal.business("Gegeven bestaat reeds.");
            }
        });
        ExactBody.text(given, "Email")
                .filter(email -> !email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+"))
                .ifPresent(email -> {
                    throw ExactRefusal.business("Ongeldig: Email []");
                });
        ExactBody.text(given, "Status")
                .filter(status -> !status.matches("[ASPC]"))
                .ifPresent(status -> {
                    throw ExactRefusal.badRequest("Ongeldig: Status");
                });
        ExactBody.text(given, "Country")
                .filter(country -> country.trim().length() != 2)
                .ifPresent(country -> {
                    throw ExactRefusal.badRequest("Ongeldige referentie: Countries");
                });
        ExactBody.text(given, "PaymentConditionSales")
                .filter(code ->
                        books.paymentConditions.firstWith("Code", code.trim()).isEmpty())
                .ifPresent(code -> {
                    throw ExactRefusal.badRequest("Ongeldige referentie: PaymentConditions");
                });
        ExactBody.text(given, "SalesVATCode")
                .filter(code -> books.vatCodes.firstWith("Code", code.trim()).isEmpty())
                .ifPresent(code -> {
                    throw ExactRefusal.badRequest("Ongeldige referentie: VATCodes");
                });
    }

    private static String padded(String code) {
        return " ".repeat(Math.max(0, 18 - code.length())) + code;
    }
}
