package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The products on deals with their sums, the discounts on whole deals, and the value that follows from both. */
final class PipedriveLines {

    private final PipedriveRecords records;
    private final PipedriveHabits habits;
    private final Map<Long, ObjectNode> lines = new TreeMap<>();
    private final Map<Long, List<ObjectNode>> discounts = new TreeMap<>();
    private final Set<Long> sumsByHand = new HashSet<>();
    private final Set<Long> valuesByHand = new HashSet<>();

    PipedriveLines(PipedriveRecords records, PipedriveHabits habits) {
        this.records = records;
        this.habits = habits;
    }

    long add(long dealId, String json) {
        var line = PipedriveRecords.JSON.createObjectNode();
        long id = records.nextId();
        line.put("id", id).put("deal_id", dealId).put("name", "Line " + id).put("product_id", 0);
        line.putNull("product_variation_id").put("order_nr", of(dealId).size());
        line.put("add_time", records.now()).put("update_time", records.now()).put("comments", "");
        line.set("currency", records.get(PipedriveRecords.DEAL, dealId).get("currency"));
        line.put("discount", 0).put("discount_type", "percentage").put("quantity", 1);
        line.put("tax", 0).put("tax_method", "exclusive").put("is_enabled", true);
        line.put("billing_frequency", "one-time").putNull("billing_frequency_cycles");
        line.putNull("billing_start_date");
        var given = PipedriveRecords.object(json);
        line.setAll(given);
        lines.put(line.get("id").asLong(), line);
        if (given.has("sum")) {
            sumsByHand.add(line.get("id").asLong());
        }
        total(dealId);
        return line.get("id").asLong();
    }

    void edit(long lineId, String json) {
        var line = lines.get(lineId);
        if (line == null) {
            throw new IllegalArgumentException("no line " + lineId);
        }
        line.setAll(PipedriveRecords.object(json));
        line.put("update_time", records.now());
        total(line.get("deal_id").asLong());
    }

    List<ObjectNode> of(long dealId) {
        return lines.values().stream()
                .filter(line -> line.get("deal_id").asLong() == dealId)
                .toList();
    }

    List<ObjectNode> all() {
        return List.copyOf(lines.values());
    }

    void addDiscount(long dealId, String type, String amount, String description) {
        var discount = PipedriveRecords.JSON.createObjectNode();
        discount.put("id", PipedriveRecords.uuid("discount" + records.nextId())).put("description", description);
        discount.put("amount", new BigDecimal(amount)).put("type", type).put("deal_id", dealId);
        discount.put("created_at", records.now()).put("created_by", PipedriveSimulator.SELLER);
        discount.put("updated_at", records.now()).put("updated_by", PipedriveSimulator.SELLER);
        discounts.computeIfAbsent(dealId, id -> new ArrayList<>()).add(discount);
        total(dealId);
    }

    List<ObjectNode> discountsOf(long dealId) {
        return discounts.getOrDefault(dealId, List.of());
    }

    void valueByHand(long dealId) {
        valuesByHand.add(dealId);
    }

    /** Works out each line's {@code sum} and the deal's {@code value}, as Pipedrive does when a line changes. */
    private void total(long dealId) {
        var total = BigDecimal.ZERO;
        for (ObjectNode line : of(dealId)) {
            if (!sumsByHand.contains(line.get("id").asLong())) {
                line.put("sum", sum(line));
            }
            if (line.get("is_enabled").asBoolean()) {
                total = total.add(habits.valueIncludesTax ? withTax(line) : net(line));
            }
        }
        for (ObjectNode discount : discountsOf(dealId)) {
            var amount = discount.get("amount").decimalValue();
            total = total.subtract(
                    discount.get("type").asText().equals("percentage")
                            ? total.multiply(amount).movePointLeft(2)
                            : amount);
        }
        if (!valuesByHand.contains(dealId) && !of(dealId).isEmpty()) {
            records.get(PipedriveRecords.DEAL, dealId).put("value", cents(total));
        }
    }

    private BigDecimal sum(ObjectNode line) {
        return cents(
                switch (habits.sumTax) {
                    case AS_TYPED -> typed(line);
                    case WITH_TAX -> withTax(line);
                    case WITHOUT_TAX -> net(line);
                });
    }

    private BigDecimal typed(ObjectNode line) {
        var quantity = line.get("quantity").decimalValue();
        var full = quantity.multiply(line.get("item_price").decimalValue());
        var discount = line.get("discount").decimalValue();
        if (line.get("discount_type").asText().equals("percentage")) {
            return full.subtract(full.multiply(discount).movePointLeft(2));
        }
        return full.subtract(habits.amountDiscountPerUnit ? discount.multiply(quantity) : discount);
    }

    private BigDecimal withTax(ObjectNode line) {
        return line.get("tax_method").asText().equals("exclusive") ? typed(line).multiply(factor(line)) : typed(line);
    }

    private BigDecimal net(ObjectNode line) {
        return line.get("tax_method").asText().equals("inclusive")
                ? typed(line).divide(factor(line), 10, RoundingMode.HALF_UP)
                : typed(line);
    }

    private static BigDecimal factor(ObjectNode line) {
        return BigDecimal.ONE.add(line.get("tax").decimalValue().movePointLeft(2));
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }
}
