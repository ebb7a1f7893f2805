package nl.factuurstroom.testkit.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Objects;
import javax.annotation.Nullable;

/** The values that HubSpot computes itself, as text and not always pretty. */
final class HubSpotComputed {

    private HubSpotComputed() {}

    static void apply(HubSpotStore store, HubSpotStore.Row row) {
        if (row.type.equals("deals")) {
            deal(store, row);
        } else if (row.type.equals("line_items")) {
            line(row);
        }
    }

    private static void deal(HubSpotStore store, HubSpotStore.Row deal) {
        var stage = store.schema.stage(deal.get("dealstage"));
        boolean closed = stage != null && stage.closed();
        entered(store, deal, closed);
        boolean won = closed && Objects.requireNonNull(stage).probability().compareTo(BigDecimal.ONE) == 0;
        deal.put("hs_is_closed", Boolean.toString(closed));
        deal.put("hs_is_closed_won", Boolean.toString(won));
        deal.put("hs_deal_stage_probability", stage == null ? null : ugly(stage.probability()));
        var lines = store.links.of("deals", deal.id, "line_items").keySet();
        deal.put("hs_num_of_associated_line_items", Integer.toString(lines.size()));
        deal.put("hs_primary_associated_company", primaryCompany(store, deal));
        if (!lines.isEmpty() && !deal.manualAmount) {
            var total = BigDecimal.ZERO;
            for (String id : lines) {
                var line = store.visible("line_items", id);
                total = total.add(number(line.map(l -> l.get("amount")).orElse(null)));
            }
            deal.put("amount", total.setScale(2, RoundingMode.HALF_UP).toPlainString());
        }
    }

    /** A new stage sets its moment of entry, and a closing one the close date. */
    private static void entered(HubSpotStore store, HubSpotStore.Row deal, boolean closed) {
        if (Objects.equals(deal.enteredStage, deal.get("dealstage"))) {
            return;
        }
        deal.enteredStage = deal.get("dealstage");
        deal.put("hs_v2_date_entered_current_stage", HubSpotStore.TIME.format(store.now()));
        if (closed) {
            deal.put("closedate", HubSpotStore.TIME.format(store.now()));
        }
        store.events.stageEntered(deal.id, Objects.toString(deal.enteredStage, ""));
    }

    private static @Nullable String primaryCompany(HubSpotStore store, HubSpotStore.Row deal) {
        return store.links.of("deals", deal.id, "companies").entrySet().stream()
                .filter(link -> link.getValue().contains(HubSpotLinks.PRIMARY_COMPANY))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** {@code discount} is an amount per unit here; sources disagree, so a connector must not depend on it. */
    private static void line(HubSpotStore.Row line) {
        if (line.get("price") == null || line.manualAmount) {
            return;
        }
        var quantity = number(line.get("quantity"));
        var before = number(line.get("price")).multiply(quantity);
        var off = line.get("hs_discount_percentage") == null
                ? number(line.get("discount")).multiply(quantity)
                : before.multiply(number(line.get("hs_discount_percentage"))).movePointLeft(2);
        line.put("hs_pre_discount_amount", cents(before));
        line.put("hs_total_discount", off.signum() == 0 ? "0" : cents(off));
        line.put("amount", cents(before.subtract(off)));
    }

    /** A probability as it comes out of binary floating point. */
    private static String ugly(BigDecimal probability) {
        return new BigDecimal(probability.doubleValue()).toPlainString();
    }

    private static String cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    private static BigDecimal number(@Nullable String text) {
        return text == null ? BigDecimal.ZERO : new BigDecimal(text);
    }
}
