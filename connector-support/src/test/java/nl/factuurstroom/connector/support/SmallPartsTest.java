package nl.factuurstroom.connector.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.testkit.SettableClock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmallPartsTest {

    private final SettableClock clock = SettableClock.at("2026-11-24T09:00:00Z");

    @Nested
    class RetryAfterHeader {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "120|PT2M",
                    "0|PT0S",
                    "-5|PT0S",
                    "1.5|PT1.5S",
                    "1795510860|PT1M",
                    "1795510860000|PT1M",
                    "Tue, 24 Nov 2026 09:01:00 GMT|PT1M",
                    "Tue, 24 Nov 2026 08:00:00 GMT|PT0S"
                })
        void isReadInEveryForm(String header, Duration wait) {
            assertThat(RetryAfter.parse(header, clock.instant())).contains(wait);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "soon", "1e999999999", "99999999999999999999999999"})
        void isIgnoredWhenUnreadable(String header) {
            assertThat(RetryAfter.parse(header, clock.instant())).isEmpty();
        }
    }

    @Nested
    class JsonReading {

        record Dates(LocalDate day, Instant at) {}

        private JsonNode node(String json) throws Exception {
            return Json.mapper().readTree(json);
        }

        @Test
        void takesNumbersWrittenAsTextOrNumber() throws Exception {
            var node = node("{\"a\":\"12.50\",\"b\":12.50,\"c\":\" \",\"d\":null,\"e\":7}");

            assertThat(Json.decimal(node.path("a"))).contains(new BigDecimal("12.50"));
            assertThat(Json.decimal(node.path("b"))).contains(new BigDecimal("12.50"));
            assertThat(Json.decimal(node.path("c"))).isEmpty();
            assertThat(Json.decimal(node.path("d"))).isEmpty();
            assertThat(Json.decimal(node.path("nowhere"))).isEmpty();
            assertThat(Json.integer(node.path("e"))).contains(7L);
            assertThat(Json.text(node.path("e"))).contains("7");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"1,50\"", "\"1e999999\"", "\"NaN\"", "\"0x10\"", "true"})
        void refusesWhatIsNoNumber(String json) throws Exception {
            var value = node(json);

            assertThatThrownBy(() -> Json.decimal(value)).isInstanceOf(NumberFormatException.class);
        }

        @Test
        void readsAndWritesDatesAsIso() throws Exception {
            var json = "{\"day\":\"2026-11-24\",\"at\":\"2026-11-24T10:00:00+01:00\"}";

            var dates = Json.mapper().readValue(json, Dates.class);

            assertThat(dates).isEqualTo(new Dates(LocalDate.of(2026, 11, 24), Instant.parse("2026-11-24T09:00:00Z")));
            assertThat(Json.mapper().writeValueAsString(dates))
                    .isEqualTo("{\"day\":\"2026-11-24\",\"at\":\"2026-11-24T09:00:00Z\"}");
        }
    }

    @Nested
    class Caching {

        private final AtomicInteger reads = new AtomicInteger();
        private final CachedValue<Integer> value =
                new CachedValue<>(clock, Duration.ofMinutes(10), reads::incrementAndGet);

        @Test
        void readsOnceUntilTheTimeIsUp() {
            assertThat(List.of(value.get(), value.get())).containsExactly(1, 1);

            clock.advance(Duration.ofMinutes(10));

            assertThat(value.get()).isEqualTo(2);
        }

        @Test
        void readsAgainAfterBeingForgotten() {
            value.get();

            value.forget();

            assertThat(value.get()).isEqualTo(2);
        }

        @Test
        void keepsNoFailure() {
            var fails = new CachedValue<Integer>(clock, Duration.ofMinutes(1), () -> {
                if (reads.incrementAndGet() == 1) {
                    throw new IllegalStateException("once");
                }
                return 42;
            });

            assertThatThrownBy(fails::get).isInstanceOf(IllegalStateException.class);
            assertThat(fails.get()).isEqualTo(42);
        }

        @Test
        void readsOnceForManyThreads() throws Exception {
            var threads = Executors.newFixedThreadPool(8);

            var all = threads.invokeAll(java.util.Collections.nCopies(50, value::get));

            for (var one : all) {
                assertThat(one.get()).isEqualTo(1);
            }
            threads.shutdown();
        }
    }

    @Nested
    class Paging {

        @Test
        void readsAPageWhenItsFirstItemIsAskedFor() {
            var asked = new ArrayList<String>();
            var items = Pages.follow((String next) -> {
                asked.add(String.valueOf(next));
                return next == null
                        ? new Pages.Page<>(List.of(1, 2), "b")
                        : next.equals("b") ? new Pages.Page<>(List.of(), "c") : new Pages.Page<>(List.of(3), null);
            });

            var iterator = items.iterator();
            iterator.next();
            iterator.next();

            assertThat(asked).containsExactly("null");
            assertThat(iterator.next()).isEqualTo(3);
            assertThat(iterator.hasNext()).isFalse();
            assertThat(asked).containsExactly("null", "b", "c");
        }

        @Test
        void breaksOffWhenTheSamePageIsNamedTwice() {
            var endless = Pages.follow(next -> new Pages.Page<>(List.of(1), "again"));

            assertThatThrownBy(endless::toList).isInstanceOf(OutcomeUnknownException.class);
        }
    }

    @Nested
    class Signing {

        // RFC 4231, test case 2.
        private final byte[] data = "what do ya want for nothing?".getBytes(UTF_8);

        @Test
        void givesTheDigestsOfTheStandard() {
            assertThat(Signatures.hmacSha256Hex("Jefe", data))
                    .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
            assertThat(Signatures.hmacSha256Base64("Jefe", data))
                    .isEqualTo("W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=");
            assertThat(Signatures.sha256Hex(""))
                    .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        }

        @Test
        void nothingIsTheSameAsNothing() {
            assertThat(Signatures.same("abc", "abc")).isTrue();
            assertThat(Signatures.same("abc", "abd")).isFalse();
            assertThat(Signatures.same(null, null)).isFalse();
        }
    }
}
