package nl.factuurstroom.examples.service;

import java.util.LinkedHashMap;
import java.util.Map;

/** Configurations for tests. */
final class Examples {

    static final String SECRET = "not-to-be-told";

    private Examples() {}

    /** Everything that is required, at addresses where nobody answers. */
    static Map<String, String> complete() {
        var values = new LinkedHashMap<String, String>();
        values.put("server.port", "0");
        values.put("supplier.name", "Zuiderzee Software B.V.");
        values.put("supplier.vat-id", "NL123456782B90");
        values.put("supplier.kvk-number", "68750110");
        values.put("supplier.iban", "NL91ABNA0417164300");
        values.put("delivery", "email");
        values.put("hubspot.base-url", "http://127.0.0.1:9");
        values.put("hubspot.access-token", SECRET);
        values.put("hubspot.client-secret", SECRET);
        values.put("exact.base-url", "http://127.0.0.1:9");
        values.put("exact.division", "1234567");
        values.put("exact.access-token", SECRET);
        values.put("vies.base-url", "http://127.0.0.1:9");
        return values;
    }
}
