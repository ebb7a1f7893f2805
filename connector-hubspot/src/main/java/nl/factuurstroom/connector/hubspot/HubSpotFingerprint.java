package nl.factuurstroom.connector.hubspot;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.hubspot.HubSpotJson.ObjectJson;
import nl.factuurstroom.connector.support.Signatures;

/**
 * The version of a sale: it changes when the invoice might. Covers the deal's stage, amount, currency, name, moment of winning,
 * primary company and mapped properties, and all that is read of each line item. HubSpot's own {@code hs_lastmodifieddate} would
 * change with every note and with our own writes, so neither it nor what we write back is part of it.
 */
final class HubSpotFingerprint {

    private static final int LENGTH = 32;
    private static final Set<String> NUMBERS = Set.of(
            "amount",
            "quantity",
            "price",
            "discount",
            "hs_discount_percentage",
            "hs_total_discount",
            "hs_position_on_quote");

    private final Set<String> dealProperties;
    private final Set<String> lineProperties;

    HubSpotFingerprint(HubSpotProperties names) {
        var deal = new TreeSet<>(Set.of(
                "dealstage", "pipeline", "amount", "deal_currency_code", "dealname", "hs_primary_associated_company"));
        deal.addAll(names.named("deal").values());
        deal.removeAll(names.written().values());
        this.dealProperties = deal;
        this.lineProperties = new TreeSet<>(names.read("line", HubSpotLines.PROPERTIES));
    }

    /** The same for the same deal and lines, in whatever order HubSpot gives the lines. */
    String of(ObjectJson deal, List<ObjectJson> lines) {
        var parts = new ArrayList<String>();
        parts.add(deal.id());
        parts.add(HubSpotMapper.wonAt(deal).map(Objects::toString).orElse(""));
        dealProperties.forEach(name -> parts.add(name + "=" + value(deal, name)));
        for (ObjectJson line : HubSpotLines.sorted(lines)) {
            parts.add("line " + line.id());
            lineProperties.forEach(name -> parts.add(name + "=" + value(line, name)));
        }
        var text = String.join("\u0000", parts);
        return Signatures.sha256Hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, LENGTH);
    }

    /** 1500 and 1500.00 are the same amount: HubSpot shows either, depending on who wrote it. */
    private static @Nullable String value(ObjectJson record, String name) {
        var value = record.get(name);
        return value != null && NUMBERS.contains(name) && value.matches("-?[0-9]{1,15}(\\.[0-9]{1,80})?")
                ? new BigDecimal(value).stripTrailingZeros().toPlainString()
                : value;
    }
}
