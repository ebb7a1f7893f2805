package nl.factuurstroom.internal.jdbc;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.factuurstroom.internal.engine.ProcessKey;
import nl.factuurstroom.internal.engine.StateJson;
import nl.factuurstroom.internal.engine.Step;
import nl.factuurstroom.internal.engine.TurnoverYear;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.tax.VatCheck;

/** {@code invoicing_vat_proof} and {@code invoicing_turnover}. A total's invoiced part is the row without a process. */
final class TaxTable {

    private static final String RESERVED_STEPS = Arrays.stream(Step.values())
            .filter(Step::isReserved)
            .map(step -> "'" + step.name() + "'")
            .collect(Collectors.joining(", "));

    private final Sql sql;
    private final Dialect dialect;

    TaxTable(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    Optional<VatCheck.Valid> proof(String pipeline, VatNumber number) {
        return sql.one(
                "select proof from invoicing_vat_proof where pipeline = ? and number = ?",
                row -> StateJson.read(row.getString("proof"), VatCheck.Valid.class),
                pipeline,
                number.value());
    }

    void put(String pipeline, VatCheck.Valid proof) {
        sql.update("""
                insert into invoicing_vat_proof (pipeline, number, checked_at, proof) values (?, ?, ?, ?)
                on conflict (pipeline, number) do update set checked_at = excluded.checked_at, proof = excluded.proof
                  where invoicing_vat_proof.checked_at < excluded.checked_at
                """, pipeline, proof.number().value(), proof.at(), StateJson.write(proof));
    }

    void drop(String pipeline, VatNumber number) {
        sql.update("delete from invoicing_vat_proof where pipeline = ? and number = ?", pipeline, number.value());
    }

    void drop(String pipeline, Instant before) {
        sql.update("delete from invoicing_vat_proof where pipeline = ? and checked_at < ?", pipeline, before);
    }

    void lock(TurnoverYear year) {
        add(year, 0);
        sql.one(
                "select cents from invoicing_turnover where supplier = ? and scheme = ? and year = ? and pipeline = ''"
                        + dialect.forUpdate,
                row -> row.getLong("cents"),
                year.supplier(),
                year.scheme().name(),
                year.year());
    }

    long turnover(TurnoverYear year, String pipeline, String exceptSale) {
        return sql.one(
                        "select coalesce(sum(t.cents), 0) as total from invoicing_turnover t"
                                + " left join invoicing_process p on p.pipeline = t.pipeline and p.sale = t.sale"
                                + " and p.part = t.part and p.strand = t.strand"
                                + " where t.supplier = ? and t.scheme = ? and t.year = ?"
                                + " and (t.pipeline = '' or (p.step in (" + RESERVED_STEPS
                                + ") and not (t.pipeline = ? and t.sale = ?)))",
                        row -> row.getLong("total"),
                        year.supplier(),
                        year.scheme().name(),
                        year.year(),
                        pipeline,
                        exceptSale)
                .orElse(0L);
    }

    void reserve(TurnoverYear year, ProcessKey process, long cents) {
        unreserve(process, " and scheme = '" + year.scheme().name() + "'");
        write(
                year,
                process.pipeline(),
                process.sale(),
                process.part(),
                process.strand().name(),
                cents);
    }

    void add(TurnoverYear year, long cents) {
        write(year, "", "", 0, "", cents);
    }

    private void write(TurnoverYear year, String pipeline, String sale, int part, String strand, long cents) {
        sql.update("""
                insert into invoicing_turnover (supplier, scheme, year, pipeline, sale, part, strand, cents)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (supplier, scheme, year, pipeline, sale, part, strand)
                  do update set cents = invoicing_turnover.cents + excluded.cents
                """, year.supplier(), year.scheme().name(), year.year(), pipeline, sale, part, strand, cents);
    }

    void unreserve(ProcessKey process) {
        unreserve(process, "");
    }

    private void unreserve(ProcessKey process, String more) {
        sql.update(
                "delete from invoicing_turnover where pipeline = ? and sale = ? and part = ? and strand = ?" + more,
                process.pipeline(),
                process.sale(),
                process.part(),
                process.strand().name());
    }
}
