package nl.factuurstroom.connector.pipedrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import nl.factuurstroom.account.CallMeter;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Deal;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Discount;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Field;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Line;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Note;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Organization;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Page;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Person;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Product;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.User;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Webhook;
import nl.factuurstroom.connector.support.AccountConnection;
import nl.factuurstroom.connector.support.Authenticator;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.connector.support.OAuthTokens;
import nl.factuurstroom.connector.support.Pages;
import nl.factuurstroom.connector.support.SecretHeader;
import nl.factuurstroom.connector.support.Sleeper;
import nl.factuurstroom.connector.support.VendorHttp;
import nl.factuurstroom.connector.support.VendorRequest;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;

/**
 * Pipedrive's endpoints: API v2, and v1 for what has no v2 (user, notes, webhooks). One id is asked for by itself, for one
 * token; several in one list, for ten.
 *
 * @see <a href="https://developers.pipedrive.com/docs/api/v1">API reference</a>
 */
final class PipedriveApi {

    /** Most ids that a list takes, and most deals whose products are read at once. */
    static final int MAX_IDS = 100;

    private static final String V2 = "api/v2/";
    private static final String MOST = "500";

    /** Tokens per call, by the vendor's price list. */
    private static final int ONE = 1;

    private static final int LIST = 10;
    private static final int DEAR_LIST = 20;
    private static final int WRITE = 5;
    private static final int NOTE = 10;

    private static final String NO_SUCCESS = "Pipedrive's answer doesn't say that the call succeeded";

    private final VendorHttp http;
    private final PipedrivePace pace;
    private final CallMeter meter;
    private final String v1;

    PipedriveApi(PipedriveSettings settings, AccountConnection connection, Sleeper sleeper, LongSupplier nanoTime) {
        var errors = new PipedriveErrors();
        this.http = VendorHttp.builder("Pipedrive", settings.baseUri)
                .account(connection)
                .authenticator(authenticator(settings, connection))
                .callTimeout(settings.callTimeout)
                .errors(errors)
                .rateHeaders(errors)
                .sleeper(sleeper)
                .build();
        this.meter = connection.calls();
        this.pace = new PipedrivePace(settings.limitPer2Seconds, nanoTime, sleeper);
        var host = settings.baseUri.getHost();
        boolean companyHost = host.endsWith(".pipedrive.com") && !host.equals("api.pipedrive.com");
        this.v1 = companyHost ? "api/v1/" : "v1/";
    }

    private static Authenticator authenticator(PipedriveSettings settings, AccountConnection connection) {
        var oauth = settings.oauth;
        if (oauth == null) {
            return SecretHeader.of("x-api-token", String.valueOf(settings.apiToken));
        }
        return OAuthTokens.builder("Pipedrive", settings.tokenUri)
                .client(oauth.clientId(), oauth.clientSecret())
                .basicAuthentication()
                .refreshToken(oauth.refreshToken())
                .reconnectHint("install the app again and configure the new refresh token (pipedrive.refresh-token)")
                .account(connection)
                .build();
    }

    // -- reading sales ------------------------------------------------------------------------------------------------

    /** Those that exist, may be seen and aren't archived; the others are left out. */
    List<Deal> deals(Collection<Long> ids) {
        return byIds("deals", ids, Deal.class);
    }

    /** Those that are archived. */
    List<Deal> archivedDeals(Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : rows(get("deals/archived").query("ids", joined(ids)), DEAR_LIST, Deal.class);
    }

    /** A page of won deals changed at or after an instant, the longest ago first. */
    Page<Deal> wonDeals(boolean archived, Instant updatedSince, @Nullable String cursor) {
        var request = get(archived ? "deals/archived" : "deals")
                .query("status", "won")
                .query("updated_since", updatedSince.toString())
                .query("sort_by", "update_time")
                .query("sort_direction", "asc");
        return page(request, archived ? DEAR_LIST : LIST, cursor, Deal.class);
    }

    /** A page of won deals, the newest first. */
    Page<Deal> wonDealsByAge(@Nullable String cursor) {
        var request =
                get("deals").query("status", "won").query("sort_by", "add_time").query("sort_direction", "desc");
        return page(request, LIST, cursor, Deal.class);
    }

    /** The products on these deals, in the order of each deal; disabled ones too. */
    List<Line> lines(Collection<Long> dealIds) {
        if (dealIds.isEmpty()) {
            return List.of();
        }
        return Pages.follow((@Nullable String cursor) -> {
                    var request = get("deals/products")
                            .query("deal_ids", joined(dealIds))
                            .query("sort_by", "order_nr");
                    var page = page(request, LIST, cursor, Line.class);
                    return new Pages.Page<>(page.data(), page.next_cursor());
                })
                .toList();
    }

    /** The discounts on a whole deal. There is no call for several deals. */
    List<Discount> discounts(long dealId) {
        return rows(get("deals/" + dealId + "/discounts"), LIST, Discount.class);
    }

    List<Organization> organizations(Collection<Long> ids) {
        return byIds("organizations", ids, Organization.class);
    }

    List<Person> persons(Collection<Long> ids) {
        return byIds("persons", ids, Person.class);
    }

    List<Product> products(Collection<Long> ids) {
        return byIds("products", ids, Product.class);
    }

    /** All fields of {@code deal}, {@code organization}, {@code person} or {@code product}. */
    List<Field> fields(String owner) {
        return Pages.follow((@Nullable String cursor) -> {
                    var page = page(get(owner + "Fields"), LIST, cursor, Field.class);
                    return new Pages.Page<>(page.data(), page.next_cursor());
                })
                .toList();
    }

    // -- writing back -------------------------------------------------------------------------------------------------

    /**
     * Sets custom fields of a deal. Absolute values, so it may be repeated. Nothing else is ever sent: a {@code value} is
     * reported to reset other fields and to empty deals with products.
     */
    void updateDeal(long dealId, ObjectNode customFields) {
        send(
                http.patch(V2 + "deals/" + dealId)
                        .json(Map.of("custom_fields", customFields))
                        .repeatable(),
                WRITE);
    }

    /** Not repeatable: look for the name first. {@code labels}: of the options, for a type that has them. */
    Field createDealField(String name, String type, List<String> labels) {
        var body = Json.mapper().createObjectNode().put("field_name", name).put("field_type", type);
        if (!labels.isEmpty()) {
            var options = body.putArray("options");
            labels.forEach(label -> options.addObject().put("label", label));
        }
        return read(sendOnce(http.post(V2 + "dealFields").json(body), WRITE).path("data"), Field.class, "dealFields");
    }

    /** A page of 100 notes on a deal, the newest first; {@code start} counts from 0. */
    List<Note> notes(long dealId, int start) {
        var request = http.get(v1 + "notes")
                .query("deal_id", String.valueOf(dealId))
                .query("sort", "id DESC")
                .query("start", String.valueOf(start))
                .query("limit", "100");
        return rows(request, DEAR_LIST, Note.class);
    }

    /** Not repeatable: look for it first. */
    void createNote(long dealId, String html) {
        sendOnce(
                http.post(v1 + "notes").json(Map.of("content", html, "deal_id", dealId, "pinned_to_deal_flag", 0)),
                NOTE);
    }

    // -- the doctor's questions ---------------------------------------------------------------------------------------

    /** Whose token ours is, and of which company. */
    User me() {
        return read(send(http.get(v1 + "users/me"), ONE).path("data"), User.class, "users/me");
    }

    /** Needs rights of an administrator. */
    List<Webhook> webhooks() {
        return rows(http.get(v1 + "webhooks"), LIST, Webhook.class);
    }

    // -- HTTP ---------------------------------------------------------------------------------------------------------

    private VendorRequest get(String path) {
        return http.get(V2 + path);
    }

    private <T> List<T> byIds(String path, Collection<Long> ids, Class<T> type) {
        if (ids.isEmpty()) {
            return List.of();
        }
        if (ids.size() > 1) {
            return rows(get(path).query("ids", joined(ids)).query("limit", String.valueOf(MAX_IDS)), LIST, type);
        }
        try {
            long id = ids.iterator().next();
            return List.of(read(send(get(path + "/" + id), ONE).path("data"), type, path));
        } catch (NotFoundException e) {
            return List.of();
        }
    }

    private <T> Page<T> page(VendorRequest request, int tokens, @Nullable String cursor, Class<T> type) {
        request.query("limit", MOST);
        if (cursor != null) {
            request.query("cursor", cursor);
        }
        var answer = send(request, tokens);
        var next = Json.text(answer.path("additional_data").path("next_cursor")).orElse(null);
        return new Page<>(read(answer, type), next);
    }

    private <T> List<T> rows(VendorRequest request, int tokens, Class<T> type) {
        return read(send(request, tokens), type);
    }

    /** For calls that may be repeated. An answer counts once it says that it succeeded: a 200 alone doesn't. */
    private JsonNode send(VendorRequest request, int tokens) {
        pay(tokens);
        var answer = request.sendForBody(JsonNode.class);
        if (!succeeded(answer)) {
            throw TransientException.of(NO_SUCCESS, null);
        }
        return answer;
    }

    /** For calls that make something new each time. */
    private JsonNode sendOnce(VendorRequest request, int tokens) {
        pay(tokens);
        var answer = request.sendForBody(JsonNode.class);
        if (!succeeded(answer)) {
            throw OutcomeUnknownException.unclearAnswer(NO_SUCCESS, null, null);
        }
        return answer;
    }

    /**
     * Waits for the burst, and reports a dear call as several: the budget of a day is in calls of five tokens. The exchange
     * reports the call itself.
     */
    private void pay(int tokens) {
        pace.await();
        for (int paid = PipedriveErrors.TOKENS_PER_CALL; paid < tokens; paid += PipedriveErrors.TOKENS_PER_CALL) {
            meter.called();
        }
    }

    private static boolean succeeded(JsonNode answer) {
        return answer.path("success").asBoolean(false);
    }

    private static <T> List<T> read(JsonNode answer, Class<T> type) {
        var rows = new ArrayList<T>();
        for (JsonNode row : answer.path("data")) {
            rows.add(read(row, type, type.getSimpleName()));
        }
        return rows;
    }

    /** A record of another shape than documented is nothing that a repeat would mend. */
    private static <T> T read(JsonNode row, Class<T> type, String what) {
        try {
            return Json.mapper().treeToValue(row, type);
        } catch (JsonProcessingException e) {
            var field = e instanceof JsonMappingException mapping
                    ? mapping.getPath().stream().map(Reference::getFieldName).collect(Collectors.joining("."))
                    : "";
            throw new RejectedException(
                    "Pipedrive's " + what + " " + row.path("id").asText("") + " has another shape than documented: "
                            + field,
                    field,
                    null);
        }
    }

    private static String joined(Collection<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** Ids in chunks that a list takes. */
    static List<List<Long>> chunks(List<Long> ids) {
        var chunks = new ArrayList<List<Long>>();
        for (int from = 0; from < ids.size(); from += MAX_IDS) {
            chunks.add(ids.subList(from, Math.min(from + MAX_IDS, ids.size())));
        }
        return chunks;
    }
}
