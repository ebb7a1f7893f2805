package nl.factuurstroom.sale;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.party.CountryCode;

/**
 * Facts of a line that only some VAT rules ask for. All may be absent; none is ever derived from a description.
 *
 * @param statedRate the percentage that the source shows; must exist for the line's class on the tax date
 * @param reverseCharge category of domestic reverse charge ({@code CONSTRUCTION}, {@code LAPTOPS}; see the rules file), or
 *     null. A fact of the deal: a person or a product mapping says so
 * @param exemption which exemption of OB art. 11 ({@code EDUCATION}; see the rules file) or free text, or null
 * @param performedIn country of the building, event, meal, transport or work, or null when not stated
 * @param stay nights of lodging, or null
 * @param margin set when the item is sold under the margin scheme
 * @param specialCase set when the line is one that always goes to a person
 * @param parts how a package price is split; empty for a line of its own
 * @param foreignRates rate by member state (ISO code) that a person mapped to this product, for sales taxed there
 */
public record LineFacts(
        @Nullable Percentage statedRate,
        @Nullable String reverseCharge,
        @Nullable String exemption,
        @Nullable CountryCode performedIn,
        @Nullable Stay stay,
        @Nullable MarginItem margin,
        @Nullable SpecialCase specialCase,
        List<PackagePart> parts,
        Map<String, Percentage> foreignRates) {

    private static final LineFacts NONE = builder().build();

    public LineFacts {
        reverseCharge = reverseCharge == null || reverseCharge.isBlank()
                ? null
                : reverseCharge.trim().toUpperCase(Locale.ROOT).replaceAll("[ -]+", "_");
        exemption = exemption == null || exemption.isBlank() ? null : exemption.trim();
        parts = parts == null ? List.of() : List.copyOf(parts);
        foreignRates = foreignRates == null ? Map.of() : Map.copyOf(foreignRates);
    }

    /** Nothing stated. */
    public static LineFacts none() {
        return NONE;
    }

    public static Builder builder() {
        return new Builder();
    }

    public Builder toBuilder() {
        var builder = new Builder();
        builder.statedRate = statedRate;
        builder.reverseCharge = reverseCharge;
        builder.exemption = exemption;
        builder.performedIn = performedIn;
        builder.stay = stay;
        builder.margin = margin;
        builder.specialCase = specialCase;
        builder.parts = parts;
        builder.foreignRates.putAll(foreignRates);
        return builder;
    }

    /** Not thread-safe. */
    public static final class Builder {

        private @Nullable Percentage statedRate;
        private @Nullable String reverseCharge;
        private @Nullable String exemption;
        private @Nullable CountryCode performedIn;
        private @Nullable Stay stay;
        private @Nullable MarginItem margin;
        private @Nullable SpecialCase specialCase;
        private List<PackagePart> parts = List.of();
        private final Map<String, Percentage> foreignRates = new LinkedHashMap<>();

        private Builder() {}

        /** The percentage that the source shows, or null. */
        public Builder statedRate(@Nullable Percentage statedRate) {
            this.statedRate = statedRate;
            return this;
        }

        /** Category of domestic reverse charge, in any case, with blanks or dashes; or null. */
        public Builder reverseCharge(@Nullable String category) {
            this.reverseCharge = category;
            return this;
        }

        /** Which exemption makes the line exempt: a code of the rules file or free text; or null. */
        public Builder exemption(@Nullable String exemption) {
            this.exemption = exemption;
            return this;
        }

        /** Country of the building, event, meal, transport or work, or null. */
        public Builder performedIn(@Nullable CountryCode country) {
            this.performedIn = country;
            return this;
        }

        /** Nights of lodging, or null. */
        public Builder stay(@Nullable Stay stay) {
            this.stay = stay;
            return this;
        }

        /** Marks an item of the margin scheme; null for none. */
        public Builder margin(@Nullable MarginItem margin) {
            this.margin = margin;
            return this;
        }

        /** Marks a line that always goes to a person; null for none. */
        public Builder specialCase(@Nullable SpecialCase specialCase) {
            this.specialCase = specialCase;
            return this;
        }

        /** How a package price is split. Defaults to none. */
        public Builder parts(List<PackagePart> parts) {
            this.parts = List.copyOf(parts);
            return this;
        }

        /** Rate of this product in a member state, as a person mapped it. */
        public Builder foreignRate(CountryCode country, Percentage rate) {
            foreignRates.put(country.value(), rate);
            return this;
        }

        public LineFacts build() {
            return new LineFacts(
                    statedRate, reverseCharge, exemption, performedIn, stay, margin, specialCase, parts, foreignRates);
        }
    }
}
