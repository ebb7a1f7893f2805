package nl.factuurstroom.internal.jdbc;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.internal.engine.AccountRow;
import nl.factuurstroom.internal.engine.Backend;
import nl.factuurstroom.internal.engine.CustomerRow;
import nl.factuurstroom.internal.engine.EffectRow;
import nl.factuurstroom.internal.engine.JournalEntry;
import nl.factuurstroom.internal.engine.ProcessKey;
import nl.factuurstroom.internal.engine.ProcessRow;
import nl.factuurstroom.internal.engine.Pseudonym;
import nl.factuurstroom.internal.engine.Step;
import nl.factuurstroom.internal.engine.Strand;
import nl.factuurstroom.internal.engine.TurnoverYear;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.tax.VatCheck;

/** One transaction: the tables on one connection. */
final class JdbcTx implements Backend.Tx {

    private final Sql sql;
    private final Instant now;
    private final ProcessTable processes;
    private final EffectTable effects;
    private final AccountTable accounts;
    private final AlarmTable alarms;
    private final ErasureQueries erasing;
    private final TaxTable tax;

    JdbcTx(Sql sql, Dialect dialect, Instant now) {
        this.sql = sql;
        this.now = now;
        this.processes = new ProcessTable(sql);
        this.effects = new EffectTable(sql);
        this.accounts = new AccountTable(sql, dialect);
        this.alarms = new AlarmTable(sql);
        this.erasing = new ErasureQueries(sql);
        this.tax = new TaxTable(sql, dialect);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Optional<ProcessRow> process(ProcessKey key) {
        return processes.find(key);
    }

    @Override
    public Optional<ProcessRow> processById(String pipeline, String id) {
        return processes.byId(pipeline, id);
    }

    @Override
    public boolean insert(ProcessRow row) {
        return processes.insert(row);
    }

    @Override
    public boolean update(ProcessRow row) {
        return processes.update(row);
    }

    @Override
    public boolean updateSignalled(ProcessRow row) {
        return processes.updateSignalled(row);
    }

    @Override
    public void signal(ProcessKey key) {
        processes.signal(key);
    }

    @Override
    public List<ProcessRow> due(String pipeline, String lane, Instant until, int limit) {
        return processes.due(pipeline, lane, until, limit);
    }

    @Override
    public Optional<Instant> nextDue(String pipeline, String lane) {
        return processes.nextDue(pipeline, lane);
    }

    @Override
    public List<ProcessRow> ofSale(String pipeline, String sale) {
        return processes.ofSale(pipeline, sale);
    }

    @Override
    public List<ProcessRow> withInvoice(String pipeline, Strand strand, boolean openOnly) {
        return processes.withInvoice(pipeline, strand, openOnly);
    }

    @Override
    public Optional<ProcessRow> byBooksId(String pipeline, Strand strand, String booksId) {
        return processes.byBooksId(pipeline, strand, booksId);
    }

    @Override
    public List<ProcessRow> inAttention(String pipeline, int limit) {
        return processes.inAttention(pipeline, limit);
    }

    @Override
    public List<ProcessRow> parkedOn(String pipeline, String what, int limit) {
        return processes.parkedOn(pipeline, what, limit);
    }

    @Override
    public List<ProcessRow> dueWithoutAlarm(String pipeline, Instant before, int limit) {
        return processes.dueWithoutAlarm(pipeline, before, limit);
    }

    @Override
    public Map<String, Long> counts(String pipeline) {
        return processes.counts(pipeline);
    }

    @Override
    public List<ProcessRow> figures(String pipeline, Strand strand) {
        return processes.figures(pipeline, strand);
    }

    @Override
    public ProcessKey claim(String pipeline, String id, ProcessKey process) {
        // The claim of an erased sale is kept as a hash, and counts like any other.
        int added = sql.update("""
                insert into invoicing_claim (pipeline, id, process)
                select cast(? as text), cast(? as text), cast(? as text)
                where not exists (select 1 from invoicing_claim where pipeline = ? and id = ?)
                on conflict do nothing
                """, pipeline, id, process.text(), pipeline, Pseudonym.claim(pipeline, id));
        return added == 1 ? process : owner(pipeline, id).orElse(process);
    }

    @Override
    public Optional<ProcessKey> owner(String pipeline, String id) {
        return sql.one(
                "select process from invoicing_claim where pipeline = ? and id in (?, ?)",
                row -> ProcessKey.parse(pipeline, row.getString("process")),
                pipeline,
                id,
                Pseudonym.claim(pipeline, id));
    }

    @Override
    public Optional<EffectRow> effect(ProcessKey process, String act) {
        return effects.find(process, act);
    }

    @Override
    public List<EffectRow> effects(ProcessKey process) {
        return effects.of(process);
    }

    @Override
    public boolean insert(EffectRow effect) {
        return effects.insert(effect);
    }

    @Override
    public boolean update(EffectRow effect) {
        return effects.update(effect);
    }

    @Override
    public Optional<EffectRow> effectByReference(String account, String act, String reference) {
        return effects.byReference(account, act, reference);
    }

    @Override
    public long effectsSince(String pipeline, String act, Instant since) {
        return effects.since(pipeline, act, since);
    }

    @Override
    public List<EffectRow> onceUnknown(String pipeline, String act, Instant from, Instant to) {
        return effects.onceUnknown(pipeline, act, from, to);
    }

    @Override
    public Optional<CustomerRow> customer(String account, String identity) {
        return accounts.customer(account, identity);
    }

    @Override
    public boolean insert(CustomerRow row) {
        return accounts.insert(row);
    }

    @Override
    public void put(CustomerRow row) {
        accounts.put(row);
    }

    @Override
    public void releaseCustomers(String account, ProcessKey creating) {
        accounts.release(account, creating);
    }

    @Override
    public Optional<VatCheck.Valid> vatProof(String pipeline, VatNumber number) {
        return tax.proof(pipeline, number);
    }

    @Override
    public void putVatProof(String pipeline, VatCheck.Valid proof) {
        tax.put(pipeline, proof);
    }

    @Override
    public void dropVatProof(String pipeline, VatNumber number) {
        tax.drop(pipeline, number);
    }

    @Override
    public void dropVatProofs(String pipeline, Instant before) {
        tax.drop(pipeline, before);
    }

    @Override
    public void lock(TurnoverYear year) {
        tax.lock(year);
    }

    @Override
    public long turnover(TurnoverYear year, String pipeline, String exceptSale) {
        return tax.turnover(year, pipeline, exceptSale);
    }

    @Override
    public void reserve(TurnoverYear year, ProcessKey process, long cents) {
        tax.reserve(year, process, cents);
    }

    @Override
    public void addTurnover(TurnoverYear year, long cents) {
        tax.add(year, cents);
    }

    @Override
    public void unreserve(ProcessKey process) {
        tax.unreserve(process);
    }

    @Override
    public AccountRow account(String account) {
        return accounts.account(account);
    }

    @Override
    public void put(AccountRow row) {
        accounts.put(row);
    }

    @Override
    public Optional<String> setting(String pipeline, String name) {
        return sql.one(
                "select value from invoicing_setting where pipeline = ? and name = ?",
                row -> row.getString("value"),
                pipeline,
                name);
    }

    @Override
    public void putSetting(String pipeline, String name, @Nullable String value) {
        if (value == null) {
            sql.update("delete from invoicing_setting where pipeline = ? and name = ?", pipeline, name);
            return;
        }
        sql.update("""
                insert into invoicing_setting (pipeline, name, value) values (?, ?, ?)
                on conflict (pipeline, name) do update set value = excluded.value
                """, pipeline, name, value);
    }

    @Override
    public void journal(String pipeline, JournalEntry entry) {
        sql.update(
                "insert into invoicing_journal (pipeline, at, sale, code, text) values (?, ?, ?, ?, ?)",
                pipeline,
                entry.at(),
                entry.sale(),
                entry.code(),
                entry.text());
    }

    @Override
    public List<JournalEntry> journalOf(String pipeline, String sale) {
        return sql.query(
                "select at, sale, code, text from invoicing_journal where pipeline = ? and sale = ? order by at",
                row -> new JournalEntry(
                        Sql.instantOf(row, "at"), row.getString("sale"), row.getString("code"), row.getString("text")),
                pipeline,
                sale);
    }

    @Override
    public List<String> ended(
            String pipeline, Set<Step> steps, int erasedBelow, Instant untouchedSince, String after, int limit) {
        return erasing.ended(pipeline, steps, erasedBelow, untouchedSince, after, limit);
    }

    @Override
    public List<String> mentioning(String pipeline, String text, int limit) {
        return erasing.mentioning(pipeline, text, limit);
    }

    @Override
    public void delete(ProcessKey process) {
        erasing.delete(process);
    }

    @Override
    public void hashClaims(ProcessKey of, ProcessKey now) {
        erasing.hashClaims(of, now);
    }

    @Override
    public void replaceJournal(String pipeline, String sale, List<JournalEntry> lines) {
        sql.update("delete from invoicing_journal where pipeline = ? and sale = ?", pipeline, sale);
        lines.forEach(line -> journal(pipeline, line));
    }

    @Override
    public int deleteJournal(String pipeline, Set<String> codes, Instant before) {
        return erasing.deleteJournal(pipeline, codes, before);
    }

    @Override
    public void forgetSettings(String pipeline, String prefix) {
        sql.update(
                "delete from invoicing_setting where pipeline = ? and substr(name, 1, ?) = ?",
                pipeline,
                prefix.length(),
                prefix);
    }

    @Override
    public void forgetCustomer(String account, String identity) {
        sql.update("delete from invoicing_customer where account = ? and identity = ?", account, identity);
    }

    @Override
    public int forgetCustomerFacts(String account, Instant readBefore) {
        return sql.update(
                "update invoicing_customer set facts = null where account = ? and read_at < ? and facts is not null",
                account,
                readBefore);
    }

    @Override
    public void wake(String pipeline, String alarm, Instant at, int priority) {
        alarms.wake(pipeline, alarm, at, priority);
    }
}
