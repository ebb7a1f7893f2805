package nl.factuurstroom.internal.engine;

import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.AttentionItem;
import nl.factuurstroom.Erasure;
import nl.factuurstroom.Preview;
import nl.factuurstroom.SaleStatus;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.followup.Insights;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.trigger.Signal;
import nl.factuurstroom.trigger.Trigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the steps together and runs alarms. One per pipeline. */
public final class Engine implements Backend.AlarmHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    /** Work that is no batch of rows: polls, payments, housekeeping. */
    private interface Other {
        @Nullable
        Instant run();
    }

    private final Parts parts;
    private final Desk desk;
    private final Acceptance acceptance;
    private final Operator operator;
    private final Previewer previewer;
    private final Figures figures;
    private final Doctor doctor;
    private final GoLive goLive;
    private final InvoiceRun invoiceRun;
    private final BatchRun batchRun;
    private final Map<String, BatchLane> batches = new HashMap<>();
    private final Map<String, Other> others = new HashMap<>();
    private final Release release;
    private final Eraser eraser;

    /** Wires everything; calls nobody. */
    public Engine(Parts parts) {
        this.parts = parts;
        var gates = Gates.connect(parts);
        var journal = new Journal(parts.name(), parts.listener());
        var failures = new Failures(parts, gates, journal);
        var pause = new Pause(parts.backend(), parts.name());
        this.desk = new Desk(parts, gates, journal, failures, new Effects(parts.backend()), pause);
        this.goLive = new GoLive(parts);
        this.acceptance = new Acceptance(parts, journal, goLive);
        this.operator = new Operator(desk);
        this.figures = new Figures(parts);
        this.doctor = new Doctor(desk);
        this.release = new Release(desk);
        this.eraser = new Eraser(desk);
        var issued = new Issued(parts, journal);
        var decisions = new VatDecisions(desk);
        var tax = new TaxStep(desk, decisions);
        var recheck = new Recheck(desk, tax, decisions);
        var extras = new Extras(desk);
        var payments = new PaymentLane(desk);
        var creditExtras = new CreditExtras(desk);
        var credits = new CreditSteps(desk, payments, goLive, creditExtras);
        this.previewer = new Previewer(desk, tax, decisions);
        this.invoiceRun = new InvoiceRun(
                parts,
                failures,
                pause,
                Map.of(
                        Strand.INVOICE,
                        new InvoiceSteps(
                                new CustomerStep(desk, tax),
                                tax,
                                new BookStep(desk, issued, goLive, recheck),
                                new IssueStep(desk, issued, recheck, extras)),
                        Strand.PAYMENT,
                        new PaymentSteps(desk),
                        Strand.REMINDER,
                        new ReminderSteps(desk, payments),
                        Strand.CREDIT,
                        credits));
        this.batchRun = new BatchRun(parts, failures, pause);
        parts.triggers().forEach((source, trigger) -> addLanes(source, trigger, issued));
        parts.crmUpdaters().forEach((source, updater) -> add(new CrmLane(desk, source, updater)));
        add(new ConfirmLane(desk, Lanes.HOST, null, issued, goLive));
        add(new NumberLane(desk, issued));
        others.put(Lanes.PAYMENT, payments::run);
        others.put(Doctor.LANE, doctor::run);
        var sweep =
                new Sweep(desk, goLive, extras, creditExtras, new Keeping(desk, eraser), List.copyOf(batches.keySet()));
        others.put(Lanes.SWEEP, sweep::run);
    }

    private void addLanes(String source, Trigger trigger, Issued issued) {
        add(new ReadLane(desk, trigger, goLive));
        add(new ConfirmLane(desk, source, trigger, issued, goLive));
        trigger.catchUp().ifPresent(catchUp -> {
            var poll = new PollLane(desk, trigger, catchUp, acceptance, goLive);
            others.put(poll.lane(), poll::run);
        });
    }

    private void add(BatchLane lane) {
        batches.put(lane.lane(), lane);
    }

    /** Notes the start and sets the standing alarms. Secrets under an earlier key are encrypted anew. */
    public void begin() {
        for (Gate gate : desk.gates.all()) {
            new StoredTokens(parts.backend(), gate.account).renew().ifPresent(why -> LOG.warn("{}", why));
        }
        parts.backend().transact(tx -> {
            goLive.beat(tx);
            desk.turnover.begin(tx);
            tx.wake(parts.name(), Lanes.SWEEP, tx.now(), Lanes.PRIORITY_SALE);
            tx.wake(parts.name(), Doctor.LANE, tx.now(), Lanes.PRIORITY_FOLLOW_UP);
            others.keySet().stream()
                    .filter(lane -> lane.startsWith("poll:") || lane.equals(Lanes.PAYMENT))
                    .forEach(lane -> tx.wake(parts.name(), lane, tx.now(), Lanes.PRIORITY_POLL));
        });
    }

    /** Stores signals and journal lines in one commit. */
    public void accept(List<Signal> signals, List<String> unusable, String source) {
        parts.backend().transact(tx -> {
            signals.forEach(signal -> acceptance.accept(tx, signal));
            unusable.forEach(why -> desk.journal.write(tx, "", "EVENT_UNUSABLE", source + ": " + why));
        });
        parts.backend().nudge();
    }

    public void note(String code, String text) {
        parts.backend().transact(tx -> desk.journal.write(tx, "", code, text));
    }

    public boolean submit(SaleRef ref, Sale sale) {
        boolean fresh = parts.backend().inTransaction(tx -> acceptance.submit(tx, ref, sale));
        parts.backend().nudge();
        return fresh;
    }

    /** In the host's transaction: nobody is nudged, for nothing is committed yet. */
    public boolean submit(Connection connection, SaleRef ref, Sale sale) {
        return parts.backend().inHostTransaction(connection, tx -> acceptance.submit(tx, ref, sale));
    }

    /** Whether a sale is past the point where a backfill could do anything for it. */
    public boolean knows(SaleRef ref) {
        return parts.backend()
                .inTransaction(tx -> tx.owner(parts.name(), ref.key()).flatMap(tx::process))
                .filter(row -> row.step != Step.BEFORE_GO_LIVE)
                .isPresent();
    }

    public void backfill(List<SaleRef> refs) {
        parts.backend().transact(tx -> refs.forEach(ref -> acceptance.backfill(tx, ref)));
        parts.backend().nudge();
    }

    public Map<SaleRef, Preview> preview(Set<SaleRef> refs) {
        return previewer.preview(refs);
    }

    public List<Finding> check() {
        return doctor.check();
    }

    public Insights insights() {
        return figures.insights();
    }

    public List<AttentionItem> attention() {
        return operator.attention();
    }

    public void retry(String id, String by) {
        operator.retry(id, by);
    }

    public void approve(String id, String by) {
        operator.approve(id, by);
    }

    public void release(String id, String by) {
        operator.release(id, by);
    }

    public void abandon(String id, String by) {
        operator.abandon(id, by);
    }

    public void doneByHand(String id, String number, String by) {
        operator.doneByHand(id, number, by);
    }

    public List<SaleStatus> status(SaleRef ref) {
        return new Standing(parts).of(ref);
    }

    public List<Erasure> erase(SaleRef ref, String by) {
        return eraser.erase(ref, by);
    }

    public List<Erasure> eraseCustomer(String email, String by) {
        return eraser.eraseCustomer(email, by);
    }

    public List<JournalEntry> journal(SaleRef ref) {
        return operator.journal(ref.key());
    }

    public Pause pause() {
        return desk.pause;
    }

    @Override
    public @Nullable Instant run(String alarm) {
        if (alarm.startsWith("release:")) {
            return release.run(Lanes.subject(alarm));
        }
        var batch = batches.get(alarm);
        if (batch != null) {
            return batchRun.run(batch);
        }
        var other = others.get(alarm);
        if (other != null) {
            return other.run();
        }
        if (alarm.indexOf('#') < 0) {
            // A lane that this node's configuration doesn't have.
            return null;
        }
        return invoiceRun.run(ProcessKey.parse(parts.name(), alarm));
    }

    @Override
    public @Nullable Instant dueAfterRun(String alarm) {
        var batch = batches.get(alarm);
        if (batch != null) {
            return batchRun.dueAfterRun(batch);
        }
        return alarm.indexOf('#') < 0 ? null : invoiceRun.dueAfterRun(ProcessKey.parse(parts.name(), alarm));
    }

    /** The lanes of this pipeline, for tests that run everything that is due. */
    public List<String> lanes() {
        var all = new ArrayList<>(batches.keySet());
        all.addAll(others.keySet());
        return all;
    }
}
