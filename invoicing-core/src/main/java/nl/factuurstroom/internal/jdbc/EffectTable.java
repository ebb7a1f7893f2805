package nl.factuurstroom.internal.jdbc;

import static nl.factuurstroom.internal.jdbc.Sql.text;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.factuurstroom.internal.engine.EffectRow;
import nl.factuurstroom.internal.engine.ProcessKey;

/** {@code invoicing_effect}. */
final class EffectTable {

    private final Sql sql;

    EffectTable(Sql sql) {
        this.sql = sql;
    }

    Optional<EffectRow> find(ProcessKey process, String act) {
        return sql.one(
                "select * from invoicing_effect where pipeline = ? and process = ? and act = ?",
                EffectTable::map,
                process.pipeline(),
                process.text(),
                act);
    }

    List<EffectRow> of(ProcessKey process) {
        return sql.query(
                "select * from invoicing_effect where pipeline = ? and process = ?",
                EffectTable::map,
                process.pipeline(),
                process.text());
    }

    boolean insert(EffectRow effect) {
        return sql.update(
                        """
                        insert into invoicing_effect (pipeline, process, act, status, account, reference, attempt, intended_at,
                          send_by, settled_at, ever_unknown, vendor_id, answer, extra_ids, version)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """,
                        effect.process.pipeline(),
                        effect.process.text(),
                        effect.act,
                        effect.status.name(),
                        effect.account,
                        text(effect.reference),
                        effect.attempt,
                        effect.intendedAt,
                        effect.sendBy,
                        effect.settledAt,
                        effect.everUnknown ? 1 : 0,
                        text(effect.vendorId),
                        text(effect.answer),
                        text(effect.extraIds),
                        effect.version)
                == 1;
    }

    boolean update(EffectRow effect) {
        boolean written = sql.update(
                        """
                        update invoicing_effect set status = ?, attempt = ?, intended_at = ?, send_by = ?, settled_at = ?,
                          ever_unknown = ?, vendor_id = ?, answer = ?, extra_ids = ?, version = ?
                        where pipeline = ? and process = ? and act = ? and version = ?
                        """,
                        effect.status.name(),
                        effect.attempt,
                        effect.intendedAt,
                        effect.sendBy,
                        effect.settledAt,
                        effect.everUnknown ? 1 : 0,
                        text(effect.vendorId),
                        text(effect.answer),
                        text(effect.extraIds),
                        effect.version + 1,
                        effect.process.pipeline(),
                        effect.process.text(),
                        effect.act,
                        effect.version)
                == 1;
        if (written) {
            effect.version++;
        }
        return written;
    }

    Optional<EffectRow> byReference(String account, String act, String reference) {
        return sql.one(
                "select * from invoicing_effect where account = ? and act = ? and reference = ?",
                EffectTable::map,
                account,
                act,
                reference);
    }

    long since(String pipeline, String act, Instant since) {
        return sql.one(
                        "select count(*) as number from invoicing_effect where pipeline = ? and act = ? and intended_at >= ?",
                        row -> row.getLong("number"),
                        pipeline,
                        act,
                        since)
                .orElse(0L);
    }

    List<EffectRow> onceUnknown(String pipeline, String act, Instant from, Instant to) {
        return sql.query("""
                select * from invoicing_effect where pipeline = ? and act = ? and intended_at > ? and intended_at <= ?
                  and ever_unknown = 1 and status = 'DONE'
                """, EffectTable::map, pipeline, act, from, to);
    }

    private static EffectRow map(ResultSet row) throws SQLException {
        var effect = new EffectRow(
                ProcessKey.parse(row.getString("pipeline"), row.getString("process")),
                row.getString("act"),
                row.getString("account"),
                Sql.instantOf(row, "intended_at"),
                Sql.instantOf(row, "send_by"),
                Sql.instantOf(row, "settled_at"));
        effect.status = EffectRow.Status.valueOf(row.getString("status"));
        effect.reference = row.getString("reference");
        effect.attempt = row.getInt("attempt");
        effect.everUnknown = row.getInt("ever_unknown") == 1;
        effect.vendorId = row.getString("vendor_id");
        effect.answer = row.getString("answer");
        effect.extraIds = row.getString("extra_ids");
        effect.version = row.getLong("version");
        return effect;
    }
}
