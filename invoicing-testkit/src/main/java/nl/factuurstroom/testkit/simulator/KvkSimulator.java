package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * KvK's Basisprofiel v1 and Zoeken v2, below {@code /api} and {@code /test/api}. Its habits: addresses whose full text is
 * padded with blanks, companies without a main branch, shielded and foreign addresses, countries by their Dutch name,
 * dates with unknown parts, a 404 both for "unknown" and for "not now", unknown parameters refused, every profile billed
 * and no search. Knows a few of KvK's own fictitious test companies from the start.
 */
public final class KvkSimulator extends VendorSimulator {

    /** The key that is taken until {@link #acceptOnlyKey}. */
    public static final String KEY = "l7xxsimulated0key";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> SEARCH_PARAMETERS = Set.of(
            "kvkNummer",
            "rsin",
            "vestigingsnummer",
            "naam",
            "straatnaam",
            "plaats",
            "postcode",
            "huisnummer",
            "huisletter",
            "postbusnummer",
            "type",
            "inclusiefInactieveRegistraties",
            "pagina",
            "resultatenPerPagina");

    private final Map<String, KvkProfile> companies = new LinkedHashMap<>();
    private final Map<String, String> undeliverable = new HashMap<>();
    private String key = KEY;
    private int billed;
    private boolean retiring;

    /** On a free port of the loopback address. */
    public KvkSimulator(Clock clock) {
        this(clock, 0);
    }

    /** On the given port of the loopback address. */
    public KvkSimulator(Clock clock, int port) {
        super(clock, port);
        for (var company : KvkProfile.testCompanies()) {
            companies.put(company.kvkNumber(), company);
        }
    }

    /** Registers a company, or replaces it. */
    public void register(KvkProfile company) {
        locked(() -> companies.put(company.kvkNumber(), company));
    }

    /** From now on this number is answered with 404 and the code: {@code IPD1002} or {@code IPD1003} for "not now". */
    public void undeliverable(String kvkNumber, String code) {
        locked(() -> undeliverable.put(kvkNumber, code));
    }

    /** The number is deliverable again. */
    public void deliverable(String kvkNumber) {
        locked(() -> undeliverable.remove(kvkNumber));
    }

    /** From now on another key is right. */
    public void acceptOnlyKey(String other) {
        locked(() -> key = other);
    }

    /** From now on answers announce that this version will end. */
    public void announceRetirement() {
        locked(() -> retiring = true);
    }

    /** How many calls were billed: profiles that were delivered. */
    public int billed() {
        return locked(() -> billed);
    }

    @Override
    protected Answer handle(Call call) {
        var path = call.path().replaceFirst("^/test(?=/api/)", "");
        if (!call.header("apikey").equals(java.util.Optional.of(key))) {
            return Answer.json(401, "{\"fout\":[{\"code\":\"401\",\"omschrijving\":\"Unauthorized\"}]}");
        }
        if (!call.method().equals("GET")) {
            return Answer.empty(405);
        }
        if (!acceptable(call)) {
            return Answer.empty(406);
        }
        if (path.matches("/api/v1/basisprofielen/[^/]+")) {
            return profile(call, path.substring(path.lastIndexOf('/') + 1));
        }
        return path.equals("/api/v2/zoeken") ? search(call) : new Answer(404, Map.of(), "<html>Not found</html>");
    }

    private Answer profile(Call call, String number) {
        var unknown = call.query().keySet().stream()
                .filter(name -> !name.equals("geoData"))
                .toList();
        if (!unknown.isEmpty()) {
            return error(400, "IPD1999", "De volgende opgegeven parameter(s) is(zijn) ongeldig: " + unknown);
        }
        if (!number.matches("[0-9]{8}")) {
            return error(400, "IPD0004", "Het KvK nummer " + number + " is niet valide.");
        }
        var code = undeliverable.get(number);
        if (code != null) {
            return error(404, code, "De gegevens zijn tijdelijk niet leverbaar.");
        }
        var company = companies.get(number);
        if (company == null) {
            return error(
                    404, "IPD0005", "Op basis van het KVK-nummer " + number + " kan het product niet worden geleverd.");
        }
        billed++;
        return hal("1.4.1", company.json().toString());
    }

    private Answer search(Call call) {
        var query = call.query();
        var unknown = query.keySet().stream()
                .filter(name -> !SEARCH_PARAMETERS.contains(name))
                .toList();
        if (!unknown.isEmpty()) {
            return error(400, "IPD1999", "De volgende opgegeven parameter(s) is(zijn) ongeldig: " + unknown);
        }
        var found = companies.values().stream()
                .filter(company -> matches(company, query))
                .toList();
        if (found.isEmpty()) {
            return error(404, "IPD5200", "Geen gegevens gevonden voor de opgegeven zoekopdracht.");
        }
        var answer = JSON.createObjectNode();
        answer.put("pagina", 1).put("resultatenPerPagina", 10);
        var rows = answer.putArray("resultaten");
        for (var company : found) {
            // No order is promised: where there is a second branch, it tends to come first.
            company.searchRows().forEach(row -> rows.add(withoutPostcode(row)));
        }
        answer.put("totaal", rows.size());
        return hal("2.0.0", answer.toString());
    }

    private static ObjectNode withoutPostcode(ObjectNode row) {
        ((ObjectNode) row.at("/adres/binnenlandsAdres")).remove(List.of("postcode", "huisnummer"));
        return row;
    }

    /** Whole words only. */
    private static boolean matches(KvkProfile company, Map<String, List<String>> query) {
        var number = query.get("kvkNummer");
        var name = query.get("naam");
        boolean byNumber = number == null || number.contains(company.kvkNumber());
        boolean byName = name == null
                || List.of(company.name().toLowerCase(Locale.ROOT).split("\\s+"))
                        .containsAll(
                                List.of(name.get(0).toLowerCase(Locale.ROOT).split("\\s+")));
        return byNumber && byName;
    }

    private static boolean acceptable(Call call) {
        var accept = call.header("accept").orElse("*/*");
        return accept.contains("json") || accept.contains("*/*");
    }

    private Answer hal(String version, String body) {
        var headers = new HashMap<String, List<String>>();
        headers.put("Content-Type", List.of("application/hal+json"));
        headers.put("Cache-Control", List.of("no-store"));
        headers.put("API-Version", List.of(version));
        if (retiring) {
            headers.put("Warning", List.of("299 - \"Deprecated API : vervalt op 2027-06-30\""));
        }
        return new Answer(200, headers, body);
    }

    /** Always plain JSON, whatever was asked for. */
    private static Answer error(int status, String code, String text) {
        var body = JSON.createObjectNode();
        body.putArray("fout").addObject().put("code", code).put("omschrijving", text);
        return Answer.json(status, body.toString());
    }
}
