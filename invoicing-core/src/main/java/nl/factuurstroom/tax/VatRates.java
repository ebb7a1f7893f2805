package nl.factuurstroom.tax;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.sale.RateClass;

/**
 * VAT rates with dates, and the territories with rules of their own. Data, not code: a host replaces them with
 * {@link #fromJson} without a release. The form is that of {@code vat-rates.json} in this package. Outside the dates that
 * the data covers there is no rate, and the sale waits. Immutable.
 */
public final class VatRates {

    private static final VatRates STANDARD = fromJson(resource("vat-rates.json"));

    private final String version;
    private final Map<String, List<Dated<Percentage>>> standard = new HashMap<>();
    private final Map<String, List<Dated<Set<Percentage>>>> reduced = new HashMap<>();
    private final Map<RateClass, List<Dated<Percentage>>> dutch = new HashMap<>();
    private final Territories territories;

    private VatRates(JsonNode root) {
        version = root.path("version").asText("unknown");
        root.path("countries").fields().forEachRemaining(country -> {
            var path = "countries." + country.getKey();
            standard.put(
                    country.getKey(),
                    Dated.list(country.getValue().path("standard"), path + ".standard", VatRates::rate));
            reduced.put(
                    country.getKey(),
                    Dated.list(country.getValue().path("reduced"), path + ".reduced", VatRates::rates));
        });
        root.path("netherlands").fields().forEachRemaining(rateClass -> {
            var path = "netherlands." + rateClass.getKey();
            dutch.put(RateClass.valueOf(rateClass.getKey()), Dated.list(rateClass.getValue(), path, VatRates::rate));
        });
        territories = Territories.of(root);
        if (!dutch.containsKey(RateClass.STANDARD) || !dutch.containsKey(RateClass.REDUCED)) {
            throw new IllegalArgumentException("netherlands needs STANDARD and REDUCED");
        }
    }

    /** The rates known when this version was made; {@link #version()} says when. */
    public static VatRates standard() {
        return STANDARD;
    }

    /** @throws IllegalArgumentException naming the path in the JSON that is wrong */
    public static VatRates fromJson(String json) {
        try {
            return new VatRates(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("VAT rates are not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The data's own date. */
    public String version() {
        return version;
    }

    /** The Dutch rate of a class on a date; empty outside the known range. Zero for ZERO and EXEMPT. */
    public Optional<Percentage> dutch(RateClass rateClass, LocalDate date) {
        if (rateClass == RateClass.ZERO || rateClass == RateClass.EXEMPT) {
            return Dated.at(dutch.getOrDefault(RateClass.STANDARD, List.of()), date)
                    .map(known -> Percentage.ZERO);
        }
        return Dated.at(dutch.getOrDefault(rateClass, List.of()), date);
    }

    /** The standard rate of a member state on a date; empty outside the known range. */
    public Optional<Percentage> standardOf(CountryCode country, LocalDate date) {
        return Dated.at(standard.getOrDefault(country.value(), List.of()), date);
    }

    /** Whether a member state has this rate, standard or reduced, on a date. */
    public boolean exists(CountryCode country, Percentage rate, LocalDate date) {
        return standardOf(country, date).filter(rate::equals).isPresent()
                || Dated.at(reduced.getOrDefault(country.value(), List.of()), date)
                        .filter(rates -> rates.contains(rate))
                        .isPresent();
    }

    Territories territories() {
        return territories;
    }

    private static Percentage rate(JsonNode node) {
        if (!node.path("rate").isTextual()) {
            throw new IllegalArgumentException("rate must be a decimal string");
        }
        return Percentage.of(node.path("rate").asText());
    }

    private static Set<Percentage> rates(JsonNode node) {
        var rates = new ArrayList<Percentage>();
        node.path("rates").forEach(rate -> rates.add(Percentage.of(rate.asText())));
        return Set.copyOf(rates);
    }

    static String resource(String name) {
        try (InputStream in = VatRates.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " can't be read from the jar", e);
        }
    }
}
