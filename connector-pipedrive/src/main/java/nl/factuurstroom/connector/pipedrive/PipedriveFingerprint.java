package nl.factuurstroom.connector.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Deal;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Line;
import nl.factuurstroom.connector.support.Signatures;

/**
 * The version of a sale: it changes when the invoice might. Covers the deal's title, value (which moves with the discounts on
 * the deal), currency, moment of winning, organization, person, pipeline and mapped custom fields, and all that is read of
 * each product. Pipedrive's own {@code update_time} would change with our own writes, and isn't promised to change with a
 * product, so neither it nor what we write back is part of it.
 */
final class PipedriveFingerprint {

    private static final int LENGTH = 32;

    private PipedriveFingerprint() {}

    /**
     * The same for the same deal and products, in whatever order Pipedrive gives these.
     *
     * @param mapped values of the mapped custom fields that we don't write
     */
    static String of(Deal deal, List<Line> lines, Map<PipedriveProperties.Property, JsonNode> mapped) {
        var parts = new ArrayList<String>();
        parts.add(deal.id() + "|" + deal.title() + "|" + plain(deal.value()) + "|" + deal.currency());
        parts.add(deal.won_time() + "|" + deal.org_id() + "|" + deal.person_id() + "|" + deal.pipeline_id());
        new TreeMap<>(mapped).forEach((property, value) -> parts.add(property + "=" + value));
        for (Line line : PipedriveLines.sorted(lines)) {
            parts.add("line " + line.id() + "|" + line.product_id() + "|" + line.name() + "|" + line.currency());
            parts.add(plain(line.item_price()) + "|" + plain(line.quantity()) + "|" + plain(line.discount()) + "|"
                    + line.discount_type() + "|" + plain(line.tax()) + "|" + line.tax_method());
            parts.add(line.isEnabled() + "|" + line.billing_frequency() + "|" + line.billing_frequency_cycles() + "|"
                    + line.billing_start_date());
        }
        return Signatures.sha256Hex(String.join("\u0000", parts)).substring(0, LENGTH);
    }

    private static String plain(@Nullable BigDecimal amount) {
        return amount == null ? "" : amount.stripTrailingZeros().toPlainString();
    }
}
