package nl.factuurstroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.JdbcStore;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.account.TokenStore;
import nl.factuurstroom.account.Tokens;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.testkit.fake.FakeBooks;
import nl.factuurstroom.testkit.fake.FakeSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key of the tokens at rest is replaced, over restarts of a real file. */
class KeyRotationTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final Tokens TOKENS = new Tokens("access-1", NOW, NOW.plusSeconds(600), "refresh-1", null, "seed-1");

    @TempDir
    private Path folder;

    private final byte[] old = key(1);
    private final byte[] current = key(2);
    private FakeBooks books = new FakeBooks(Clock.systemUTC());

    @BeforeEach
    void storeTokensUnderTheOldKey() {
        try (var store = store(old)) {
            built(store);
            assertThat(books.tokens().replace(0, TOKENS)).isTrue();
        }
    }

    @Test
    void aStartOnANewKeyEncryptsAnewSoThatTheOldOneCanGo() {
        try (var store = store(current, old);
                var pipeline = built(store)) {
            pipeline.start();
        }

        try (var store = store(current)) {
            built(store);
            assertThat(books.tokens().load()).map(TokenStore.Stored::tokens).contains(TOKENS);
        }
    }

    @Test
    void usingTokensEncryptsThemAnewToo() {
        try (var store = store(current, old)) {
            built(store);
            assertThat(books.tokens().load()).map(TokenStore.Stored::version).contains(1L);
        }

        try (var store = store(current)) {
            built(store);
            assertThat(books.tokens().load()).map(TokenStore.Stored::tokens).contains(TOKENS);
        }
    }

    @Test
    void whenNoKeyFitsTheAccountIsNamedAndNoSecretIsShown() {
        try (var store = store(current);
                var pipeline = built(store)) {
            assertThatThrownBy(() -> books.tokens().load())
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("fakebooks/1")
                    .hasMessageContaining("earlier key")
                    .hasMessageNotContaining(Base64.getEncoder().encodeToString(current))
                    .hasMessageNotContaining("refresh-1");
            assertThat(pipeline.check())
                    .filteredOn(finding -> finding.severity() == Finding.Severity.ERROR)
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.subject()).isEqualTo("store.encryption-key");
                        assertThat(finding.message()).contains("fakebooks/1");
                    });
        }

        try (var store = store(old)) {
            built(store);
            assertThat(books.tokens().load()).map(TokenStore.Stored::tokens).contains(TOKENS);
        }
    }

    @Test
    void aPersonWhoLostTheKeyStartsAgainByARetry() {
        try (var store = store(current);
                var pipeline = built(store)) {
            pipeline.retry("account-fakebooks-1", "anna");

            assertThat(books.tokens().load()).isEmpty();
            assertThat(books.tokens().replace(0, TOKENS)).isTrue();
            assertThat(books.tokens().load()).map(TokenStore.Stored::tokens).contains(TOKENS);
        }
    }

    @Test
    void theKeyBesideTheFileStaysAnEarlierOneWhenAKeyIsGiven() throws Exception {
        var file = folder.resolve("keyed.db");
        try (var store = JdbcStore.embedded(file)) {
            built(store);
            assertThat(books.tokens().replace(0, TOKENS)).isTrue();
        }

        try (var store =
                JdbcStore.builder().embedded(file).encryptionKey(current).build()) {
            built(store);
            assertThat(books.tokens().load()).map(TokenStore.Stored::tokens).contains(TOKENS);
        }

        Files.delete(folder.resolve("keyed.db.key"));
        try (var store =
                JdbcStore.builder().embedded(file).encryptionKey(current).build()) {
            built(store);
            assertThat(books.tokens().load()).map(TokenStore.Stored::tokens).contains(TOKENS);
        }
    }

    @Test
    void aNewFirstLineOfTheKeyFileReplacesTheKey() throws Exception {
        var file = folder.resolve("lines.db");
        var keys = folder.resolve("lines.db.key");
        try (var store = JdbcStore.embedded(file)) {
            built(store);
            assertThat(books.tokens().replace(0, TOKENS)).isTrue();
        }
        var line = Base64.getEncoder().encodeToString(current);
        Files.writeString(keys, line + "\n" + Files.readString(keys) + "\n");

        try (var store = JdbcStore.embedded(file);
                var pipeline = built(store)) {
            pipeline.start();
        }
        Files.writeString(keys, line);

        try (var store = JdbcStore.embedded(file)) {
            built(store);
            assertThat(books.tokens().load()).map(TokenStore.Stored::tokens).contains(TOKENS);
        }
    }

    private JdbcStore store(byte[]... keys) {
        var builder = JdbcStore.builder().embedded(folder.resolve("rotated.db"));
        for (byte[] key : keys) {
            builder.encryptionKey(key);
        }
        return builder.build();
    }

    /** A restart: new objects on the same file. */
    private InvoicingPipeline built(JdbcStore store) {
        var clock = Clock.systemUTC();
        books = new FakeBooks(clock);
        return InvoicingPipeline.builder()
                .supplier(Supplier.builder()
                        .name("Jansen Advies B.V.")
                        .vatNumber("NL123456782B90")
                        .build())
                .trigger(new FakeSource("crm", clock))
                .accountingGateway(books)
                .delivery(Delivery.email())
                .store(store)
                .build();
    }

    private static byte[] key(int seed) {
        var key = new byte[32];
        Arrays.fill(key, (byte) seed);
        return key;
    }
}
