package nl.factuurstroom.tax.whatif;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Parses the text. A field that a sale has twice is a mistake of that sale alone, not of its neighbours. */
final class SalesText {

    /** Long enough that an absurd number is read, and refused where it stands. */
    private static final int LONGEST_NUMBER = 100_000;

    private static final JsonMapper LENIENT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonMapper STRICT = LENIENT.rebuild()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private SalesText() {}

    /** A sale or an array; in an array a POJO node with the complaint stands for a sale that has a field twice. */
    static JsonNode read(String json) throws JsonProcessingException {
        try {
            return STRICT.readTree(json);
        } catch (JsonProcessingException e) {
            if (!LENIENT.readTree(json).isArray()) {
                throw e;
            }
            return each(json);
        }
    }

    private static JsonNode each(String json) {
        var sales = JsonNodeFactory.instance.arrayNode();
        try (var parser = LENIENT.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                int from = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                parser.finishToken();
                sales.add(
                        one(json.substring(from, (int) parser.currentLocation().getCharOffset())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sales;
    }

    private static JsonNode one(String json) {
        try {
            return STRICT.readTree(json);
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.pojoNode(e.getOriginalMessage());
        }
    }
}
