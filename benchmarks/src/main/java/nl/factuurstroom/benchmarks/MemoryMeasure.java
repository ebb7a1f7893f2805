package nl.factuurstroom.benchmarks;

import com.sun.management.ThreadMXBean;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.JdbcStore;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.testkit.fake.FakeBooks;
import nl.factuurstroom.testkit.fake.FakeSource;

/**
 * What a waiting sale costs: heap that stays, heap that passes, and disk, against keeping its JSON: in a list for the heap, in a
 * table for the rest. On SQLite.
 */
final class MemoryMeasure {

    private static final int SALES = 4_000;
    private static final int WARM_UP = 2_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Bytes per sale. */
    record Cost(double retained, double allocated, double disk) {}

    /**
     * @param ours a submitted sale that waits in the store
     * @param peer its JSON
     * @param json bytes of that JSON
     */
    record Result(Cost ours, Cost peer, double json) {}

    private MemoryMeasure() {}

    static Result run() throws IOException, SQLException {
        var folder = Files.createTempDirectory("factuurstroom-memory");
        var file = folder.resolve("store.db");
        Cost ours;
        try (var store = JdbcStore.embedded(file)) {
            ours = ours(store, file);
        }
        var json = json(file);
        var peerFile = folder.resolve("peer.db");
        Cost peer;
        try (var pool = Databases.sqlite(peerFile)) {
            peer = peer(pool, peerFile, json);
        }
        try (var files = Files.walk(folder)) {
            for (Path path : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        return new Result(
                ours, peer, json.stream().mapToInt(String::length).average().orElseThrow());
    }

    private static Cost ours(JdbcStore store, Path file) throws SQLException {
        var pipeline = InvoicingPipeline.builder()
                .supplier(Shop.SUPPLIER)
                .trigger(new FakeSource("crm", Clock.systemUTC()))
                .accountingGateway(new FakeBooks(Clock.systemUTC()))
                .delivery(Delivery.email())
                .store(store)
                .build();
        submit(pipeline, 0, WARM_UP);
        long heap = usedHeap();
        long disk = size(file);
        long allocated = allocated();
        submit(pipeline, WARM_UP, SALES);
        return cost(allocated() - allocated - made(), usedHeap() - heap, size(file) - disk);
    }

    private static void submit(InvoicingPipeline pipeline, int from, int number) {
        for (int i = from; i < from + number; i++) {
            var ref = new SaleRef("shop", "1", Integer.toString(i));
            pipeline.submit(ref, Shop.sale(ref));
        }
    }

    /** What making the sales themselves allocates: not the store's doing. */
    private static long made() {
        long before = allocated();
        for (int i = 0; i < SALES; i++) {
            if (Shop.sale(new SaleRef("shop", "1", Integer.toString(i))).lines().isEmpty()) {
                throw new IllegalStateException();
            }
        }
        return allocated() - before;
    }

    private static Cost peer(HikariDataSource pool, Path file, List<String> json) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table inbox (id text primary key, body text not null)");
        }
        insert(pool, json.subList(0, WARM_UP), 0);
        long disk = size(file);
        long allocated = allocated();
        insert(pool, json.subList(WARM_UP, json.size()), WARM_UP);
        long passed = allocated() - allocated;
        disk = size(file) - disk;
        long heap = usedHeap();
        var kept = new ArrayList<byte[]>(SALES);
        json.subList(WARM_UP, json.size()).forEach(text -> kept.add(text.getBytes(StandardCharsets.UTF_8)));
        long stays = usedHeap() - heap;
        if (kept.size() != SALES) {
            throw new IllegalStateException();
        }
        return cost(passed, stays, disk);
    }

    private static void insert(HikariDataSource pool, List<String> json, int from) throws SQLException {
        int id = from;
        for (String text : json) {
            try (var connection = pool.getConnection();
                    var insert = connection.prepareStatement("insert into inbox (id, body) values (?, ?)")) {
                insert.setString(1, Integer.toString(id++));
                insert.setString(2, text);
                insert.executeUpdate();
            }
        }
    }

    /** What the store keeps of each sale. */
    private static List<String> json(Path file) throws SQLException {
        var all = new ArrayList<String>();
        try (var pool = Databases.sqlite(file);
                var connection = pool.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select state from invoicing_process")) {
            while (rows.next()) {
                all.add(rows.getString(1));
            }
        }
        return all;
    }

    private static long size(Path file) throws SQLException {
        try (var pool = Databases.sqlite(file);
                var connection = pool.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select page_count * page_size from pragma_page_count(), pragma_page_size()")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Cost cost(long allocated, long retained, long disk) {
        return new Cost((double) retained / SALES, (double) allocated / SALES, (double) disk / SALES);
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static long usedHeap() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
