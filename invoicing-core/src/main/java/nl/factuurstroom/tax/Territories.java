package nl.factuurstroom.tax;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.tax.Territory.Area;

/** Finds the VAT territory of an address, by country and postcode (dossier section 5). */
final class Territories {

    private record Rule(
            String name,
            List<String> countries,
            @Nullable Pattern postcodes,
            String goods,
            String services,
            @Nullable String vatCountry,
            @Nullable Percentage standardRate) {

        boolean isDoubtful() {
            return goods.equals("DOUBTFUL");
        }

        Territory territory(CountryCode country) {
            return new Territory(
                    name,
                    vatCountry == null ? country : CountryCode.of(vatCountry),
                    Area.valueOf(goods),
                    Area.valueOf(services),
                    standardRate,
                    null);
        }
    }

    private final Map<String, List<Rule>> byCountry = new HashMap<>();
    private final Map<String, Pattern> forms;
    private final Map<String, LocalDate> since;

    private Territories(List<Rule> rules, Map<String, Pattern> forms, Map<String, LocalDate> since) {
        for (Rule rule : rules) {
            for (String country : rule.countries()) {
                byCountry.computeIfAbsent(country, c -> new ArrayList<>()).add(rule);
            }
        }
        this.forms = Map.copyOf(forms);
        this.since = Map.copyOf(since);
    }

    static Territories of(JsonNode root) {
        var rules = new ArrayList<Rule>();
        for (JsonNode node : root.path("territories")) {
            var countries = new ArrayList<String>();
            node.path("countries").forEach(country -> countries.add(country.asText()));
            rules.add(new Rule(
                    node.path("name").asText(),
                    countries,
                    node.hasNonNull("postcodes")
                            ? Pattern.compile(node.path("postcodes").asText())
                            : null,
                    node.path("goods").asText(),
                    node.path("services").asText(),
                    node.hasNonNull("vatCountry") ? node.path("vatCountry").asText() : null,
                    node.hasNonNull("standardRate")
                            ? Percentage.of(node.path("standardRate").asText())
                            : null));
        }
        var forms = new HashMap<String, Pattern>();
        root.path("postcodeForms")
                .fields()
                .forEachRemaining(form ->
                        forms.put(form.getKey(), Pattern.compile(form.getValue().asText())));
        var since = new HashMap<String, LocalDate>();
        root.path("territoriesSince")
                .fields()
                .forEachRemaining(country -> since.put(
                        country.getKey(), LocalDate.parse(country.getValue().asText())));
        return new Territories(rules, forms, since);
    }

    /** As {@link #find(CountryCode, String)}; a country that joined or left the EU after the date is undecided. */
    Territory find(CountryCode country, @Nullable String postcode, LocalDate date) {
        var first = since.get(country.value());
        return first == null || !date.isBefore(first)
                ? find(country, postcode)
                : new Territory(
                        VatCase.nameOf(country),
                        country,
                        Area.UNDECIDED,
                        Area.UNDECIDED,
                        null,
                        "whose place in VAT before " + first + " is not in the data");
    }

    Territory find(CountryCode country, @Nullable String postcode) {
        var ofCountry = byCountry.getOrDefault(country.value(), List.of());
        for (Rule rule : ofCountry) {
            if (rule.postcodes() == null) {
                return rule.territory(country);
            }
        }
        if (ofCountry.isEmpty()) {
            return mainland(country);
        }
        var plain = plain(country, postcode);
        var form = forms.get(country.value());
        if (plain.isEmpty() || (form != null && !form.matcher(plain).matches())) {
            return mainland(country).doubtful(missing(country, postcode, ofCountry));
        }
        return ofCountry.stream()
                .filter(rule -> rule.postcodes() != null
                        && rule.postcodes().matcher(plain).matches())
                .findFirst()
                .map(rule -> rule.isDoubtful()
                        ? mainland(country).doubtful("postcode " + plain + " may be " + rule.name())
                        : rule.territory(country))
                .orElseGet(() -> mainland(country));
    }

    private static String missing(CountryCode country, @Nullable String postcode, List<Rule> rules) {
        var names = String.join(
                ", ",
                rules.stream().filter(r -> !r.isDoubtful()).map(Rule::name).toList());
        var what = postcode == null || postcode.isBlank()
                ? "there is no postcode"
                : "'" + postcode + "' is not a postcode of " + VatCase.nameOf(country);
        return what + ", and " + VatCase.nameOf(country) + " has territories with VAT rules of their own (" + names
                + ")";
    }

    private static Territory mainland(CountryCode country) {
        var area = country.equals(CountryCode.NL) ? Area.NETHERLANDS : country.isEuMember() ? Area.EU : Area.OUTSIDE;
        return new Territory(VatCase.nameOf(country), country, area, area, null, null);
    }

    /** Capitals, no blanks, no country prefix: {@code FI-22100} gives 22100. */
    private static String plain(CountryCode country, @Nullable String postcode) {
        if (postcode == null) {
            return "";
        }
        var plain = postcode.toUpperCase(Locale.ROOT).replaceAll("\\s", "");
        var prefixed = plain.matches("[A-Z]{1,2}-.*") && !country.value().equals("GB");
        return prefixed ? plain.substring(plain.indexOf('-') + 1) : plain;
    }
}
