package nl.factuurstroom.internal.engine;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import nl.factuurstroom.accounting.InvoiceId;
import nl.factuurstroom.accounting.IssuedInvoice;
import nl.factuurstroom.customer.CustomerId;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.Iban;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.tax.VatCheck;

/** How state is kept: JSON of our own records, values as plain text, unknown fields ignored so that older nodes can read. */
public final class StateJson {

    private static final ObjectMapper MAPPER = mapper();
    private static final ObjectMapper TREES = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private StateJson() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "state of type " + value.getClass().getSimpleName() + " cannot be written", e);
        }
    }

    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "state of type " + type.getSimpleName() + " cannot be read: " + e.getOriginalMessage());
        }
    }

    /** Any state as a tree, amounts to the digit. */
    static JsonNode tree(String json) {
        try {
            return TREES.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("state cannot be read: " + e.getOriginalMessage());
        }
    }

    private static ObjectMapper mapper() {
        var module = new SimpleModule("factuurstroom-state");
        text(module, Instant.class, Instant::toString, Instant::parse);
        text(module, LocalDate.class, LocalDate::toString, LocalDate::parse);
        text(module, Duration.class, Duration::toString, Duration::parse);
        text(module, Percentage.class, p -> p.value().toPlainString(), Percentage::of);
        text(module, CountryCode.class, CountryCode::value, CountryCode::new);
        text(module, KvkNumber.class, KvkNumber::value, KvkNumber::new);
        text(module, Iban.class, Iban::value, Iban::new);
        text(module, CustomerId.class, CustomerId::value, CustomerId::new);
        text(module, InvoiceId.class, InvoiceId::value, InvoiceId::new);
        text(module, VatNumber.class, v -> v.prefix() + " " + v.number(), StateJson::vatNumber);
        text(module, SaleRef.class, SaleRef::key, SaleRef::fromKey);
        text(
                module,
                Money.class,
                m -> m.amount().toPlainString() + " " + m.currency().getCurrencyCode(),
                StateJson::money);
        return JsonMapper.builder()
                .addModule(module)
                .addMixIn(LineDiscount.class, LineDiscountType.class)
                .addMixIn(VatCheck.class, VatCheckType.class)
                .addMixIn(IssuedInvoice.Sending.class, SendingType.class)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(MapperFeature.AUTO_DETECT_GETTERS, MapperFeature.AUTO_DETECT_IS_GETTERS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .serializationInclusion(JsonInclude.Include.NON_NULL)
                .visibility(com.fasterxml.jackson.annotation.PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                .build();
    }

    private static VatNumber vatNumber(String text) {
        int blank = text.indexOf(' ');
        return new VatNumber(text.substring(0, blank), text.substring(blank + 1));
    }

    private static Money money(String text) {
        int blank = text.indexOf(' ');
        return Money.of(text.substring(0, blank), text.substring(blank + 1));
    }

    private static <T> void text(
            SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
        module.addSerializer(type, new StdSerializer<T>(type) {
            private static final long serialVersionUID = 1L;

            @Override
            public void serialize(T value, JsonGenerator generator, SerializerProvider provider) throws IOException {
                generator.writeString(write.apply(value));
            }
        });
        module.addDeserializer(type, new StdDeserializer<T>(type) {
            private static final long serialVersionUID = 1L;

            @Override
            public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                return read.apply(parser.getValueAsString());
            }
        });
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = LineDiscount.Percent.class, name = "percent"),
        @JsonSubTypes.Type(value = LineDiscount.Amount.class, name = "amount")
    })
    private interface LineDiscountType {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = VatCheck.Valid.class, name = "valid"),
        @JsonSubTypes.Type(value = VatCheck.Invalid.class, name = "invalid"),
        @JsonSubTypes.Type(value = VatCheck.Unknown.class, name = "unknown")
    })
    private interface VatCheckType {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = IssuedInvoice.Sending.Sent.class, name = "sent"),
        @JsonSubTypes.Type(value = IssuedInvoice.Sending.NotSent.class, name = "not-sent"),
        @JsonSubTypes.Type(value = IssuedInvoice.Sending.Unknown.class, name = "unknown")
    })
    private interface SendingType {}
}
