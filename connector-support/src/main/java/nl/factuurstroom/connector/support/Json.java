package nl.factuurstroom.connector.support;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.annotation.Nullable;

/** JSON as every connector reads and writes it, and readers for vendors that write numbers as text. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .addModule(isoDates())
            .build();

    private Json() {}

    /**
     * The shared mapper: unknown fields ignored, decimals exact, nulls not written, {@link LocalDate} and {@link Instant}
     * as ISO-8601. Not to be reconfigured; copy it first.
     */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** The value as stripped text, whether text, number or boolean; empty when missing, null or blank. */
    public static Optional<String> text(@Nullable JsonNode node) {
        if (node == null || !node.isValueNode() || node.isNull()) {
            return Optional.empty();
        }
        var text = node.isBigDecimal() ? node.decimalValue().toPlainString() : node.asText();
        return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
    }

    /**
     * The value as an exact number, whether number or text with a point for decimals; empty when missing, null or blank.
     *
     * @throws NumberFormatException when it is something else; the message doesn't hold it
     */
    public static Optional<BigDecimal> decimal(@Nullable JsonNode node) {
        return text(node).map(text -> {
            if (text.length() > 40 || !text.matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]{1,2})?")) {
                throw new NumberFormatException("not a number");
            }
            return new BigDecimal(text);
        });
    }

    /**
     * The value as a whole number, whether number or text; empty when missing, null or blank.
     *
     * @throws ArithmeticException when it has decimals or is too big
     * @throws NumberFormatException when it is not a number
     */
    public static Optional<Long> integer(@Nullable JsonNode node) {
        return decimal(node).map(BigDecimal::longValueExact);
    }

    /** The value as yes or no, whether boolean or the text {@code true} or {@code false}; empty when anything else. */
    public static Optional<Boolean> bool(@Nullable JsonNode node) {
        return text(node).flatMap(text -> switch (text) {
            case "true", "True", "TRUE" -> Optional.of(true);
            case "false", "False", "FALSE" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    private static SimpleModule isoDates() {
        return new SimpleModule("factuurstroom-iso-dates")
                .addSerializer(LocalDate.class, ToStringSerializer.instance)
                .addSerializer(Instant.class, ToStringSerializer.instance)
                .addDeserializer(LocalDate.class, new IsoDate())
                .addDeserializer(Instant.class, new IsoInstant());
    }

    private static final class IsoDate extends StdScalarDeserializer<LocalDate> {
        private static final long serialVersionUID = 1L;

        IsoDate() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return LocalDate.parse(parser.getText().strip());
            } catch (DateTimeException e) {
                throw context.weirdStringException("", LocalDate.class, "not a date yyyy-mm-dd");
            }
        }
    }

    private static final class IsoInstant extends StdScalarDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        IsoInstant() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return OffsetDateTime.parse(parser.getText().strip()).toInstant();
            } catch (DateTimeException e) {
                throw context.weirdStringException("", Instant.class, "not a time with an offset");
            }
        }
    }
}
