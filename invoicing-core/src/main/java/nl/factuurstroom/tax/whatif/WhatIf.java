package nl.factuurstroom.tax.whatif;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.tax.CreditNote;
import nl.factuurstroom.tax.Instalments;
import nl.factuurstroom.tax.TaxResult;

/**
 * Asks "what if": reads one sale or an array of sales as JSON (docs/sale.schema.json, also {@link #schema()}) and answers per
 * sale with decision, reasons, lines, breakdown, totals, texts, evidence. Pure: no store, no vendor, no clock.
 *
 * <p>A sale that can't be read is answered with its problems, each with the JSON path; its neighbours are answered.
 */
public final class WhatIf {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * What was found.
     *
     * @param json an object for a sale, an array for an array
     * @param text the same for people
     * @param problems paths and what is wrong there, for all sales that can't be read; empty when all were read
     */
    public record Answer(String json, String text, List<String> problems) {

        public Answer {
            problems = List.copyOf(problems);
        }
    }

    private record One(ObjectNode json, String text, List<In.Problem> problems) {}

    private WhatIf() {}

    /**
     * Answers as JSON.
     *
     * @throws IllegalArgumentException when the text is not JSON, saying where
     */
    public static String explain(String json) {
        return answer(json).json();
    }

    /**
     * Answers for people.
     *
     * @throws IllegalArgumentException when the text is not JSON, saying where
     */
    public static String explainAsText(String json) {
        return answer(json).text();
    }

    /**
     * Answers both ways.
     *
     * @throws IllegalArgumentException when the text is not JSON, saying where
     */
    public static Answer answer(String json) {
        try {
            return answer(SalesText.read(json));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new IllegalArgumentException(
                    "not JSON" + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr())
                            + ": " + e.getOriginalMessage(),
                    e);
        }
    }

    /** Answers both ways. */
    public static Answer answer(JsonNode sales) {
        var answers = new ArrayList<One>();
        if (sales.isArray()) {
            for (int i = 0; i < sales.size(); i++) {
                answers.add(one(sales.get(i), "[" + i + "]", i + 1));
            }
        } else {
            answers.add(one(sales, "", 1));
        }
        var array = JsonNodeFactory.instance.arrayNode();
        var text = new StringBuilder();
        var problems = new ArrayList<String>();
        for (One one : answers) {
            array.add(one.json());
            text.append(text.isEmpty() ? "" : "\n").append(one.text());
            one.problems().forEach(problem -> problems.add(problem.path() + ": " + problem.message()));
        }
        return new Answer(write(sales.isArray() ? array : array.get(0)), text.toString(), problems);
    }

    /** The JSON Schema of the input. */
    public static String schema() {
        try (InputStream in = WhatIf.class.getResourceAsStream("sale.schema.json")) {
            if (in == null) {
                throw new IllegalStateException("sale.schema.json is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("sale.schema.json can't be read from the jar", e);
        }
    }

    private static One one(JsonNode node, String path, int number) {
        var problems = new ArrayList<In.Problem>();
        if (node instanceof POJONode odd) {
            problems.add(new In.Problem(path, String.valueOf(odd.getPojo())));
            return unreadable("sale-" + number, problems);
        }
        if (!node.isObject()) {
            problems.add(new In.Problem(path.isEmpty() ? "$" : path, "a sale must be an object"));
            return unreadable(node.path("id").asText("sale-" + number), problems);
        }
        try {
            return read(node, path, number, problems);
        } catch (RuntimeException e) {
            // Whatever is odd about this sale, its neighbours are answered.
            problems.add(new In.Problem(path.isEmpty() ? "$" : path, "can't be worked out: " + e));
            return unreadable(node.path("id").asText("sale-" + number), problems);
        }
    }

    private static One read(JsonNode node, String path, int number, List<In.Problem> problems) {
        var asked = SaleInput.read(new In(node, path, problems), number, problems);
        if (asked == null) {
            return unreadable(node.path("id").asText("sale-" + number), problems);
        }
        var result = asked.calculator().calculate(asked.question(), asked.evidence());
        boolean issue = result.decision() == TaxResult.Decision.ISSUE;
        try {
            if (issue && asked.credit() != null) {
                result = credit(result, asked.credit());
            }
            var out = ResultOutput.of(asked.id(), result);
            var text = new StringBuilder("Sale " + asked.id() + "\n").append(result.explain());
            if (issue && asked.invoiceNumber() != null) {
                var payment =
                        PaymentOutput.of(asked.invoiceNumber(), asked.question().supplier(), result);
                out.set("payment", payment);
                text.append(PaymentOutput.text(payment));
            }
            if (issue && asked.plan() != null) {
                var invoices = Instalments.split(result, asked.plan());
                out.set("instalments", ResultOutput.instalments(invoices));
                for (Instalments.Invoice invoice : invoices) {
                    text.append("Invoice ")
                            .append(invoice.number())
                            .append(" of ")
                            .append(invoice.of())
                            .append(", ")
                            .append(invoice.date())
                            .append(", ")
                            .append(invoice.label())
                            .append(": net ")
                            .append(invoice.result().net())
                            .append(", VAT ")
                            .append(invoice.result().vat())
                            .append(", to pay ")
                            .append(invoice.result().gross())
                            .append('\n');
                }
            }
            return new One(out, text.toString(), List.of());
        } catch (IllegalArgumentException e) {
            var field = asked.credit() != null ? "creditNoteFor" : "instalments";
            problems.add(new In.Problem(path.isEmpty() ? field : path + "." + field, String.valueOf(e.getMessage())));
            return unreadable(asked.id(), problems);
        }
    }

    private static TaxResult credit(TaxResult result, SaleInput.Credit credit) {
        return credit.quantities().isEmpty()
                ? CreditNote.whole(result, credit.number(), credit.date())
                : CreditNote.part(result, checked(credit.quantities(), result), credit.number(), credit.date());
    }

    private static Map<Integer, BigDecimal> checked(Map<Integer, BigDecimal> quantities, TaxResult result) {
        for (int index : quantities.keySet()) {
            if (index >= result.lines().size()) {
                throw new IllegalArgumentException("the invoice has no line " + (index + 1) + ": it has "
                        + result.lines().size());
            }
        }
        return quantities;
    }

    private static One unreadable(String id, List<In.Problem> problems) {
        var out = JsonNodeFactory.instance.objectNode();
        out.put("id", id);
        out.put("decision", "UNREADABLE");
        var array = out.putArray("problems");
        var text = new StringBuilder("Sale " + id + "\nCan't be read:\n");
        for (In.Problem problem : problems) {
            array.addObject().put("path", problem.path()).put("message", problem.message());
            text.append("  - ")
                    .append(problem.path())
                    .append(": ")
                    .append(problem.message())
                    .append('\n');
        }
        return new One(out, text.toString(), problems);
    }

    private static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the answer can't be written", e);
        }
    }
}
