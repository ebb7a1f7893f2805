package nl.factuurstroom.internal.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nl.factuurstroom.internal.engine.ProcessKey;
import nl.factuurstroom.internal.engine.Pseudonym;
import nl.factuurstroom.internal.engine.Step;
import nl.factuurstroom.internal.engine.Strand;

/** What erasing personal data asks of several tables. */
final class ErasureQueries {

    private final Sql sql;

    ErasureQueries(Sql sql) {
        this.sql = sql;
    }

    List<String> ended(
            String pipeline, Set<Step> steps, int erasedBelow, Instant untouchedSince, String after, int limit) {
        var values = new ArrayList<Object>();
        values.add(pipeline);
        values.add(Strand.INVOICE.name());
        steps.forEach(step -> values.add(step.name()));
        values.addAll(List.of(erasedBelow, untouchedSince, after, limit));
        return sql.query(
                "select distinct sale from invoicing_process where pipeline = ? and strand = ? and step in ("
                        + marks(steps.size())
                        + ") and erased < ? and updated_at < ? and attention_code is null and sale > ?"
                        + " order by sale limit ?",
                row -> row.getString("sale"),
                values.toArray());
    }

    /** Every state is looked through: for the rare act of a person. */
    List<String> mentioning(String pipeline, String text, int limit) {
        var pattern = "%"
                + text.replace("!", "!!").replace("%", "!%").replace("_", "!_").toLowerCase(java.util.Locale.ROOT)
                + "%";
        return sql.query(
                "select distinct sale from invoicing_process where pipeline = ? and lower(state) like ? escape '!'"
                        + " order by sale limit ?",
                row -> row.getString("sale"),
                pipeline,
                pattern,
                limit);
    }

    void delete(ProcessKey process) {
        sql.update(
                "delete from invoicing_process where pipeline = ? and sale = ? and part = ? and strand = ?",
                process.pipeline(),
                process.sale(),
                process.part(),
                process.strand().name());
        sql.update(
                "delete from invoicing_effect where pipeline = ? and process = ?", process.pipeline(), process.text());
        sql.update(
                "delete from invoicing_alarm where task_name = ? and task_instance = ? and not picked",
                AlarmTable.task(process.pipeline()),
                process.text());
    }

    void hashClaims(ProcessKey of, ProcessKey now) {
        var ids = sql.query(
                "select id from invoicing_claim where pipeline = ? and process = ?",
                row -> row.getString("id"),
                of.pipeline(),
                of.text());
        ids.forEach(id -> sql.update(
                "update invoicing_claim set id = ?, process = ? where pipeline = ? and id = ?",
                Pseudonym.claim(of.pipeline(), id),
                now.text(),
                of.pipeline(),
                id));
    }

    int deleteJournal(String pipeline, Set<String> codes, Instant before) {
        var values = new ArrayList<Object>();
        values.add(pipeline);
        values.add(before);
        values.addAll(codes);
        return sql.update(
                "delete from invoicing_journal where pipeline = ? and sale = '' and at < ? and code in ("
                        + marks(codes.size()) + ")",
                values.toArray());
    }

    private static String marks(int number) {
        return java.util.stream.Stream.generate(() -> "?").limit(number).collect(Collectors.joining(", "));
    }
}
