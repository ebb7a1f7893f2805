package nl.factuurstroom.tax;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.sale.discount.Discounts;

/**
 * VAT of a supplier in the Netherlands: the decision table of docs/vat.md. Where a fact is missing the sale waits (HOLD),
 * where a person must judge it goes to one (REVIEW); nothing is guessed. Immutable, from any thread.
 *
 * <pre>{@code
 * TaxCalculator vat = DutchVat.builder().defaultSupplyKind(SupplyKind.GOODS).goodsGoToBuyerAddress(true).build();
 * }</pre>
 */
public final class DutchVat implements TaxCalculator {

    /** How long a confirmation of VIES counts while VIES is down. */
    public static final Duration DEFAULT_VIES_VALID_FOR = Duration.ofDays(30);

    /** How long a sale waits for VIES before {@link ViesDown} says what comes next. */
    public static final Duration DEFAULT_VIES_DEADLINE = Duration.ofDays(3);

    private final VatSettings settings;

    private DutchVat(VatSettings settings) {
        this.settings = settings;
    }

    /** All defaults of {@link Builder}. */
    public static DutchVat standard() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Set<VatNumber> evidenceFor(TaxQuestion question) {
        var vatCase = new VatCase(question, TaxEvidence.none(), settings);
        SaleDecision.of(vatCase);
        return Set.copyOf(vatCase.asked());
    }

    @Override
    public TaxResult calculate(TaxQuestion question, TaxEvidence evidence) {
        return SaleDecision.of(new VatCase(question, evidence, settings));
    }

    /** Not thread-safe. */
    public static final class Builder {

        private VatRates rates = VatRates.standard();
        private VatRules rules = VatRules.standard();
        private SupplyKind defaultSupplyKind = SupplyKind.SERVICE;
        private @Nullable RateClass defaultRateClass;
        private boolean goodsGoToBuyerAddress;
        private ViesDown viesDown = ViesDown.HOLD;
        private Duration viesValidFor = DEFAULT_VIES_VALID_FOR;
        private Duration viesDeadline = DEFAULT_VIES_DEADLINE;
        private boolean belowOssThreshold = true;
        private boolean ossRegistered;
        private boolean destinationRatesAlways;
        private boolean outsideScopeAsExport;
        private boolean splitDocuments;
        private boolean smallBusinessFirst = true;
        private Set<CountryCode> euSmallBusinessIn = Set.of();
        private Set<VatNumber> fiscalUnity = Set.of();
        private Discounts discounts = Discounts.none();

        private Builder() {}

        /** Defaults to {@link VatRates#standard()}. */
        public Builder rates(VatRates rates) {
            this.rates = rates;
            return this;
        }

        /** Defaults to {@link VatRules#standard()}. */
        public Builder rules(VatRules rules) {
            this.rules = rules;
            return this;
        }

        /**
         * What a line without a kind is, for buyers in NL whose goods stay there. Across the border such a line waits for a
         * person. Defaults to {@link SupplyKind#SERVICE}.
         */
        public Builder defaultSupplyKind(SupplyKind kind) {
            this.defaultSupplyKind = kind;
            return this;
        }

        /** Rate class of a line without one. Defaults to none: such a line waits where its rate is needed. */
        public Builder defaultRateClass(@Nullable RateClass rateClass) {
            this.defaultRateClass = rateClass;
            return this;
        }

        /**
         * States that goods go to the buyer's address when the sale doesn't say where they go. Never counts for a buyer who
         * collects. Defaults to false: such goods wait when the buyer is abroad.
         */
        public Builder goodsGoToBuyerAddress(boolean statement) {
            this.goodsGoToBuyerAddress = statement;
            return this;
        }

        /** Defaults to {@link ViesDown#HOLD}. */
        public Builder whenViesIsDown(ViesDown choice) {
            this.viesDown = choice;
            return this;
        }

        /** How old a confirmation may be. Defaults to {@link #DEFAULT_VIES_VALID_FOR}. */
        public Builder viesValidFor(Duration duration) {
            this.viesValidFor = notNegative("viesValidFor", duration);
            return this;
        }

        /** How long a sale waits for VIES. Defaults to {@link #DEFAULT_VIES_DEADLINE}. */
        public Builder viesDeadline(Duration duration) {
            this.viesDeadline = notNegative("viesDeadline", duration);
            return this;
        }

        /**
         * The host's statement that the supplier stays at or below the OSS threshold (EUR 10,000 in this year and the last),
         * used when no {@link OssTurnover} is handed in. Defaults to true, with a warning on each such sale; set to false,
         * such sales wait until the turnover is handed in.
         */
        public Builder belowOssThreshold(boolean statement) {
            this.belowOssThreshold = statement;
            return this;
        }

        /** Whether the supplier is registered for the One Stop Shop. Defaults to false. */
        public Builder ossRegistered(boolean registered) {
            this.ossRegistered = registered;
            return this;
        }

        /** Whether the supplier opted for destination rates below the threshold too. Defaults to false. */
        public Builder destinationRatesAlways(boolean always) {
            this.destinationRatesAlways = always;
            return this;
        }

        /**
         * Gives services outside the EU category G with the VAT ids instead of O without. Validators accept both. Defaults to
         * false.
         */
        public Builder outsideScopeAsExport(boolean asExport) {
            this.outsideScopeAsExport = asExport;
            return this;
        }

        /**
         * Whether the host makes two invoices of a sale that mixes services outside the EU with other lines (category O
         * stands alone): {@link TaxDetails#documents()} holds them. Defaults to false: such a sale goes to a person.
         */
        public Builder splitDocuments(boolean split) {
            this.splitDocuments = split;
            return this;
        }

        /**
         * Whether the small business scheme (KOR) goes before domestic reverse charge; no source was found that says so.
         * Defaults to true. False: a line marked for reverse charge is reverse-charged by a KOR supplier too.
         */
        public Builder smallBusinessBeforeReverseCharge(boolean first) {
            this.smallBusinessFirst = first;
            return this;
        }

        /** Member states for whose exemption the supplier chose under the EU small business scheme. Defaults to none. */
        public Builder euSmallBusinessIn(Set<CountryCode> countries) {
            this.euSmallBusinessIn = Set.copyOf(countries);
            return this;
        }

        /** VAT ids of the members of the supplier's fiscal unity: sales to them go to a person. Defaults to none. */
        public Builder fiscalUnity(Set<VatNumber> members) {
            this.fiscalUnity = Set.copyOf(members);
            return this;
        }

        /** Tables of tiered discounts, applied before VAT. Defaults to none. */
        public Builder discounts(Discounts discounts) {
            this.discounts = discounts;
            return this;
        }

        /** @throws IllegalStateException when settings contradict each other */
        public DutchVat build() {
            var problems = new LinkedHashSet<String>();
            if (destinationRatesAlways && !ossRegistered) {
                problems.add("destinationRatesAlways needs ossRegistered");
            }
            if (!List.of(SupplyKind.GOODS, SupplyKind.SERVICE, SupplyKind.LISTED_SERVICE, SupplyKind.DIGITAL_SERVICE)
                    .contains(defaultSupplyKind)) {
                problems.add("defaultSupplyKind must be goods or a service, was " + defaultSupplyKind);
            }
            if (!problems.isEmpty()) {
                throw new IllegalStateException("DutchVat can't be built: " + String.join("; ", problems));
            }
            return new DutchVat(new VatSettings(
                    rates,
                    rules,
                    defaultSupplyKind,
                    defaultRateClass,
                    goodsGoToBuyerAddress,
                    viesDown,
                    viesValidFor,
                    viesDeadline,
                    belowOssThreshold,
                    ossRegistered,
                    destinationRatesAlways,
                    outsideScopeAsExport,
                    splitDocuments,
                    smallBusinessFirst,
                    euSmallBusinessIn,
                    fiscalUnity,
                    discounts));
        }

        private static Duration notNegative(String name, Duration duration) {
            if (duration.isNegative()) {
                throw new IllegalArgumentException(name + " must not be negative, was " + duration);
            }
            return duration;
        }
    }
}
