package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Pages of at most 100, with the next one in the {@code Link} header. */
final class MoneybirdPages {

    private MoneybirdPages() {}

    static Answer answer(Call call, List<ObjectNode> all, int defaultSize) {
        int page;
        int size;
        try {
            page = Integer.parseInt(call.query("page").orElse("1"));
            size = Integer.parseInt(call.query("per_page").orElse(Integer.toString(defaultSize)));
        } catch (NumberFormatException e) {
            return MoneybirdJson.refused(400, "page does not have a valid value");
        }
        if (size < 1 || size > 100) {
            return MoneybirdJson.refused(400, "per_page does not have a valid value");
        }
        if (page < 1) {
            return MoneybirdJson.refused(400, "page does not have a valid value");
        }
        int from = Math.min((page - 1) * size, all.size());
        int to = Math.min(from + size, all.size());
        var headers = new LinkedHashMap<String, List<String>>();
        headers.put("Content-Type", List.of("application/json;charset=utf-8"));
        var links = new ArrayList<String>();
        if (to < all.size()) {
            links.add(link(call, page + 1, size, "next"));
        }
        if (page > 1) {
            links.add(link(call, page - 1, size, "prev"));
        }
        if (!links.isEmpty()) {
            headers.put("Link", List.of(String.join(", ", links)));
        }
        return new Answer(
                200, headers, MoneybirdJson.array(all.subList(from, to)).toString());
    }

    /** What synchronization lists: no more than id and version. */
    static ObjectNode version(ObjectNode record) {
        return MoneybirdJson.object()
                .put("id", record.path("id").asText())
                .put("version", record.path("version").asLong());
    }

    private static String link(Call call, int page, int size, String rel) {
        var query = new ArrayList<String>();
        var raw = call.uri().getRawQuery();
        for (String pair : (raw == null ? "" : raw).split("&")) {
            if (!pair.isEmpty() && !pair.startsWith("page=") && !pair.startsWith("per_page=")) {
                query.add(pair);
            }
        }
        query.add("page=" + page);
        query.add("per_page=" + size);
        var host = call.header("host").orElse("127.0.0.1");
        return "<http://" + host + call.uri().getRawPath() + "?" + String.join("&", query) + ">; rel=\"" + rel + "\"";
    }
}
