package nl.factuurstroom.internal.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.OutcomeUnknownException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Intent before effect. An act on the outside world is written down first, sent within seconds or not at all, and after an
 * unclear outcome looked up until the lookup proves something. Only then may it be repeated.
 */
final class Effects {

    private static final Logger LOG = LoggerFactory.getLogger(Effects.class);

    /** From intent to sending: later than this the intent is void. */
    static final Duration SEND_WITHIN = Duration.ofSeconds(10);

    /** What one node wrote down as over may be looked at by another whose clock is ahead: each may be five seconds off. */
    static final Duration CLOCKS_APART = Duration.ofSeconds(10);

    /** Lookups of an unclear outcome: not more often than this. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

    /** One kind of act, for one process. */
    interface Act<R> {

        String name();

        Gate gate();

        Class<R> answerType();

        /** Deadline of the call. */
        Duration callTimeout();

        /** How long a done act may stay invisible to {@link #lookUp}. */
        Duration searchLag();

        /** How long after the deadline the vendor may still carry it out. */
        Duration lateness();

        /** A reference that is unique in the account, if the act has one. */
        default Optional<String> reference() {
            return Optional.empty();
        }

        /** Checked in the commit of the intent: guards. Throw to refuse. */
        default void beforeIntent(Backend.Tx tx) {}

        R send();

        /** What became of it: all that exists. Empty when nothing is found. */
        List<R> lookUp();

        String vendorId(R result);
    }

    /** What performing gave. */
    sealed interface Outcome<R> {

        /** Done, now or before; the caller commits it with {@link #settle}. */
        record Done<R>(EffectRow effect, R result) implements Outcome<R> {}

        /** Can't be told yet: look again then. */
        record Wait<R>(Instant until) implements Outcome<R> {}

        /** More than one exists, or the intent's reference is another process's: a person decides. */
        record Conflict<R>(String text) implements Outcome<R> {}
    }

    private final Backend backend;

    Effects(Backend backend) {
        this.backend = backend;
    }

    /**
     * Performs the act once. Writes intent and unclear outcomes itself; a clear success is written by the caller in the same
     * commit as what follows from it.
     */
    <R> Outcome<R> perform(ProcessRow row, Act<R> act) {
        var known = backend.inTransaction(tx -> tx.effect(row.key, act.name()));
        if (known.isPresent()) {
            var effect = known.get();
            if (effect.status == EffectRow.Status.DONE) {
                return new Outcome.Done<>(effect, StateJson.read(answer(effect), act.answerType()));
            }
            if (effect.isOpen()) {
                return lookUp(effect, act);
            }
        }
        return intendAndSend(row, known, act);
    }

    private <R> Outcome<R> intendAndSend(ProcessRow row, Optional<EffectRow> before, Act<R> act) {
        act.gate().enter();
        try {
            act.gate().settle();
            long intendedNanos = backend.nanoTime();
            var intent = backend.inTransaction(tx -> intend(tx, row, before, act));
            if (intent.isEmpty()) {
                return new Outcome.Conflict<>(
                        "The reference " + act.reference().orElse("") + " is already used in " + act.gate().account
                                + " by another sale: give this sale another reference, or invoice it by hand.");
            }
            // The intent's commit raised the version: what follows is fenced by it.
            row.version++;
            return send(intent.get(), act, intendedNanos);
        } finally {
            act.gate().leave();
        }
    }

    private <R> Optional<EffectRow> intend(Backend.Tx tx, ProcessRow row, Optional<EffectRow> before, Act<R> act) {
        act.beforeIntent(tx);
        var now = tx.now();
        var sendBy = now.plus(SEND_WITHIN);
        var settledAt = sendBy.plus(act.callTimeout())
                .plus(act.searchLag())
                .plus(act.lateness())
                .plus(CLOCKS_APART);
        EffectRow effect;
        if (before.isPresent()) {
            effect = before.get().copy();
            effect.status = EffectRow.Status.INTENDED;
            effect.attempt++;
            effect.intendedAt = now;
            effect.sendBy = sendBy;
            effect.settledAt = settledAt;
            if (!tx.update(effect)) {
                throw new Flow.LostRace();
            }
        } else {
            effect = new EffectRow(row.key, act.name(), act.gate().account, now, sendBy, settledAt);
            effect.reference = act.reference().orElse(null);
            if (!tx.insert(effect)) {
                if (tx.effect(row.key, act.name()).isPresent()) {
                    throw new Flow.LostRace();
                }
                return Optional.empty();
            }
        }
        act.gate().grant(tx, 1, Lanes.PRIORITY_SALE);
        // The intent is fenced by the process row: a run that lost the row can't write one.
        var fenced = row.copy();
        fenced.updatedAt = now;
        if (!tx.update(fenced)) {
            throw new Flow.LostRace();
        }
        return Optional.of(effect);
    }

    private <R> Outcome<R> send(EffectRow effect, Act<R> act, long intendedNanos) {
        boolean late = backend.clock().instant().isAfter(effect.sendBy)
                || backend.nanoTime() - intendedNanos > SEND_WITHIN.toNanos();
        if (late) {
            close(effect, EffectRow.Status.NOT_DONE);
            throw new Flow.LostRace();
        }
        try {
            var result = act.send();
            return new Outcome.Done<>(effect, result);
        } catch (OutcomeUnknownException e) {
            LOG.debug("{} of {} has an unknown outcome: {}", act.name(), effect.process.text(), e.getMessage());
            effect.status = EffectRow.Status.UNKNOWN;
            effect.everUnknown = true;
            if (e.answered()) {
                effect.settledAt =
                        backend.clock().instant().plus(act.searchLag()).plus(CLOCKS_APART);
            }
            save(effect);
            return new Outcome.Wait<>(nextLook(effect));
        } catch (InvoicingException e) {
            close(effect, EffectRow.Status.NOT_DONE);
            throw new Flow.CallFailed(act.gate(), e);
        } catch (RuntimeException | Error e) {
            // A bug in the connector: what it had sent by then can't be told.
            effect.status = EffectRow.Status.UNKNOWN;
            effect.everUnknown = true;
            save(effect);
            throw e;
        }
    }

    private <R> Outcome<R> lookUp(EffectRow effect, Act<R> act) {
        var asked = backend.clock().instant();
        if (effect.status == EffectRow.Status.INTENDED) {
            // The run that intended it is gone: as good as unknown.
            effect.status = EffectRow.Status.UNKNOWN;
            effect.everUnknown = true;
            save(effect);
        }
        act.gate().grantNow(1, Lanes.PRIORITY_SALE);
        var found = act.gate().call(act::lookUp);
        if (!found.isEmpty()) {
            var first = found.get(0);
            if (found.size() > 1) {
                effect.extraIds = String.join(
                        ",", found.stream().skip(1).map(act::vendorId).toList());
            }
            return new Outcome.Done<>(effect, first);
        }
        if (asked.isBefore(effect.settledAt)) {
            return new Outcome.Wait<>(nextLook(effect));
        }
        close(effect, EffectRow.Status.NOT_DONE);
        return new Outcome.Wait<>(backend.clock().instant());
    }

    /** Writes a success in the caller's commit. */
    <R> void settle(Backend.Tx tx, Act<R> act, Outcome.Done<R> done) {
        var effect = done.effect();
        if (effect.status == EffectRow.Status.DONE) {
            return;
        }
        effect.status = EffectRow.Status.DONE;
        effect.vendorId = act.vendorId(done.result());
        effect.answer = StateJson.write(done.result());
        if (!tx.update(effect)) {
            throw new Flow.LostRace();
        }
    }

    /**
     * Writes a success on its own, after the commit that should have held it was lost to somebody else: the answer of the
     * vendor is never forgotten. An effect that got another id meanwhile keeps this one as extra.
     */
    <R> void rescue(Act<R> act, Outcome.Done<R> done) {
        backend.transact(tx -> {
            var now = tx.effect(done.effect().process, act.name()).orElse(null);
            if (now == null) {
                return;
            }
            var id = act.vendorId(done.result());
            if (now.status == EffectRow.Status.DONE) {
                if (!id.equals(now.vendorId)) {
                    now.extraIds = now.extraIds == null ? id : now.extraIds + "," + id;
                    tx.update(now);
                }
                return;
            }
            now.status = EffectRow.Status.DONE;
            now.vendorId = id;
            now.answer = StateJson.write(done.result());
            tx.update(now);
        });
    }

    private Instant nextLook(EffectRow effect) {
        var soon = backend.clock().instant().plus(LOOK_AGAIN);
        return soon.isBefore(effect.settledAt)
                ? soon
                : later(effect.settledAt, backend.clock().instant());
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private void close(EffectRow effect, EffectRow.Status status) {
        effect.status = status;
        save(effect);
    }

    /** Outcome of an effect, apart from any row: losing here means that somebody else already knows better. */
    private void save(EffectRow effect) {
        var written = backend.inTransaction(tx -> tx.update(effect));
        if (!written) {
            throw new Flow.LostRace();
        }
    }

    private static String answer(EffectRow effect) {
        if (effect.answer == null) {
            throw new IllegalStateException(
                    "effect " + effect.act + " of " + effect.process.text() + " is done without an answer");
        }
        return effect.answer;
    }
}
