package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * VIES's REST API. Its habits: errors in {@code errorWrappers} with whatever status; {@code ---} for what Germany and Spain
 * don't disclose; a consultation number only when both requester fields have their REST names; member states that are
 * down or crowded while the status page says otherwise; a website call that answers "invalid" on errors.
 */
public final class ViesSimulator extends VendorSimulator {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BASE = "/taxation_customs/vies/rest-api";
    private static final Set<String> MEMBERS = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT", "LT", "LU",
            "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI");
    private static final Set<String> SECRETIVE = Set.of("DE", "ES");
    private static final Map<String, String> TEST_SERVICE = Map.ofEntries(
            Map.entry("201", "INVALID_INPUT"),
            Map.entry("202", "INVALID_REQUESTER_INFO"),
            Map.entry("300", "SERVICE_UNAVAILABLE"),
            Map.entry("301", "MS_UNAVAILABLE"),
            Map.entry("302", "TIMEOUT"),
            Map.entry("400", "VAT_BLOCKED"),
            Map.entry("401", "IP_BLOCKED"),
            Map.entry("500", "GLOBAL_MAX_CONCURRENT_REQ"),
            Map.entry("501", "GLOBAL_MAX_CONCURRENT_REQ_TIME"),
            Map.entry("600", "MS_MAX_CONCURRENT_REQ"),
            Map.entry("601", "MS_MAX_CONCURRENT_REQ_TIME"));

    private static final Trader NOT_DISCLOSED = new Trader("---", "---");

    private record Trader(String name, String address) {}

    private final Map<String, Trader> registered = new HashMap<>();
    private final Map<String, String> memberErrors = new TreeMap<>();
    private final Set<String> refusedRequesters = new HashSet<>();
    private String globalError = "";
    private int errorStatus = 500;
    private int consultations;

    /** On a free port of the loopback address. */
    public ViesSimulator(Clock clock) {
        this(clock, 0);
    }

    /** On the given port of the loopback address. */
    public ViesSimulator(Clock clock, int port) {
        super(clock, port);
    }

    /** What a client takes as base address. */
    public URI restApi() {
        return baseUri().resolve(BASE);
    }

    /** Registers a number, prefix first: {@code BE0403019261}. */
    public void register(String number, String name, String address) {
        locked(() -> registered.put(number, new Trader(name, address)));
    }

    /** Takes a number off the register. */
    public void strikeOff(String number) {
        locked(() -> registered.remove(number));
    }

    /** From now on questions about this member state end in the error: {@code MS_UNAVAILABLE}, {@code MS_MAX_CONCURRENT_REQ}. */
    public void memberState(String prefix, String error) {
        locked(() -> memberErrors.put(prefix, error));
    }

    /** From now on all questions end in the error: {@code GLOBAL_MAX_CONCURRENT_REQ}, {@code IP_BLOCKED}. */
    public void everywhere(String error) {
        locked(() -> globalError = error);
    }

    /** From now on this requester is refused, prefix first. */
    public void refuseRequester(String number) {
        locked(() -> refusedRequesters.add(number));
    }

    /** Status that errors come with from now on; 500 at first. The contract doesn't say, so try 200 too. */
    public void errorStatus(int status) {
        locked(() -> errorStatus = status);
    }

    /** All is well again. */
    public void recover() {
        locked(() -> {
            memberErrors.clear();
            globalError = "";
            return null;
        });
        forgetFaults();
    }

    @Override
    protected Answer handle(Call call) {
        var path = call.path().startsWith(BASE) ? call.path().substring(BASE.length()) : "";
        var endpoint = call.method() + " " + path;
        if (endpoint.equals("GET /check-status")) {
            return Answer.json(200, status().toString());
        }
        if (endpoint.equals("POST /check-vat-number") || endpoint.equals("POST /check-vat-test-service")) {
            return question(call, path.endsWith("test-service"));
        }
        if (path.startsWith("/ms/")) {
            return Answer.json(200, "{\"isValid\":false,\"userError\":\"MS_UNAVAILABLE\"}");
        }
        return new Answer(404, Map.of("Content-Type", List.of("text/html")), "<html>Not found</html>");
    }

    private Answer question(Call call, boolean test) {
        JsonNode question;
        try {
            question = JSON.readTree(call.body());
        } catch (IOException e) {
            return error("INVALID_INPUT");
        }
        var country = question.path("countryCode").asText();
        var number = question.path("vatNumber").asText();
        if (test) {
            return testAnswer(country, number);
        }
        var requester = question.path("requesterMemberStateCode").asText()
                + question.path("requesterNumber").asText();
        if (!globalError.isEmpty()) {
            return error(globalError);
        }
        if (!MEMBERS.contains(country) || !number.matches("[0-9A-Za-z+*.]{2,12}")) {
            return error("INVALID_INPUT");
        }
        boolean bothFields = question.hasNonNull("requesterMemberStateCode") && question.hasNonNull("requesterNumber");
        if (bothFields && (refusedRequesters.contains(requester) || !requester.matches("[A-Z]{2}[0-9A-Z+*]{2,12}"))) {
            return error("INVALID_REQUESTER_INFO");
        }
        var memberError = memberErrors.get(country);
        return memberError != null ? error(memberError) : answer(country, number, bothFields);
    }

    private Answer answer(String country, String number, boolean withProof) {
        var trader = registered.get(country + number);
        var shown = trader == null || SECRETIVE.contains(country) ? NOT_DISCLOSED : trader;
        boolean proof = trader != null && withProof;
        var body = JSON.createObjectNode()
                .put("countryCode", country)
                .put("vatNumber", number)
                .put("requestDate", clock.instant().toString())
                .put("valid", trader != null)
                .put("requestIdentifier", proof ? "WAPIAAAA%08d".formatted(++consultations) : "")
                .put("name", shown.name())
                .put("address", shown.address());
        for (var part : List.of("Name", "Street", "PostalCode", "City", "CompanyType")) {
            body.put("trader" + part, "---").put("trader" + part + "Match", "NOT_PROCESSED");
        }
        return Answer.json(200, body.toString());
    }

    private Answer testAnswer(String country, String number) {
        if (!number.equals("100") && !number.equals("200")) {
            return error(TEST_SERVICE.getOrDefault(number, "SERVICE_UNAVAILABLE"));
        }
        boolean valid = number.equals("100");
        var body = JSON.createObjectNode()
                .put("countryCode", country)
                .put("vatNumber", number)
                .put("requestDate", clock.instant().toString())
                .put("valid", valid)
                .put("requestIdentifier", "")
                .put("name", valid ? "John Doe" : "---")
                .put("address", valid ? "123 Main St, Anytown, UK" : "---");
        return Answer.json(200, body.toString());
    }

    /** A hint only: a crowded member state shows as available. */
    private ObjectNode status() {
        var body = JSON.createObjectNode();
        body.putObject("vow").put("available", !globalError.equals("SERVICE_UNAVAILABLE"));
        var countries = body.putArray("countries");
        MEMBERS.stream()
                .sorted()
                .forEach(country -> countries
                        .addObject()
                        .put("countryCode", country)
                        .put(
                                "availability",
                                "MS_UNAVAILABLE".equals(memberErrors.get(country)) ? "Unavailable" : "Available"));
        return body;
    }

    private Answer error(String code) {
        var body = JSON.createObjectNode().put("actionSucceed", false);
        body.putArray("errorWrappers").addObject().put("error", code);
        return Answer.json(errorStatus, body.toString());
    }
}
