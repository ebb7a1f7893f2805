package nl.factuurstroom.testkit.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.InvoicingStore;
import nl.factuurstroom.JdbcStore;
import nl.factuurstroom.account.Tokens;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.testkit.SettableClock;
import nl.factuurstroom.testkit.fake.FakeBooks;
import nl.factuurstroom.testkit.fake.FakeSource;
import nl.factuurstroom.testkit.fake.Weather;

/**
 * Makes and reads {@code schema/1.sql}: the schema of version 1 as it was released, with a database in the middle of its
 * work. One text for SQLite and PostgreSQL.
 */
final class FrozenSchema {

    static final Path FILE = Path.of("src/test/resources/schema/1.sql");
    static final byte[] KEY = new byte[32];
    static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

    private static final String DATA = "-- data\n";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> TABLES =
            List.of("process", "claim", "effect", "customer", "account", "setting", "journal", "alarm");

    private FrozenSchema() {}

    /** The released script, as it stands in the jar. */
    static String script(int version) throws IOException {
        return resource(String.format(Locale.ROOT, "/nl/factuurstroom/schema/v%03d.sql", version));
    }

    static String ddl() throws IOException {
        var text = frozen();
        return text.substring(0, text.indexOf(DATA));
    }

    /** Builds the old database on an empty one. */
    static void load(Connection connection, String blobType) throws IOException, SQLException {
        var commands = frozen().lines()
                .filter(line -> !line.startsWith("--"))
                .collect(Collectors.joining("\n"))
                .replace("${blob}", blobType);
        try (var statement = connection.createStatement()) {
            for (String command : commands.split(";\\n")) {
                if (!command.isBlank()) {
                    statement.execute(bytes(command, blobType));
                }
            }
        }
    }

    /** {@code x'00ff'} is SQLite's way to write bytes. */
    private static String bytes(String command, String blobType) {
        return blobType.equals("bytea") ? command.replaceAll(" x'([0-9a-f]*)'", " '\\\\x$1'") : command;
    }

    /** From the source folder, so that what was just frozen counts. */
    private static String frozen() throws IOException {
        return Files.exists(FILE) ? Files.readString(FILE) : resource("/schema/1.sql");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(FrozenSchema.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Writes the file anew: the schema as it is now, and a database that today's code filled. */
    static void freeze(Path folder) throws IOException, SQLException {
        var file = folder.resolve("frozen.db");
        fill(file);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            var text = new StringBuilder(script(1)).append(DATA);
            text.append("create table invoicing_schema (version integer not null primary key);\n"
                    + "insert into invoicing_schema (version) values (1);\n");
            for (String table : TABLES) {
                dump(connection, "invoicing_" + table, text);
            }
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, text.toString().replace("inv-", "frozen-"));
        }
    }

    /** 1 issued and unpaid; 2 waits for a person; 3 booked perhaps; 4 to be read; 5 given up and erased; 6 handed in. */
    private static void fill(Path file) {
        var clock = SettableClock.at(NOW);
        var source = new FakeSource("crm", clock);
        var books = new FakeBooks(clock);
        var rig = new Rig();
        try (var store = store(file, clock)) {
            try (var pipeline = pipeline(store, source, books)) {
                pipeline.start();
                books.tokens()
                        .replace(0, new Tokens("access-1", NOW, NOW.plusSeconds(600), "refresh-1", null, "seed-1"));
                win(pipeline, source, rig, "1");
                await(() -> !pipeline.insights().counts().isEmpty()
                        && pipeline.insights().counts().getOrDefault("invoiced", 0L) == 1);
                source.won(rig.sale("2").toBuilder().lines(List.of()).build());
                pipeline.receive(source, source.webhook("2"));
                source.won(rig.sale("5").toBuilder().lines(List.of()).build());
                pipeline.receive(source, source.webhook("5"));
                await(() -> pipeline.attention().size() == 2);
                var item = pipeline.attention().stream()
                        .filter(a -> a.sale().endsWith(":5"))
                        .findFirst()
                        .orElseThrow();
                pipeline.abandon(item.id(), "anna");
                pipeline.erase(source.ref("5"), "anna");
                books.weather(Weather.then("book", Weather.Kind.REQUEST_LOST));
                win(pipeline, source, rig, "3");
                await(() -> books.calls("book") == 2);
            }
            var stopped = pipeline(store, source, books);
            win(stopped, source, rig, "4");
            stopped.submit(source.ref("6"), rig.sale("6"));
        }
    }

    private static void win(InvoicingPipeline pipeline, FakeSource source, Rig rig, String id) {
        source.won(rig.sale(id));
        pipeline.receive(source, source.webhook(id));
    }

    private static JdbcStore store(Path file, SettableClock clock) {
        return JdbcStore.builder()
                .embedded(file)
                .encryptionKey(KEY)
                .workers(2)
                .clock(clock)
                .build();
    }

    static InvoicingPipeline pipeline(InvoicingStore store, FakeSource source, FakeBooks books) {
        return InvoicingPipeline.builder()
                .supplier(Supplier.builder()
                        .name("Jansen Advies B.V.")
                        .vatNumber("NL123456782B90")
                        .build())
                .trigger(source)
                .accountingGateway(books)
                .delivery(Delivery.email())
                .numberDelay(Duration.ZERO)
                .store(store)
                .build();
    }

    static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("it didn't happen in " + PATIENCE);
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static void dump(Connection connection, String table, StringBuilder text) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select * from " + table + " order by 1, 2, 3")) {
            var columns = new ArrayList<String>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                columns.add(rows.getMetaData().getColumnName(i));
            }
            while (rows.next()) {
                var values = new ArrayList<String>();
                for (String column : columns) {
                    values.add(literal(rows, column));
                }
                text.append("insert into ").append(table).append(" (").append(String.join(", ", columns));
                text.append(") values\n  (").append(String.join(", ", values)).append(");\n");
            }
        }
    }

    private static String literal(ResultSet rows, String column) throws SQLException {
        var value = rows.getObject(column);
        if (value == null) {
            return "null";
        }
        if (column.equals("picked")) {
            // Nothing is under way in a database that was closed.
            return "false";
        }
        if (value instanceof byte[] bytes) {
            return "x'" + HexFormat.of().formatHex(bytes) + "'";
        }
        return value instanceof Number
                ? value.toString()
                : "'" + value.toString().replace("'", "''") + "'";
    }
}
