package nl.factuurstroom;

import java.sql.Connection;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.followup.Insights;
import nl.factuurstroom.internal.engine.Engine;
import nl.factuurstroom.internal.engine.JournalEntry;
import nl.factuurstroom.internal.engine.Parts;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.trigger.CatchUp;
import nl.factuurstroom.trigger.Receipt;
import nl.factuurstroom.trigger.Trigger;
import nl.factuurstroom.trigger.WebhookRequest;
import nl.factuurstroom.trigger.WebhookResponse;
import nl.factuurstroom.trigger.WebhookSource;

/**
 * From a won sale to a sent, followed-up and paid invoice. Immutable and thread-safe; made with {@link #builder()}.
 *
 * <p>What it promises: every step happens at least once, and a sale becomes at most one final invoice, as long as the
 * bookkeeping package shows an invoice within its stated lag and processes no request later than its stated lateness.
 */
public final class InvoicingPipeline implements AutoCloseable {

    /** Webhook bodies above this are refused unread. */
    public static final int MAX_WEBHOOK_BYTES = 1024 * 1024;

    private static final int LONGEST_WORD = 200;

    private final Parts parts;
    private final Engine engine;

    InvoicingPipeline(Parts parts) {
        this.parts = parts;
        this.engine = new Engine(parts);
        parts.backend().register(parts.name(), engine);
    }

    public static PipelineBuilder builder() {
        return new PipelineBuilder();
    }

    /** The name that is part of every key in the store. */
    public String name() {
        return parts.name();
    }

    /**
     * Starts working off what is due and polling. Webhooks may be received from now on; the configuration is checked beside
     * it: a fault stops the steps of that vendor only, and shows in {@link #attention()}.
     */
    public void start() {
        engine.begin();
        parts.backend().start(parts.name());
        parts.backend().nudge();
    }

    /** Stops picking up work and waits for what is under way. The store stays open. */
    @Override
    public void close() {
        parts.backend().stop(parts.name());
    }

    /**
     * Takes a webhook in: verified, stored, and only then answered with 2xx. Calls no vendor.
     *
     * @param source who sent it: a trigger of this pipeline, or its bookkeeping package
     * @return what to answer: 200, or 400, 401 or 413 with a reason
     */
    public WebhookResponse receive(WebhookSource source, WebhookRequest request) {
        if (request.body().length > MAX_WEBHOOK_BYTES) {
            return new WebhookResponse(413, "The body is larger than " + MAX_WEBHOOK_BYTES + " bytes.");
        }
        var receipt = source.receive(request.receivedAt(parts.backend().clock().instant()));
        if (receipt instanceof Receipt.Refused refused) {
            return new WebhookResponse(refused.status(), refused.why());
        }
        if (receipt instanceof Receipt.Ignored ignored) {
            engine.note("WEBHOOK_IGNORED", source.name() + ": " + ignored.why());
            return new WebhookResponse(200, "ignored: " + ignored.why());
        }
        var accepted = (Receipt.Accepted) receipt;
        engine.accept(accepted.signals(), accepted.unusable(), source.name());
        return new WebhookResponse(200, "accepted " + accepted.signals().size());
    }

    /**
     * Hands in a sale that no trigger brings. Idempotent by its reference: a second call changes nothing.
     *
     * @return whether it was new
     */
    public boolean submit(SaleRef ref, Sale sale) {
        requireSame(ref, sale);
        return engine.submit(ref, sale);
    }

    /**
     * Hands in a sale in the host's own transaction: it is invoiced if and only if that commits. Writes four rows, calls
     * nobody, and neither commits nor rolls back. Picked up within half a second of the commit. PostgreSQL only, on a
     * connection to the store's database with its tables in the search path and auto-commit off; in isolation levels above
     * READ COMMITTED a duplicate that is handed in at the same moment may fail as a serialization failure, to be tried again
     * like any other.
     *
     * @return whether it was new; false changes nothing
     * @throws IllegalStateException when the store can't take part in that transaction, with the reason
     */
    public boolean submit(Connection connection, SaleRef ref, Sale sale) {
        requireSame(ref, sale);
        return engine.submit(connection, ref, sale);
    }

    private static void requireSame(SaleRef ref, Sale sale) {
        if (!sale.ref().equals(ref)) {
            throw new IllegalArgumentException("the sale is " + sale.ref() + " but was submitted as " + ref);
        }
    }

    /** What would happen to a sale. Reads at the vendors, writes nothing anywhere. */
    public Preview preview(SaleRef ref) {
        return Optional.ofNullable(engine.preview(Set.of(ref)).get(ref))
                .orElseThrow(() -> new IllegalStateException("no preview for " + ref));
    }

    /**
     * What a backfill would do: every sale won from the first to the last day (Europe/Amsterdam) that isn't invoiced yet.
     * Reads at the vendors, writes nothing anywhere.
     */
    public BackfillPlan planBackfill(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a backfill must not end before it begins: " + from + " to " + to);
        }
        var refs = new LinkedHashSet<SaleRef>();
        parts.triggers().values().stream()
                .map(Trigger::catchUp)
                .flatMap(Optional::stream)
                .map((CatchUp catchUp) -> catchUp.wonBetween(from, to))
                .forEach(refs::addAll);
        refs.removeIf(engine::knows);
        var previews = List.copyOf(engine.preview(refs).values());
        var total = Money.zeroEur();
        for (Preview preview : previews) {
            var tax = preview.tax();
            if (preview.ready() && tax != null) {
                total = total.plus(new Money(tax.gross().amount(), total.currency()));
            }
        }
        return new BackfillPlan(from, to, previews, total);
    }

    /** Runs just that plan, within {@link BackfillPlan.Limits#standard()}. Safe to run twice. */
    public void backfill(BackfillPlan plan) {
        backfill(plan, BackfillPlan.Limits.standard());
    }

    /**
     * Runs just that plan. Safe to run twice.
     *
     * @throws IllegalArgumentException when the plan is beyond the limits: nothing is done then
     */
    public void backfill(BackfillPlan plan, BackfillPlan.Limits limits) {
        long days = ChronoUnit.DAYS.between(plan.from(), plan.to()) + 1;
        if (plan.previews().size() > limits.sales()
                || plan.total().compareTo(limits.total()) > 0
                || days > limits.days()) {
            throw new IllegalArgumentException(
                    "the plan has " + plan.previews().size() + " sales, " + plan.total() + " over " + days
                            + " days, and the limits are " + limits.sales() + " sales, " + limits.total() + " and "
                            + limits.days()
                            + " days: make it smaller, or give higher limits");
        }
        engine.backfill(plan.previews().stream().map(Preview::ref).toList());
    }

    /** The doctor: every problem of configuration and accounts at once. Reads only. */
    public List<Finding> check() {
        return engine.check();
    }

    /** Stops booking, sending and telling, on every node, until {@link #resume()}. Webhooks are accepted meanwhile. */
    public void pause(String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("say why the pipeline is paused");
        }
        parts.backend().transact(tx -> engine.pause().set(tx, clean(reason)));
    }

    /** Goes on, on every node. */
    public void resume() {
        parts.backend().transact(tx -> engine.pause().lift(tx));
        parts.backend().nudge();
    }

    /** Why it is paused, if it is. */
    public Optional<String> paused() {
        return engine.pause().reason();
    }

    /** What waits for a person, and why. */
    public List<AttentionItem> attention() {
        return engine.attention();
    }

    /** Tries again, after what was wrong was mended. @throws IllegalArgumentException when nothing waits under that id */
    public void retry(String attentionId, String by) {
        engine.retry(attentionId, clean(by));
    }

    /** Approves a draft, or an amount above the guard. */
    public void approve(String attentionId, String by) {
        engine.approve(attentionId, clean(by));
    }

    /**
     * Lets a sale go on without the fact that its VAT decision waits for ({@code VAT_ID_MISSING}, say): the row of docs/vat.md
     * that is named after "released" then applies. Journalled with who did it.
     */
    public void release(String attentionId, String by) {
        engine.release(attentionId, clean(by));
    }

    /** Gives a sale up, or marks a remark as handled. What is in the books stays there. */
    public void abandon(String attentionId, String by) {
        engine.abandon(attentionId, clean(by));
    }

    /** Says that it was invoiced by hand under this number. */
    public void doneByHand(String attentionId, String invoiceNumber, String by) {
        if (invoiceNumber.isBlank()) {
            throw new IllegalArgumentException("say under which number it was invoiced");
        }
        engine.doneByHand(attentionId, clean(invoiceNumber), clean(by));
    }

    /**
     * Erases the personal data of a sale, under all ids that it is known by. What the law asks to keep stays until its term
     * ends, without e-mail addresses and the like; the rest goes at once. Ids stay claimed, as hashes: should the sale come
     * again, it is recognised and not invoiced again. Nothing is changed in the books or at the source.
     *
     * @param by who asked for it; stands in the journal
     * @throws IllegalArgumentException when no such sale is known
     * @throws IllegalStateException when something of it is still under way, with what must end first; nothing was erased
     */
    public List<Erasure> erase(SaleRef ref, String by) {
        return engine.erase(ref, clean(by));
    }

    /**
     * {@link #erase} for every sale of a buyer with this e-mail address. Looks through the state of all sales, so it takes its
     * time. A sale that is still under way is told with {@link Erasure.Extent#NOTHING}, and the others go on.
     *
     * @return what became of each; empty when no sale has it
     */
    public List<Erasure> eraseCustomer(String email, String by) {
        if (email.strip().length() < 3 || email.indexOf('@') < 0) {
            throw new IllegalArgumentException("that is no e-mail address");
        }
        return engine.eraseCustomer(email, clean(by));
    }

    /** How the business stands, as of now. */
    public Insights insights() {
        return engine.insights();
    }

    /** What happened to one sale and why, oldest first, for an accountant to read. */
    public List<String> journal(SaleRef ref) {
        return engine.journal(ref).stream().map(InvoicingPipeline::line).toList();
    }

    /** Where a sale stands and what it waits for, per instalment and strand; empty when it isn't known. */
    public List<SaleStatus> status(SaleRef ref) {
        return engine.status(ref);
    }

    /** What people type goes into the journal and the log: one line, not too long. */
    private static String clean(String text) {
        var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > LONGEST_WORD ? line.substring(0, LONGEST_WORD) : line;
    }

    private static String line(JournalEntry entry) {
        return entry.at() + "  " + entry.code() + "  " + entry.text();
    }

    @Override
    public String toString() {
        return "InvoicingPipeline[" + parts.name() + "]";
    }
}
