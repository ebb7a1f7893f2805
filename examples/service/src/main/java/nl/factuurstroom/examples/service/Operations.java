package nl.factuurstroom.examples.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import nl.factuurstroom.AttentionItem;
import nl.factuurstroom.Erasure;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.Preview;
import nl.factuurstroom.SaleStatus;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.SaleRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators ask and do. */
final class Operations {

    /** What can be done about something that waits. */
    static final Set<String> ACTS = Set.of("retry", "approve", "release", "abandon", "done-by-hand");

    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);
    private static final String OPERATOR = "operator";

    private final InvoicingPipeline pipeline;

    Operations(InvoicingPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Says only whether the store answers: anyone may ask. */
    Answer health() {
        try {
            pipeline.paused();
            return Answer.json(200, Map.of("status", "up"));
        } catch (RuntimeException e) {
            LOG.warn("the store doesn't answer", e);
            return Answer.json(503, Map.of("status", "down"));
        }
    }

    Answer insights() {
        var insights = pipeline.insights();
        var answer = new LinkedHashMap<String, Object>();
        answer.put("counts", new TreeMap<>(insights.counts()));
        answer.put("revenue", amounts(insights.revenue()));
        answer.put("invoiced", amounts(insights.invoiced()));
        answer.put("outstanding", amounts(insights.outstanding()));
        answer.put("overdue", amounts(insights.overdue()));
        answer.put("averageDaysToPay", insights.averageDaysToPay());
        answer.put("paused", pipeline.paused().orElse(null));
        return Answer.json(200, answer);
    }

    Answer attention() {
        return Answer.json(
                200, pipeline.attention().stream().map(Operations::item).toList());
    }

    /** Retry, approve, release, abandon, done by hand. */
    Answer act(String id, String act, Request request) {
        var by = request.parameter("by").orElse(OPERATOR);
        return attempt(() -> {
            switch (act) {
                case "retry" -> pipeline.retry(id, by);
                case "approve" -> pipeline.approve(id, by);
                case "release" -> pipeline.release(id, by);
                case "abandon" -> pipeline.abandon(id, by);
                case "done-by-hand" -> {
                    var number = input(request, "number");
                    if (number.isEmpty()) {
                        return Answer.problem(400, "say under which number: ?number=2026-0042");
                    }
                    pipeline.doneByHand(id, number.get(), by);
                }
                default -> throw new IllegalStateException("no such act: " + act);
            }
            return Answer.ok(act + ": done");
        });
    }

    Answer pause(Request request) {
        var reason = input(request, "reason").filter(text -> !text.isBlank()).orElse("paused by an operator");
        pipeline.pause(reason);
        return Answer.ok("paused: " + reason);
    }

    Answer resume() {
        pipeline.resume();
        return Answer.ok("resumed");
    }

    /** Where a sale stands, whether it waits for a person or not. */
    Answer status(Request request) {
        return withSale(request, ref -> {
            var strands = pipeline.status(ref);
            return strands.isEmpty()
                    ? Answer.problem(404, "no sale " + ref + " is known here")
                    : Answer.json(200, strands.stream().map(Operations::strand).toList());
        });
    }

    private static Map<String, Object> strand(SaleStatus status) {
        var json = new LinkedHashMap<String, Object>();
        json.put("part", status.part());
        json.put("strand", status.strand());
        json.put("step", status.step());
        json.put("waitsFor", status.waitsFor());
        var until = status.until();
        json.put("until", until == null ? null : until.toString());
        json.put("since", status.since().toString());
        json.put("reference", status.reference());
        json.put("invoiceNumber", status.invoiceNumber());
        return json;
    }

    Answer journal(Request request) {
        return withSale(request, ref -> Answer.json(200, pipeline.journal(ref)));
    }

    /** A sale's personal data, or that of all sales of a buyer. An e-mail address is better given in the body. */
    Answer erase(Request request) {
        var by = request.parameter("by").orElse(OPERATOR);
        if (request.parameter("sale").isPresent()) {
            return withSale(request, ref -> erased(pipeline.erase(ref, by)));
        }
        var email = input(request, "email").map(String::strip);
        if (email.isEmpty() || !email.get().contains("@")) {
            return Answer.problem(400, "say which: ?sale=hubspot:<portal>:<deal>, or a buyer's email in the body");
        }
        return attempt(() -> erased(pipeline.eraseCustomer(email.get(), by)));
    }

    private static Answer erased(List<Erasure> erasures) {
        return Answer.json(200, erasures.stream().map(Operations::erasure).toList());
    }

    private static Map<String, Object> erasure(Erasure erasure) {
        var json = new LinkedHashMap<String, Object>();
        json.put("sale", erasure.sale());
        json.put("erased", erasure.extent().name().toLowerCase(Locale.ROOT));
        var until = erasure.keptUntil();
        json.put("keptUntil", until == null ? null : until.toString());
        json.put("text", erasure.text());
        return json;
    }

    Answer preview(Request request) {
        return withSale(request, ref -> Answer.json(200, preview(pipeline.preview(ref))));
    }

    Answer check() {
        return Answer.json(
                200,
                pipeline.check().stream().distinct().map(Operations::finding).toList());
    }

    private static Answer withSale(Request request, java.util.function.Function<SaleRef, Answer> action) {
        var sale = request.parameter("sale").map(text -> text.split(":", 3));
        if (sale.isEmpty() || sale.get().length != 3) {
            return Answer.problem(400, "say which sale: ?sale=hubspot:<portal>:<deal>");
        }
        return attempt(() -> action.apply(new SaleRef(sale.get()[0], sale.get()[1], sale.get()[2])));
    }

    /** Unknown: 404. Known, but not now: 409. */
    private static Answer attempt(java.util.function.Supplier<Answer> action) {
        try {
            return action.get();
        } catch (IllegalArgumentException e) {
            return Answer.problem(404, String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            return Answer.problem(409, String.valueOf(e.getMessage()));
        }
    }

    /** From the query, else from the body: a form, a JSON object, or the bare text. */
    private static Optional<String> input(Request request, String name) {
        var inQuery = request.parameter(name);
        var body = request.bodyText().strip();
        if (inQuery.isPresent() || body.isEmpty()) {
            return inQuery;
        }
        var type = request.firstHeaders().getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        if (body.startsWith("{")) {
            return JsonInput.field(body, name);
        }
        return type.startsWith("application/x-www-form-urlencoded") && body.contains("=")
                ? Request.parameter(body, name)
                : Optional.of(body);
    }

    private static Map<String, Object> amounts(Map<String, Money> byCurrency) {
        var amounts = new TreeMap<String, Object>();
        byCurrency.forEach((currency, money) -> amounts.put(currency, money.amount()));
        return amounts;
    }

    private static Map<String, Object> item(AttentionItem item) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", item.id());
        json.put("sale", item.sale());
        json.put("reference", item.reference());
        json.put("code", item.code());
        json.put("text", item.text());
        json.put("since", item.since().toString());
        return json;
    }

    private static Map<String, Object> finding(Finding finding) {
        var json = new LinkedHashMap<String, Object>();
        json.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        json.put("subject", finding.subject());
        json.put("message", finding.message());
        return json;
    }

    private static Map<String, Object> preview(Preview preview) {
        var json = new LinkedHashMap<String, Object>();
        json.put("sale", preview.ref().toString());
        json.put("ready", preview.ready());
        json.put("customer", preview.customer());
        json.put("recipient", preview.recipient());
        var tax = preview.tax();
        json.put("total", tax == null ? null : tax.gross().amount());
        json.put("vat", tax == null ? null : tax.vat().amount());
        json.put("currency", tax == null ? null : tax.gross().currency().getCurrencyCode());
        json.put("problems", List.copyOf(preview.problems()));
        json.put("text", preview.toString());
        return json;
    }
}
