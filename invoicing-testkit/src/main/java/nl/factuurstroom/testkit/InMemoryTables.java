package nl.factuurstroom.testkit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import nl.factuurstroom.internal.engine.AccountRow;
import nl.factuurstroom.internal.engine.Backend;
import nl.factuurstroom.internal.engine.CustomerRow;
import nl.factuurstroom.internal.engine.EffectRow;
import nl.factuurstroom.internal.engine.JournalEntry;
import nl.factuurstroom.internal.engine.Lanes;
import nl.factuurstroom.internal.engine.ProcessKey;
import nl.factuurstroom.internal.engine.ProcessRow;
import nl.factuurstroom.internal.engine.Pseudonym;
import nl.factuurstroom.internal.engine.Step;
import nl.factuurstroom.internal.engine.Strand;
import nl.factuurstroom.internal.engine.TurnoverYear;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.tax.VatCheck;

/**
 * The tables in memory, one transaction at a time. Rows are copied in and out, as a database would; a transaction that
 * fails is undone step by step.
 */
final class InMemoryTables implements Backend.Tx {

    /** An alarm; {@code picked} while it runs. */
    static final class Alarm {
        final String pipeline;
        final String name;
        Instant at;
        int priority;
        boolean picked;

        @Nullable
        String pickedBy;

        Alarm(String pipeline, String name, Instant at, int priority) {
            this.pipeline = pipeline;
            this.name = name;
            this.at = at;
            this.priority = priority;
        }
    }

    private static final Comparator<ProcessRow> BY_PRIORITY = Comparator.comparing((ProcessRow row) -> -row.priority)
            .thenComparing(row -> row.createdAt)
            .thenComparing(row -> row.key.sale());

    private final Map<ProcessKey, ProcessRow> processes = new HashMap<>();
    private final Map<List<String>, ProcessKey> claims = new HashMap<>();
    private final Map<List<Object>, EffectRow> effects = new HashMap<>();
    private final Map<List<String>, CustomerRow> customers = new HashMap<>();
    private final Map<String, AccountRow> accounts = new HashMap<>();
    private final Map<List<String>, String> settings = new HashMap<>();
    private final Map<List<String>, VatCheck.Valid> vatProofs = new HashMap<>();
    private final Map<TurnoverYear, Long> invoiced = new HashMap<>();
    private final Map<ProcessKey, Map<TurnoverYear, Long>> reserved = new HashMap<>();
    private final Map<List<String>, List<JournalEntry>> journal = new HashMap<>();
    private final Map<List<String>, Alarm> alarms = new HashMap<>();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private Instant now = Instant.EPOCH;

    void begin(Instant time) {
        now = time.truncatedTo(ChronoUnit.MILLIS);
        undo.clear();
    }

    void rollback() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }

    private <K, V> void set(Map<K, V> map, K key, @Nullable V value) {
        var before = map.get(key);
        undo.push(() -> {
            if (before == null) {
                map.remove(key);
            } else {
                map.put(key, before);
            }
        });
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Optional<ProcessRow> process(ProcessKey key) {
        return Optional.ofNullable(processes.get(key)).map(ProcessRow::copy);
    }

    @Override
    public Optional<ProcessRow> processById(String pipeline, String id) {
        return rows(pipeline, row -> row.key.id().equals(id)).findFirst();
    }

    @Override
    public boolean insert(ProcessRow row) {
        if (processes.containsKey(row.key)) {
            return false;
        }
        set(processes, row.key, row.copy());
        return true;
    }

    @Override
    public boolean update(ProcessRow row) {
        var stored = processes.get(row.key);
        return stored != null && stored.signals == row.signals && write(row, stored);
    }

    @Override
    public boolean updateSignalled(ProcessRow row) {
        var stored = processes.get(row.key);
        return stored != null && stored.signals <= row.signals && write(row, stored);
    }

    private boolean write(ProcessRow row, ProcessRow stored) {
        if (stored.version != row.version) {
            return false;
        }
        row.version++;
        set(processes, row.key, row.copy());
        return true;
    }

    @Override
    public void signal(ProcessKey key) {
        var stored = processes.get(key);
        if (stored != null) {
            var raised = stored.copy();
            raised.signals++;
            set(processes, key, raised);
        }
    }

    private Stream<ProcessRow> rows(String pipeline, Predicate<ProcessRow> which) {
        return processes.values().stream()
                .filter(row -> row.key.pipeline().equals(pipeline) && which.test(row))
                .sorted(BY_PRIORITY)
                .map(ProcessRow::copy);
    }

    private static boolean readable(ProcessRow row) {
        return row.parkedOn == null && row.dueAt != null && row.stateFormat <= ProcessRow.STATE_FORMAT;
    }

    @Override
    public List<ProcessRow> due(String pipeline, String lane, Instant until, int limit) {
        return rows(pipeline, row -> lane.equals(row.lane) && readable(row) && row.isDue(until))
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Instant> nextDue(String pipeline, String lane) {
        return rows(pipeline, row -> lane.equals(row.lane) && readable(row))
                .flatMap(row -> Stream.ofNullable(row.dueAt))
                .min(Comparator.naturalOrder());
    }

    @Override
    public List<ProcessRow> ofSale(String pipeline, String sale) {
        return rows(pipeline, row -> row.key.sale().equals(sale)).toList();
    }

    @Override
    public List<ProcessRow> withInvoice(String pipeline, Strand strand, boolean openOnly) {
        return rows(
                        pipeline,
                        row -> row.key.strand() == strand
                                && row.invoiceNumber != null
                                && (!openOnly || row.settledOn == null))
                .toList();
    }

    @Override
    public Optional<ProcessRow> byBooksId(String pipeline, Strand strand, String booksId) {
        return rows(pipeline, row -> row.key.strand() == strand && booksId.equals(row.booksId))
                .findFirst();
    }

    @Override
    public List<ProcessRow> inAttention(String pipeline, int limit) {
        return rows(pipeline, row -> row.attentionCode != null)
                .sorted(Comparator.comparing(
                                (ProcessRow row) -> row.attentionSince == null ? Instant.EPOCH : row.attentionSince)
                        .thenComparing(row -> row.key.sale()))
                .limit(limit)
                .toList();
    }

    @Override
    public List<ProcessRow> parkedOn(String pipeline, String what, int limit) {
        return rows(pipeline, row -> what.equals(row.parkedOn)).limit(limit).toList();
    }

    @Override
    public List<ProcessRow> dueWithoutAlarm(String pipeline, Instant before, int limit) {
        return rows(
                        pipeline,
                        row -> Lanes.OWN.equals(row.lane)
                                && readable(row)
                                && row.isDue(before)
                                && !hasAlarm(row, before))
                .limit(limit)
                .toList();
    }

    private boolean hasAlarm(ProcessRow row, Instant before) {
        var alarm = alarms.get(List.of(row.key.pipeline(), row.key.text()));
        return alarm != null && (alarm.picked || !alarm.at.isAfter(before));
    }

    @Override
    public Map<String, Long> counts(String pipeline) {
        var counts = new HashMap<String, Long>();
        rows(pipeline, row -> row.key.strand() == Strand.INVOICE)
                .forEach(row -> counts.merge(row.step.name() + (row.attentionCode == null ? "" : "!"), 1L, Long::sum));
        return counts;
    }

    @Override
    public List<ProcessRow> figures(String pipeline, Strand strand) {
        return rows(pipeline, row -> row.key.strand() == strand).toList();
    }

    @Override
    public ProcessKey claim(String pipeline, String id, ProcessKey process) {
        var present = owner(pipeline, id);
        if (present.isPresent()) {
            return present.get();
        }
        set(claims, List.of(pipeline, id), process);
        return process;
    }

    @Override
    public Optional<ProcessKey> owner(String pipeline, String id) {
        return Optional.ofNullable(claims.get(List.of(pipeline, id)))
                .or(() -> Optional.ofNullable(claims.get(List.of(pipeline, Pseudonym.claim(pipeline, id)))));
    }

    @Override
    public Optional<EffectRow> effect(ProcessKey process, String act) {
        return Optional.ofNullable(effects.get(List.of(process, act))).map(EffectRow::copy);
    }

    @Override
    public List<EffectRow> effects(ProcessKey process) {
        return effects.values().stream()
                .filter(effect -> effect.process.equals(process))
                .sorted(Comparator.comparing(effect -> effect.act))
                .map(EffectRow::copy)
                .toList();
    }

    @Override
    public boolean insert(EffectRow effect) {
        List<Object> key = List.of(effect.process, effect.act);
        var reference = effect.reference;
        if (effects.containsKey(key)
                || (reference != null
                        && effectByReference(effect.account, effect.act, reference)
                                .isPresent())) {
            return false;
        }
        set(effects, key, effect.copy());
        return true;
    }

    @Override
    public boolean update(EffectRow effect) {
        List<Object> key = List.of(effect.process, effect.act);
        var stored = effects.get(key);
        if (stored == null || stored.version != effect.version) {
            return false;
        }
        effect.version++;
        set(effects, key, effect.copy());
        return true;
    }

    @Override
    public Optional<EffectRow> effectByReference(String account, String act, String reference) {
        return effects.values().stream()
                .filter(e -> e.account.equals(account) && e.act.equals(act) && reference.equals(e.reference))
                .findFirst()
                .map(EffectRow::copy);
    }

    @Override
    public long effectsSince(String pipeline, String act, Instant since) {
        return effects.values().stream()
                .filter(e ->
                        e.process.pipeline().equals(pipeline) && e.act.equals(act) && !e.intendedAt.isBefore(since))
                .count();
    }

    @Override
    public List<EffectRow> onceUnknown(String pipeline, String act, Instant from, Instant to) {
        return effects.values().stream()
                .filter(e -> e.process.pipeline().equals(pipeline)
                        && e.act.equals(act)
                        && e.everUnknown
                        && e.status == EffectRow.Status.DONE
                        && e.intendedAt.isAfter(from)
                        && !e.intendedAt.isAfter(to))
                .sorted(Comparator.comparing(e -> e.process.text()))
                .map(EffectRow::copy)
                .toList();
    }

    @Override
    public Optional<CustomerRow> customer(String account, String identity) {
        return Optional.ofNullable(customers.get(List.of(account, identity)));
    }

    @Override
    public boolean insert(CustomerRow row) {
        if (customers.containsKey(List.of(row.account(), row.identity()))) {
            return false;
        }
        put(row);
        return true;
    }

    @Override
    public void put(CustomerRow row) {
        set(customers, List.of(row.account(), row.identity()), row);
    }

    @Override
    public void releaseCustomers(String account, ProcessKey creating) {
        var released = customers.values().stream()
                .filter(row ->
                        row.account().equals(account) && creating.equals(row.creating()) && row.customerId() == null)
                .toList();
        released.forEach(row -> set(customers, List.of(account, row.identity()), null));
    }

    @Override
    public Optional<VatCheck.Valid> vatProof(String pipeline, VatNumber number) {
        return Optional.ofNullable(vatProofs.get(List.of(pipeline, number.value())));
    }

    @Override
    public void putVatProof(String pipeline, VatCheck.Valid proof) {
        var key = List.of(pipeline, proof.number().value());
        var present = vatProofs.get(key);
        if (present == null || present.at().isBefore(proof.at())) {
            set(vatProofs, key, proof);
        }
    }

    @Override
    public void dropVatProof(String pipeline, VatNumber number) {
        set(vatProofs, List.of(pipeline, number.value()), null);
    }

    @Override
    public void dropVatProofs(String pipeline, Instant before) {
        List.copyOf(vatProofs.entrySet()).stream()
                .filter(e ->
                        e.getKey().get(0).equals(pipeline) && e.getValue().at().isBefore(before))
                .forEach(e -> set(vatProofs, e.getKey(), null));
    }

    @Override
    public void lock(TurnoverYear year) {
        // One transaction at a time anyway.
    }

    @Override
    public long turnover(TurnoverYear year, String pipeline, String exceptSale) {
        long total = invoiced.getOrDefault(year, 0L);
        for (var entry : reserved.entrySet()) {
            var process = processes.get(entry.getKey());
            boolean own = entry.getKey().pipeline().equals(pipeline)
                    && entry.getKey().sale().equals(exceptSale);
            if (!own && process != null && process.step.isReserved()) {
                total += entry.getValue().getOrDefault(year, 0L);
            }
        }
        return total;
    }

    @Override
    public void reserve(TurnoverYear year, ProcessKey process, long cents) {
        var own = new HashMap<>(reserved.getOrDefault(process, Map.of()));
        own.keySet().removeIf(other -> other.scheme() == year.scheme());
        own.put(year, cents);
        set(reserved, process, own);
    }

    @Override
    public void addTurnover(TurnoverYear year, long cents) {
        set(invoiced, year, invoiced.getOrDefault(year, 0L) + cents);
    }

    @Override
    public void unreserve(ProcessKey process) {
        set(reserved, process, null);
    }

    @Override
    public AccountRow account(String account) {
        var stored = accounts.get(account);
        if (stored == null) {
            stored = new AccountRow(account);
            set(accounts, account, stored);
        }
        return stored.copy();
    }

    @Override
    public void put(AccountRow row) {
        set(accounts, row.account, row.copy());
    }

    @Override
    public Optional<String> setting(String pipeline, String name) {
        return Optional.ofNullable(settings.get(List.of(pipeline, name)));
    }

    @Override
    public void putSetting(String pipeline, String name, @Nullable String value) {
        set(settings, List.of(pipeline, name), value);
    }

    @Override
    public void journal(String pipeline, JournalEntry entry) {
        var lines = new ArrayList<>(journal.getOrDefault(List.of(pipeline, entry.sale()), List.of()));
        lines.add(entry);
        set(journal, List.of(pipeline, entry.sale()), lines);
    }

    @Override
    public List<JournalEntry> journalOf(String pipeline, String sale) {
        return List.copyOf(journal.getOrDefault(List.of(pipeline, sale), List.of()));
    }

    @Override
    public List<String> ended(
            String pipeline, Set<Step> steps, int erasedBelow, Instant untouchedSince, String after, int limit) {
        return rows(
                        pipeline,
                        row -> row.key.strand() == Strand.INVOICE
                                && steps.contains(row.step)
                                && row.erased < erasedBelow
                                && row.updatedAt.isBefore(untouchedSince)
                                && row.attentionCode == null
                                && row.key.sale().compareTo(after) > 0)
                .map(row -> row.key.sale())
                .distinct()
                .sorted()
                .limit(limit)
                .toList();
    }

    @Override
    public List<String> mentioning(String pipeline, String text, int limit) {
        var wanted = text.toLowerCase(Locale.ROOT);
        return rows(pipeline, row -> row.state.toLowerCase(Locale.ROOT).contains(wanted))
                .map(row -> row.key.sale())
                .distinct()
                .sorted()
                .limit(limit)
                .toList();
    }

    @Override
    public void delete(ProcessKey process) {
        set(processes, process, null);
        effects(process).forEach(effect -> set(effects, List.of(process, effect.act), null));
        var alarm = alarms.get(List.of(process.pipeline(), process.text()));
        if (alarm != null && !alarm.picked) {
            set(alarms, List.of(process.pipeline(), process.text()), null);
        }
    }

    @Override
    public void hashClaims(ProcessKey of, ProcessKey now) {
        var ids = claims.entrySet().stream()
                .filter(claim -> claim.getValue().equals(of))
                .map(claim -> claim.getKey().get(1))
                .toList();
        ids.forEach(id -> {
            set(claims, List.of(of.pipeline(), id), null);
            set(claims, List.of(of.pipeline(), Pseudonym.claim(of.pipeline(), id)), now);
        });
    }

    @Override
    public void replaceJournal(String pipeline, String sale, List<JournalEntry> lines) {
        set(journal, List.of(pipeline, sale), null);
        lines.forEach(line -> journal(pipeline, line));
    }

    @Override
    public int deleteJournal(String pipeline, Set<String> codes, Instant before) {
        var all = journal.getOrDefault(List.of(pipeline, ""), List.of());
        var kept = all.stream()
                .filter(line -> !codes.contains(line.code()) || !line.at().isBefore(before))
                .toList();
        set(journal, List.of(pipeline, ""), kept);
        return all.size() - kept.size();
    }

    @Override
    public void forgetSettings(String pipeline, String prefix) {
        var names = settings.keySet().stream()
                .filter(key -> key.get(0).equals(pipeline) && key.get(1).startsWith(prefix))
                .toList();
        names.forEach(key -> set(settings, key, null));
    }

    @Override
    public void forgetCustomer(String account, String identity) {
        set(customers, List.of(account, identity), null);
    }

    @Override
    public int forgetCustomerFacts(String account, Instant readBefore) {
        var old = customers.values().stream()
                .filter(row -> row.account().equals(account)
                        && row.facts() != null
                        && row.readAt() != null
                        && row.readAt().isBefore(readBefore))
                .toList();
        old.forEach(row -> put(
                new CustomerRow(row.account(), row.identity(), row.creating(), row.customerId(), null, row.readAt())));
        return old.size();
    }

    @Override
    public void wake(String pipeline, String alarm, Instant at, int priority) {
        var key = List.of(pipeline, alarm);
        var present = alarms.get(key);
        var time = at.truncatedTo(ChronoUnit.MILLIS);
        if (present == null) {
            set(alarms, key, new Alarm(pipeline, alarm, time, priority));
        } else if (!present.picked && present.at.isAfter(time)) {
            var before = present.at;
            undo.push(() -> present.at = before);
            present.at = time;
        }
    }

    /** A copy of everything, as a backup would hold it. */
    synchronized InMemoryTables backup() {
        var copy = new InMemoryTables();
        processes.forEach((key, row) -> copy.processes.put(key, row.copy()));
        copy.claims.putAll(claims);
        effects.forEach((key, effect) -> copy.effects.put(key, effect.copy()));
        copy.customers.putAll(customers);
        accounts.forEach((key, row) -> copy.accounts.put(key, row.copy()));
        copy.settings.putAll(settings);
        copy.vatProofs.putAll(vatProofs);
        copy.invoiced.putAll(invoiced);
        copy.reserved.putAll(reserved);
        copy.journal.putAll(journal);
        alarms.forEach((key, a) -> copy.alarms.put(key, new Alarm(a.pipeline, a.name, a.at, a.priority)));
        return copy;
    }

    /** Puts a backup in the place of everything. */
    synchronized void restore(InMemoryTables backup) {
        var copy = backup.backup();
        List.of(
                        processes, claims, effects, customers, accounts, settings, vatProofs, invoiced, reserved,
                        journal, alarms)
                .forEach(Map::clear);
        processes.putAll(copy.processes);
        claims.putAll(copy.claims);
        effects.putAll(copy.effects);
        customers.putAll(copy.customers);
        accounts.putAll(copy.accounts);
        settings.putAll(copy.settings);
        vatProofs.putAll(copy.vatProofs);
        invoiced.putAll(copy.invoiced);
        reserved.putAll(copy.reserved);
        journal.putAll(copy.journal);
        alarms.putAll(copy.alarms);
    }

    Collection<Alarm> alarms() {
        return alarms.values();
    }

    synchronized void remove(Alarm alarm) {
        alarms.remove(List.of(alarm.pipeline, alarm.name), alarm);
    }

    synchronized void reschedule(Alarm alarm, Instant next) {
        alarm.at = next.truncatedTo(ChronoUnit.MILLIS);
        alarm.picked = false;
        alarm.pickedBy = null;
    }

    /** A node died: what it was running is free again. */
    synchronized void revive(String node) {
        alarms.values().stream().filter(alarm -> node.equals(alarm.pickedBy)).forEach(alarm -> {
            alarm.picked = false;
            alarm.pickedBy = null;
        });
    }
}
