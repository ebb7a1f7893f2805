package nl.factuurstroom.internal.engine;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.annotation.Nullable;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.tax.VatCheck;

/**
 * Store and scheduler behind small ports, so that a simulation can stand in for both. The contract is tested for JDBC with
 * db-scheduler and for the in-memory one alike.
 */
public interface Backend {

    /**
     * Runs the work in one transaction. Commits when it returns, rolls back when it throws. Conflicts between
     * transactions that the database reports are retried, so the work may run more than once and makes no outside call.
     */
    <T> T inTransaction(Function<Tx, T> work);

    /** Like {@link #inTransaction}, without a result. */
    default void transact(Consumer<Tx> work) {
        inTransaction(tx -> {
            work.accept(tx);
            return true;
        });
    }

    /**
     * Does the work in a transaction of the host's, which commits it or rolls it back. Never ends the transaction, nor retries.
     *
     * @throws IllegalStateException when this store can't take part in it, with the reason
     */
    default <T> T inHostTransaction(Connection connection, Function<Tx, T> work) {
        throw new IllegalStateException("this store is not in the host's database: use submit(ref, sale)");
    }

    /** Says which alarms of a pipeline to run, and with what. Before {@link #start}. */
    void register(String pipeline, AlarmHandler handler);

    /** Starts picking alarms of a registered pipeline on this node. */
    void start(String pipeline);

    /** Stops picking alarms of the pipeline; waits for what is running. */
    void stop(String pipeline);

    /** Looks for due alarms now: something was just committed. */
    void nudge();

    /** The clock everyone uses: the host's, corrected to the database's. */
    java.time.Clock clock();

    /** Monotonic time of this node, beside the wall clock that can be set. */
    default long nanoTime() {
        return System.nanoTime();
    }

    /** How often housekeeping looks for work whose alarm was lost. */
    default Duration sweepInterval() {
        return Duration.ofSeconds(30);
    }

    /** Node name, for leases and the journal. */
    String node();

    /** Why this node takes up no work, if it doesn't: its clock can't be trusted. */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /** A person says that this node's clock is right as it is. */
    default void trust() {}

    /** Encrypts with the host's key. */
    byte[] encrypt(byte[] plain, String context);

    /** Decrypts what {@link #encrypt} made; throws IllegalStateException when no key fits. */
    byte[] decrypt(byte[] secret, String context);

    /** Whether it was encrypted with another key than the one that encrypts now. */
    default boolean isOutdated(byte[] secret) {
        return false;
    }

    /** What is wrong with the store's surroundings, for the doctor. */
    default List<Finding> check() {
        return List.of();
    }

    /** Runs one alarm. */
    interface AlarmHandler {

        /** @return when to run it again, or null for not again */
        @Nullable
        Instant run(String alarm);

        /** Asked after a run ended: is there work for this alarm that came too late for the run to see? */
        @Nullable
        Instant dueAfterRun(String alarm);
    }

    /** What can be read and written in one transaction. */
    interface Tx {

        Instant now();

        // processes

        Optional<ProcessRow> process(ProcessKey key);

        Optional<ProcessRow> processById(String pipeline, String id);

        /** False when it exists already. */
        boolean insert(ProcessRow row);

        /** Writes where version and signals still are the row's, and raises the version. False: somebody else was first. */
        boolean update(ProcessRow row);

        /** Whether the row is still as it was read: neither moved on by another node nor signalled. */
        default boolean isCurrent(ProcessRow row) {
            return process(row.key)
                    .filter(stored -> stored.version == row.version && stored.signals == row.signals)
                    .isPresent();
        }

        /** Writes where version still is the row's, signals included: for who accepts a signal. */
        boolean updateSignalled(ProcessRow row);

        /** Raises the signals of a process, whatever its version: a run under way goes round again. */
        void signal(ProcessKey key);

        /** Due, unparked rows of a lane, by priority, then age. */
        List<ProcessRow> due(String pipeline, String lane, Instant now, int limit);

        /** When the next unparked row of the lane is due. */
        Optional<Instant> nextDue(String pipeline, String lane);

        /** All strands and parts of a sale. */
        List<ProcessRow> ofSale(String pipeline, String sale);

        /** Processes of a strand that have an invoice number, open ones only or all since a day. */
        List<ProcessRow> withInvoice(String pipeline, Strand strand, boolean openOnly);

        Optional<ProcessRow> byBooksId(String pipeline, Strand strand, String booksId);

        List<ProcessRow> inAttention(String pipeline, int limit);

        List<ProcessRow> parkedOn(String pipeline, String what, int limit);

        /** Own-lane rows due before {@code before} that have no alarm due by then: lost alarms. */
        List<ProcessRow> dueWithoutAlarm(String pipeline, Instant before, int limit);

        /** Number of processes per step of a strand, and per step with attention under {@code step!}. */
        Map<String, Long> counts(String pipeline);

        /** Every issued invoice's figures, for insights. */
        List<ProcessRow> figures(String pipeline, Strand strand);

        // claims

        /** Claims an id for a process; the present owner if it is taken already (may be the same process). */
        ProcessKey claim(String pipeline, String id, ProcessKey process);

        Optional<ProcessKey> owner(String pipeline, String id);

        // effects

        Optional<EffectRow> effect(ProcessKey process, String act);

        List<EffectRow> effects(ProcessKey process);

        /** False when the act of this process, or its reference in this account, exists already. */
        boolean insert(EffectRow effect);

        /** Writes where version still is the row's. */
        boolean update(EffectRow effect);

        /** Who holds a reference in an account. */
        Optional<EffectRow> effectByReference(String account, String act, String reference);

        /** Effects of an act intended since, for guards. */
        long effectsSince(String pipeline, String act, Instant since);

        /** Acts that are done but were once unknown, done between two moments: for the later look. */
        List<EffectRow> onceUnknown(String pipeline, String act, Instant from, Instant to);

        // customers

        Optional<CustomerRow> customer(String account, String identity);

        /** False when the identity is taken. */
        boolean insert(CustomerRow row);

        void put(CustomerRow row);

        /** Gives up the identities that the process is creating. */
        void releaseCustomers(String account, ProcessKey creating);

        // evidence

        /** The last confirmation of a VAT number. */
        Optional<VatCheck.Valid> vatProof(String pipeline, VatNumber number);

        /** Keeps a confirmation, unless a newer one is there. */
        void putVatProof(String pipeline, VatCheck.Valid proof);

        /** The number proved invalid: what was confirmed before counts no more. */
        void dropVatProof(String pipeline, VatNumber number);

        /** Forgets confirmations from before a moment: they name people, and prove nothing new any more. */
        void dropVatProofs(String pipeline, Instant before);

        // turnover

        /** Makes others who want to change this total wait until the transaction ends. */
        void lock(TurnoverYear year);

        /**
         * What was invoiced, and what is reserved by sales that are decided but not invoiced yet.
         *
         * @param exceptSale a sale of the pipeline whose reservations don't count
         * @return in cents
         */
        long turnover(TurnoverYear year, String pipeline, String exceptSale);

        /** Replaces what the process reserved, in any year of the scheme. Counts while the process is decided and not issued. */
        void reserve(TurnoverYear year, ProcessKey process, long cents);

        /** Adds to what was invoiced; negative takes away. */
        void addTurnover(TurnoverYear year, long cents);

        /** Forgets what the process reserved. */
        void unreserve(ProcessKey process);

        // accounts

        /** The row, made when missing, locked until the transaction ends. */
        AccountRow account(String account);

        void put(AccountRow row);

        // settings

        Optional<String> setting(String pipeline, String name);

        void putSetting(String pipeline, String name, @Nullable String value);

        // journal

        void journal(String pipeline, JournalEntry entry);

        List<JournalEntry> journalOf(String pipeline, String sale);

        // erasure

        /** Sales whose invoice strand rests at one of the steps, erased less than that, untouched since; by key, after one. */
        List<String> ended(
                String pipeline, Set<Step> steps, int erasedBelow, Instant untouchedSince, String after, int limit);

        /** Sales in whose state a text stands, in whatever case. Slow. */
        List<String> mentioning(String pipeline, String text, int limit);

        /** Removes a process with its effects and its alarm. */
        void delete(ProcessKey process);

        /** Keeps the claims of a process as hashes, under its new key. */
        void hashClaims(ProcessKey of, ProcessKey now);

        /** Puts other lines, perhaps of another sale, in the place of a sale's lines. */
        void replaceJournal(String pipeline, String sale, List<JournalEntry> lines);

        /** Removes old lines of the pipeline as a whole. @return how many */
        int deleteJournal(String pipeline, Set<String> codes, Instant before);

        /** Removes settings whose names begin so. */
        void forgetSettings(String pipeline, String prefix);

        void forgetCustomer(String account, String identity);

        /** Forgets what the books said about customers, not which customer it was. @return of how many */
        int forgetCustomerFacts(String account, Instant readBefore);

        // alarms

        /** Sets an alarm, or moves it earlier; leaves a running one alone, whose run sees what was written. */
        void wake(String pipeline, String alarm, Instant at, int priority);

        default void wake(ProcessRow row) {
            if (row.lane == null || row.dueAt == null || row.parkedOn != null) {
                return;
            }
            wake(row.key.pipeline(), row.lane.equals(Lanes.OWN) ? row.key.text() : row.lane, row.dueAt, row.priority);
        }
    }

    /** How long rows with a lost alarm lie before the sweep finds them. */
    Duration LOST_ALARM_GRACE = Duration.ofSeconds(10);
}
