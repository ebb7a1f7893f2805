package nl.factuurstroom.internal.jdbc;

import static nl.factuurstroom.internal.jdbc.Sql.number;
import static nl.factuurstroom.internal.jdbc.Sql.text;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.factuurstroom.internal.engine.Lanes;
import nl.factuurstroom.internal.engine.ProcessKey;
import nl.factuurstroom.internal.engine.ProcessRow;
import nl.factuurstroom.internal.engine.Step;
import nl.factuurstroom.internal.engine.Strand;

/** {@code invoicing_process}. */
final class ProcessTable {

    private static final String BY_KEY = " where pipeline = ? and sale = ? and part = ? and strand = ?";

    private final Sql sql;

    ProcessTable(Sql sql) {
        this.sql = sql;
    }

    Optional<ProcessRow> find(ProcessKey key) {
        return sql.one(
                "select * from invoicing_process" + BY_KEY,
                ProcessTable::map,
                key.pipeline(),
                key.sale(),
                key.part(),
                key.strand().name());
    }

    Optional<ProcessRow> byId(String pipeline, String id) {
        return sql.one(
                "select * from invoicing_process where pipeline = ? and id = ?", ProcessTable::map, pipeline, id);
    }

    boolean insert(ProcessRow row) {
        return sql.update(
                        """
                        insert into invoicing_process (pipeline, id, sale, part, strand, alarm, step, lane, due_at, parked_on,
                          priority, attempt, version, signals, state_format, state, attention_code, attention_text,
                          attention_since, created_at, updated_at, reference, books_id, invoice_number, currency, net_minor,
                          gross_minor, open_minor, invoice_date, due_date, settled_on, erased)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict do nothing
                        """,
                        row.key.pipeline(),
                        row.key.id(),
                        row.key.sale(),
                        row.key.part(),
                        row.key.strand().name(),
                        row.key.text(),
                        row.step.name(),
                        text(row.lane),
                        number(row.dueAt),
                        text(row.parkedOn),
                        row.priority,
                        row.attempt,
                        row.version,
                        row.signals,
                        row.stateFormat,
                        row.state,
                        text(row.attentionCode),
                        text(row.attentionText),
                        number(row.attentionSince),
                        row.createdAt,
                        row.updatedAt,
                        text(row.reference),
                        text(row.booksId),
                        text(row.invoiceNumber),
                        text(row.currency),
                        row.netMinor,
                        row.grossMinor,
                        row.openMinor,
                        text(row.invoiceDate),
                        text(row.dueDate),
                        text(row.settledOn),
                        row.erased)
                == 1;
    }

    boolean update(ProcessRow row) {
        return update(row, " and version = ? and signals = ?", row.version, row.signals);
    }

    boolean updateSignalled(ProcessRow row) {
        return update(row, " and version = ? and signals <= ?", row.version, row.signals);
    }

    private boolean update(ProcessRow row, String fence, long version, long signals) {
        boolean written = sql.update(
                        """
                        update invoicing_process set step = ?, lane = ?, due_at = ?, parked_on = ?, priority = ?, attempt = ?,
                          version = ?, signals = ?, state_format = ?, state = ?, attention_code = ?, attention_text = ?,
                          attention_since = ?, updated_at = ?, reference = ?, books_id = ?, invoice_number = ?, currency = ?,
                          net_minor = ?, gross_minor = ?, open_minor = ?, invoice_date = ?, due_date = ?, settled_on = ?, erased = ?
                        """ + BY_KEY + fence,
                        row.step.name(),
                        text(row.lane),
                        number(row.dueAt),
                        text(row.parkedOn),
                        row.priority,
                        row.attempt,
                        version + 1,
                        row.signals,
                        row.stateFormat,
                        row.state,
                        text(row.attentionCode),
                        text(row.attentionText),
                        number(row.attentionSince),
                        row.updatedAt,
                        text(row.reference),
                        text(row.booksId),
                        text(row.invoiceNumber),
                        text(row.currency),
                        row.netMinor,
                        row.grossMinor,
                        row.openMinor,
                        text(row.invoiceDate),
                        text(row.dueDate),
                        text(row.settledOn),
                        row.erased,
                        row.key.pipeline(),
                        row.key.sale(),
                        row.key.part(),
                        row.key.strand().name(),
                        version,
                        signals)
                == 1;
        if (written) {
            row.version = version + 1;
        }
        return written;
    }

    void signal(ProcessKey key) {
        sql.update(
                "update invoicing_process set signals = signals + 1" + BY_KEY,
                key.pipeline(),
                key.sale(),
                key.part(),
                key.strand().name());
    }

    List<ProcessRow> due(String pipeline, String lane, Instant now, int limit) {
        return sql.query("""
                select * from invoicing_process
                where pipeline = ? and lane = ? and due_at <= ? and parked_on is null and state_format <= ?
                order by priority desc, created_at, sale limit ?
                """, ProcessTable::map, pipeline, lane, now, ProcessRow.STATE_FORMAT, limit);
    }

    Optional<Instant> nextDue(String pipeline, String lane) {
        return sql.one("""
                select due_at from invoicing_process
                where pipeline = ? and lane = ? and due_at is not null and parked_on is null and state_format <= ?
                order by due_at limit 1
                """, row -> Sql.instantOf(row, "due_at"), pipeline, lane, ProcessRow.STATE_FORMAT);
    }

    List<ProcessRow> ofSale(String pipeline, String sale) {
        return sql.query(
                "select * from invoicing_process where pipeline = ? and sale = ?", ProcessTable::map, pipeline, sale);
    }

    List<ProcessRow> withInvoice(String pipeline, Strand strand, boolean openOnly) {
        return sql.query(
                "select * from invoicing_process where pipeline = ? and strand = ? and invoice_number is not null"
                        + (openOnly ? " and settled_on is null" : "")
                        + " order by created_at",
                ProcessTable::map,
                pipeline,
                strand.name());
    }

    Optional<ProcessRow> byBooksId(String pipeline, Strand strand, String booksId) {
        return sql.one(
                "select * from invoicing_process where pipeline = ? and strand = ? and books_id = ?",
                ProcessTable::map,
                pipeline,
                strand.name(),
                booksId);
    }

    List<ProcessRow> inAttention(String pipeline, int limit) {
        return sql.query("""
                select * from invoicing_process where pipeline = ? and attention_code is not null
                order by attention_since, sale limit ?
                """, ProcessTable::map, pipeline, limit);
    }

    List<ProcessRow> parkedOn(String pipeline, String what, int limit) {
        return sql.query("""
                select * from invoicing_process where pipeline = ? and parked_on = ?
                order by priority desc, created_at, sale limit ?
                """, ProcessTable::map, pipeline, what, limit);
    }

    List<ProcessRow> dueWithoutAlarm(String pipeline, Instant before, int limit) {
        return sql.query(
                """
                select p.* from invoicing_process p
                where p.pipeline = ? and p.lane = ? and p.due_at <= ? and p.parked_on is null and p.state_format <= ?
                  and not exists (select 1 from invoicing_alarm a
                    where a.task_name = ? and a.task_instance = p.alarm and (a.picked or a.execution_time <= ?))
                order by p.priority desc, p.created_at limit ?
                """,
                ProcessTable::map,
                pipeline,
                Lanes.OWN,
                before,
                ProcessRow.STATE_FORMAT,
                AlarmTable.task(pipeline),
                before,
                limit);
    }

    Map<String, Long> counts(String pipeline) {
        var counts = new HashMap<String, Long>();
        sql.query(
                        """
                        select step, case when attention_code is null then 0 else 1 end as attention, count(*) as number
                        from invoicing_process where pipeline = ? and strand = ? group by step, 2
                        """,
                        row -> Map.entry(
                                row.getString("step") + (row.getInt("attention") == 1 ? "!" : ""),
                                row.getLong("number")),
                        pipeline,
                        Strand.INVOICE.name())
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    List<ProcessRow> figures(String pipeline, Strand strand) {
        return sql.query(
                "select * from invoicing_process where pipeline = ? and strand = ?",
                ProcessTable::map,
                pipeline,
                strand.name());
    }

    private static ProcessRow map(ResultSet row) throws SQLException {
        var key = new ProcessKey(
                row.getString("pipeline"),
                row.getString("sale"),
                row.getInt("part"),
                Strand.valueOf(row.getString("strand").toUpperCase(Locale.ROOT)));
        var process = new ProcessRow(key, Step.valueOf(row.getString("step")), Sql.instantOf(row, "created_at"));
        process.lane = row.getString("lane");
        process.dueAt = Sql.instant(row, "due_at");
        process.parkedOn = row.getString("parked_on");
        process.priority = row.getInt("priority");
        process.attempt = row.getInt("attempt");
        process.version = row.getLong("version");
        process.signals = row.getLong("signals");
        process.stateFormat = row.getInt("state_format");
        process.state = row.getString("state");
        process.attentionCode = row.getString("attention_code");
        process.attentionText = row.getString("attention_text");
        process.attentionSince = Sql.instant(row, "attention_since");
        process.updatedAt = Sql.instantOf(row, "updated_at");
        process.reference = row.getString("reference");
        process.booksId = row.getString("books_id");
        process.invoiceNumber = row.getString("invoice_number");
        process.currency = row.getString("currency");
        process.netMinor = row.getLong("net_minor");
        process.grossMinor = row.getLong("gross_minor");
        process.openMinor = row.getLong("open_minor");
        process.invoiceDate = Sql.day(row, "invoice_date");
        process.dueDate = Sql.day(row, "due_date");
        process.settledOn = Sql.day(row, "settled_on");
        process.erased = row.getInt("erased");
        return process;
    }
}
