package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.annotation.Nullable;

/** From path and method to the handler. */
final class ExactRoutes {

    private static final Pattern PATH = Pattern.compile(
            "/api/v1/(?<division>current|[0-9]+)/(?<entity>[A-Za-z/]+?)(?:\\((?:guid)?'?(?<key>[^')]+)'?\\))?");

    /** Taken apart. */
    private record Target(
            String division, String entity, @Nullable String key) {}

    private final ExactBooks books;
    private final ExactLists lists;
    private final ExactAccounts accounts;
    private final ExactInvoices invoices;
    private final ExactPrinting printing;
    private final ExactWebhooks webhooks;

    ExactRoutes(
            ExactBooks books,
            ExactLists lists,
            ExactAccounts accounts,
            ExactInvoices invoices,
            ExactPrinting printing,
            ExactWebhooks webhooks) {
        this.books = books;
        this.lists = lists;
        this.accounts = accounts;
        this.invoices = invoices;
        this.printing = printing;
        this.webhooks = webhooks;
    }

    /** What the error brake counts by: the entity, whatever key or division. */
    static String endpoint(Call call) {
        return target(call).map(Target::entity).orElse(call.path());
    }

    private static Optional<Target> target(Call call) {
        var matcher = PATH.matcher(call.path());
        return matcher.matches()
                ? Optional.of(new Target(matcher.group("division"), matcher.group("entity"), matcher.group("key")))
                : Optional.empty();
    }

    Answer answer(Call call) {
        if (!call.header("accept").orElse("").contains("application/json")) {
            return new Answer(200, Map.of("Content-Type", List.of("application/atom+xml")), "<feed/>");
        }
        var target = target(call).orElseThrow(() -> ExactRefusal.empty(404));
        if (target.division().equals("current")) {
            return target.entity().equals("Me") ? me() : Answer.empty(404);
        }
        int division = division(target.division());
        if (target.entity().equals(ExactPrinting.TABLE.path)) {
            return print(call, division);
        }
        var table = books.find(target.entity()).orElseThrow(() -> ExactRefusal.empty(404));
        return switch (call.method()) {
            case "GET" ->
                target.key() == null
                        ? lists.list(call, division, table)
                        : lists.one(call, division, table, target.key());
            case "POST" -> create(call, division, table);
            case "PUT" -> update(call, division, table, key(target));
            case "DELETE" -> delete(division, table, key(target));
            default -> Answer.empty(405);
        };
    }

    private static String key(Target target) {
        if (target.key() == null) {
            throw ExactRefusal.empty(405);
        }
        return target.key();
    }

    private int division(String code) {
        var row = books.divisions.get(code).filter(d -> d.path("Status").asInt() == 1);
        return row.orElseThrow(() -> ExactRefusal.of(403, "Forbidden"))
                .path("Code")
                .asInt();
    }

    private Answer me() {
        int current = books.divisions.all().stream()
                .filter(row -> row.path("Current").asBoolean())
                .findFirst()
                .map(row -> row.path("Code").asInt())
                .orElse(ExactSimulator.DIVISION);
        var me = JsonNodeFactory.instance.objectNode();
        me.put("CurrentDivision", current).put("AccountingDivision", current).put("FullName", "Petra de Wit");
        me.put("UserID", "5d0e7c12-9b34-4f6a-8e21-7a6b5c4d3e2f").put("UserName", "p.dewit@voorbeeld.nl");
        me.put("LanguageCode", "nl-NL");
        me.put(
                "ServerTime",
                LocalDateTime.ofInstant(books.clock.instant(), ExactDates.AMSTERDAM)
                        .toString());
        var d = JsonNodeFactory.instance.objectNode();
        d.putArray("results").add(me);
        return Answer.json(200, ExactLists.wrap(d).toString());
    }

    private Answer create(Call call, int division, ExactTable table) {
        if (table == books.accounts) {
            var row = accounts.create(ExactBody.object(call, table));
            return created(call, division, table, row);
        }
        if (table == books.invoices) {
            var row = invoices.create(ExactBody.object(call, table));
            row.put("Division", division);
            webhooks.changed(division, "Create", ExactTable.text(row, "InvoiceID"));
            return created(call, division, table, row);
        }
        if (table == books.subscriptions) {
            return created(call, division, table, webhooks.subscribe(ExactBody.object(call, table), division));
        }
        return Answer.empty(405);
    }

    private Answer update(Call call, int division, ExactTable table, String id) {
        var given = ExactBody.object(call, table);
        if (table == books.accounts) {
            accounts.update(id, given);
        } else if (table == books.invoices) {
            invoices.update(id, given);
            webhooks.changed(division, "Update", id);
        } else {
            return Answer.empty(405);
        }
        return Answer.empty(204);
    }

    private Answer delete(int division, ExactTable table, String id) {
        if (table == books.accounts) {
            accounts.delete(id);
        } else if (table == books.invoices) {
            invoices.delete(id);
            webhooks.changed(division, "Delete", id);
        } else if (table == books.subscriptions) {
            table.remove(id, books.clock.instant());
        } else {
            return Answer.empty(405);
        }
        return Answer.empty(204);
    }

    private Answer print(Call call, int division) {
        if (!call.method().equals("POST")) {
            return Answer.empty(405);
        }
        var printed = printing.print(ExactBody.object(call, ExactPrinting.TABLE), division);
        webhooks.changed(division, "Update", ExactTable.text(printed, "InvoiceID"));
        return Answer.json(
                201,
                ExactLists.wrap(lists.shown(call, division, ExactPrinting.TABLE, printed, Set.of()))
                        .toString());
    }

    /** Half empty unless the whole entity was asked for. */
    private Answer created(Call call, int division, ExactTable table, ObjectNode row) {
        var shown = lists.shown(call, division, table, row, Set.of());
        if (!call.header("prefer").orElse("").contains("return=representation")) {
            table.fields.keySet().stream()
                    .filter(field -> emptied(table, field))
                    .forEach(shown::putNull);
        }
        return Answer.json(201, ExactLists.wrap(shown).toString());
    }

    private boolean emptied(ExactTable table, String field) {
        if (table == books.accounts) {
            return !ExactAccounts.SHOWN_WITHOUT_PREFER.contains(field);
        }
        return table == books.invoices && ExactInvoices.NULL_WITHOUT_PREFER.contains(field);
    }
}
