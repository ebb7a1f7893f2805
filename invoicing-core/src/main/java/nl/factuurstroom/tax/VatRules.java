package nl.factuurstroom.tax;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Percentage;

/**
 * Rules of Dutch VAT that are data: categories of domestic reverse charge with dates and thresholds, exemptions, thresholds
 * of schemes, return boxes and the texts on the invoice. A host replaces them with {@link #fromJson} without a release. The
 * form is that of {@code vat-rules.json} in this package. Immutable.
 */
public final class VatRules {

    private static final VatRules STANDARD = fromJson(VatRates.resource("vat-rules.json"));

    private final JsonNode root;

    private VatRules(JsonNode root) {
        this.root = root;
        for (String needed : List.of("reverseCharge", "exemptions", "thresholds", "boxes", "texts")) {
            if (!root.path(needed).isObject()) {
                throw new IllegalArgumentException("VAT rules need an object '" + needed + "'");
            }
        }
    }

    /** The rules known when this version was made. */
    public static VatRules standard() {
        return STANDARD;
    }

    /** @throws IllegalArgumentException naming what is wrong */
    public static VatRules fromJson(String json) {
        try {
            return new VatRules(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("VAT rules are not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The data's own date. */
    public String version() {
        return root.path("version").asText("unknown");
    }

    /**
     * A category of domestic reverse charge.
     *
     * @param threshold from which net amount in EUR it applies, or null for always
     */
    record ReverseCharge(
            int row,
            String nl,
            String en,
            String article,
            @Nullable BigDecimal threshold,
            boolean inForce) {}

    Optional<ReverseCharge> reverseCharge(String category, LocalDate date) {
        var node = root.path("reverseCharge").path(category);
        if (!node.isObject()) {
            return Optional.empty();
        }
        var period = new Dated<>(Dated.date(node.get("from")), Dated.date(node.get("to")), category);
        return Optional.of(new ReverseCharge(
                node.path("row").asInt(),
                node.path("nl").asText(),
                node.path("en").asText(),
                node.path("article").asText(),
                node.hasNonNull("threshold")
                        ? new BigDecimal(node.path("threshold").asText())
                        : null,
                period.covers(date)));
    }

    List<String> reverseChargeCategories() {
        var names = new ArrayList<String>();
        root.path("reverseCharge").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** An exemption by its code; free text stands for itself. */
    record Exemption(String nl, String en, @Nullable String vatex) {}

    Exemption exemption(String codeOrText) {
        var code = codeOrText.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
        var node = root.path("exemptions").path(code);
        return node.isObject()
                ? new Exemption(node.path("nl").asText(), node.path("en").asText(), text(node, "vatex"))
                : new Exemption(codeOrText, codeOrText, null);
    }

    /** A threshold in EUR: {@code OSS}, {@code SMALL_BUSINESS}; empty when the scheme did not exist on that date. */
    Optional<BigDecimal> threshold(String scheme, LocalDate date) {
        return Dated.at(
                Dated.list(
                        root.path("thresholds").path(scheme),
                        "thresholds." + scheme,
                        node -> new BigDecimal(node.path("amount").asText())),
                date);
    }

    /** First day of the rule for virtual attendance. */
    LocalDate virtualEventsFrom() {
        return LocalDate.parse(root.path("virtualEventsFrom").asText("2025-01-01"));
    }

    /** The box of the Dutch return, or null when the supply is in none. */
    @Nullable
    String box(VatTreatment treatment, Percentage rate) {
        var boxes = root.path("boxes");
        if (treatment == VatTreatment.STANDARD || treatment == VatTreatment.REDUCED) {
            var box = text(boxes.path("dutchRates"), rate.value().toPlainString());
            return box == null ? text(boxes, "otherDutchRate") : box;
        }
        return text(boxes, treatment.name());
    }

    /** A text with its article; placeholders not yet filled. */
    record Text(
            String article,
            @Nullable String vatex,
            @Nullable String nl,
            @Nullable String en,
            @Nullable String detail,
            @Nullable String detailEn) {}

    Text text(String key) {
        var node = root.path("texts").path(key);
        return new Text(
                node.path("article").asText(""),
                text(node, "vatex"),
                text(node, "nl"),
                text(node, "en"),
                text(node, "detail"),
                text(node, "detailEn"));
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.path(field).asText() : null;
    }
}
