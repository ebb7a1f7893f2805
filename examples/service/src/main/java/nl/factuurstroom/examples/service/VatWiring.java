package nl.factuurstroom.examples.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import javax.annotation.Nullable;
import nl.factuurstroom.PipelineBuilder;
import nl.factuurstroom.connector.vies.ViesSettings;
import nl.factuurstroom.party.Supplier.VatScheme;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.sale.discount.Discounts;
import nl.factuurstroom.tax.DutchVat;
import nl.factuurstroom.tax.OpeningTurnover;
import nl.factuurstroom.tax.ViesDown;

/** How VAT is worked out: what goods and private persons abroad need, VIES, tiered discounts, and totals of thresholds. */
final class VatWiring {

    private static final Map<String, VatScheme> SCHEMES =
            Map.of("normal", VatScheme.NORMAL, "small-business", VatScheme.SMALL_BUSINESS);
    private static final Map<String, ViesDown> WHEN_DOWN = Map.of(
            "hold",
            ViesDown.HOLD,
            "hold-then-dutch-vat",
            ViesDown.HOLD_THEN_DUTCH_VAT,
            "dutch-vat",
            ViesDown.DUTCH_VAT);

    private final Configuration configuration;

    VatWiring(Configuration configuration) {
        this.configuration = configuration;
    }

    VatScheme scheme() {
        return configuration.choice("supplier.vat-scheme", SCHEMES, VatScheme.NORMAL);
    }

    /** What is kept of VIES in memory is never older than what an invoice may rest on. */
    Duration viesCache() {
        var within = configuration.durationOrOff("vies.checked-within");
        return within.compareTo(ViesSettings.DEFAULT_CACHE_FOR) < 0 ? within : ViesSettings.DEFAULT_CACHE_FOR;
    }

    /** @param kind of lines that don't say, or null when the sources don't agree */
    void into(PipelineBuilder builder, @Nullable SupplyKind kind) {
        var vat = DutchVat.builder()
                .goodsGoToBuyerAddress(configuration.flag("vat.goods-go-to-buyer-address"))
                .whenViesIsDown(configuration.choice("vies.when-down", WHEN_DOWN, ViesDown.HOLD))
                .viesDeadline(configuration.durationOrOff("vies.deadline"))
                .viesValidFor(configuration.durationOrOff("vies.valid-for"))
                .belowOssThreshold(configuration.flag("oss.below-threshold"))
                .discounts(discounts());
        boolean registered = configuration.flag("oss.registered");
        boolean always = configuration.flag("oss.destination-rates-always");
        if (always && !registered) {
            configuration.faults().add("oss.destination-rates-always needs oss.registered=true");
        } else {
            vat.ossRegistered(registered).destinationRatesAlways(always);
        }
        if (kind != null) {
            vat.defaultSupplyKind(kind);
        }
        builder.taxCalculator(vat.build());
        builder.vatCheckedWithin(configuration.durationOrOff("vies.checked-within"));
        totals(builder);
    }

    private void totals(PipelineBuilder builder) {
        count("oss", builder::countOssTurnover);
        if (scheme() == VatScheme.SMALL_BUSINESS) {
            count("kor", builder::countSmallBusinessTurnover);
        } else if (configuration.flag("kor.count-turnover")) {
            configuration.faults().add("kor.count-turnover needs supplier.vat-scheme=small-business");
        }
    }

    private void count(String prefix, Consumer<OpeningTurnover> setter) {
        var opening = opening(prefix + ".opening-turnover");
        if (configuration.flag(prefix + ".count-turnover")) {
            setter.accept(opening);
        } else if (configuration.has(prefix + ".opening-turnover")) {
            configuration.faults().add(prefix + ".opening-turnover needs " + prefix + ".count-turnover=true");
        }
    }

    private OpeningTurnover opening(String key) {
        var opening = new OpeningTurnover[] {OpeningTurnover.unknown()};
        for (String pair : configuration.list(key)) {
            configuration.faults().attempt(key, () -> {
                if (!pair.matches("\\d+ *= *-?\\d+([.]\\d{1,2})?")) {
                    throw new IllegalArgumentException(
                            "turnover per year is like 2025=3200.00, with commas between, was '" + pair + "'");
                }
                int equals = pair.indexOf('=');
                int year = Integer.parseInt(pair.substring(0, equals).strip());
                opening[0] = opening[0].and(year, pair.substring(equals + 1).strip());
                return opening[0];
            });
        }
        return opening[0];
    }

    private Discounts discounts() {
        var file = configuration.optional("discounts.file");
        if (file == null) {
            return Discounts.none();
        }
        try {
            var json = Files.readString(Path.of(file));
            var read = configuration.faults().attempt("discounts.file", () -> Discounts.fromJson(json));
            return read == null ? Discounts.none() : read;
        } catch (IOException | InvalidPathException e) {
            configuration
                    .faults()
                    .add("discounts.file: can't read '" + file + "' ("
                            + e.getClass().getSimpleName() + ")");
            return Discounts.none();
        }
    }
}
