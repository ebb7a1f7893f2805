package nl.factuurstroom.party;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Country names in the languages in which Dutch firms meet them, folded to plain lower case. */
final class CountryNames {

    private static final Map<String, String> CODES = load();

    private CountryNames() {}

    static Optional<CountryCode> find(String text) {
        var code = CODES.get(fold(text));
        return code == null ? Optional.empty() : Optional.of(new CountryCode(code));
    }

    private static Map<String, String> load() {
        var codes = new HashMap<String, String>();
        var languages = List.of("nl", "en", "de", "fr", "es", "it", "pt", "pl", "sv", "da", "fi", "cs");
        for (String code : Locale.getISOCountries()) {
            var country = new Locale.Builder().setRegion(code).build();
            for (String language : languages) {
                codes.putIfAbsent(fold(country.getDisplayCountry(Locale.forLanguageTag(language))), code);
            }
        }
        for (String code : Locale.getISOCountries()) {
            codes.put(fold(code), code);
            codes.putIfAbsent(fold(new Locale("", code).getISO3Country()), code);
        }
        Map.ofEntries(
                        Map.entry("holland", "NL"),
                        Map.entry("the netherlands", "NL"),
                        Map.entry("netherlands", "NL"),
                        Map.entry("nederland", "NL"),
                        Map.entry("uk", "GB"),
                        Map.entry("england", "GB"),
                        Map.entry("engeland", "GB"),
                        Map.entry("great britain", "GB"),
                        Map.entry("groot brittannie", "GB"),
                        Map.entry("usa", "US"),
                        Map.entry("verenigde staten van amerika", "US"),
                        Map.entry("united states of america", "US"),
                        Map.entry("czech republic", "CZ"),
                        Map.entry("tsjechische republiek", "CZ"),
                        Map.entry("el", "GR"),
                        Map.entry("ic", "IC"),
                        Map.entry("ea", "EA"),
                        Map.entry("xi", "XI"),
                        Map.entry("xk", "XK"),
                        Map.entry("northern ireland", "XI"),
                        Map.entry("noord ierland", "XI"),
                        Map.entry("canary islands", "IC"),
                        Map.entry("canarische eilanden", "IC"))
                .forEach(codes::put);
        return Map.copyOf(codes);
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .trim();
    }
}
