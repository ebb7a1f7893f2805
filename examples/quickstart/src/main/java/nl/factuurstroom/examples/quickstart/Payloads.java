package nl.factuurstroom.examples.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What the vendors answered and sent, as recorded. */
final class Payloads {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Payloads() {}

    /** The bytes of a file under {@code payloads/}, as text. */
    static String text(String name) {
        try (var in = Payloads.class.getResourceAsStream("/payloads/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String name) {
        try {
            return JSON.readTree(text(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Company, contacts, line items and deal of one folder, as the HubSpot simulator takes them over. */
    static ObjectNode deal(String folder) {
        var sections = JSON.createObjectNode();
        sections.putArray("companies").add(json(folder + "/company.json"));
        sections.putArray("contacts").add(json(folder + "/contact.json"));
        sections.set("line_items", json(folder + "/line-items.json").path("results"));
        sections.putArray("deals").add(json(folder + "/deal.json"));
        sections.putObject("associations").set("companies/contacts", json(folder + "/company-contacts.json"));
        return sections;
    }

    /** {@code {entity: payload}}, as the Exact simulator takes it over. */
    static String entity(String entity, String name) {
        return JSON.createObjectNode().set(entity, json(name)).toString();
    }
}
