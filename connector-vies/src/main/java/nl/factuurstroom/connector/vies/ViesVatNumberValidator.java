package nl.factuurstroom.connector.vies;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.AccountId;
import nl.factuurstroom.account.CallBudget;
import nl.factuurstroom.account.Connected;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.connector.support.AccountConnection;
import nl.factuurstroom.connector.support.Sleeper;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.tax.VatCheck;
import nl.factuurstroom.tax.VatNumberValidator;

/** Checks a number: a recent valid answer is used again, else VIES is asked, one question per member state at a time. */
final class ViesVatNumberValidator implements VatNumberValidator, Connected {

    private static final AccountId ACCOUNT = new AccountId("vies", "default");
    private static final int MOST_KEPT = 10_000;

    private record Question(VatNumber number, VatNumber requester) {}

    private record Kept(VatCheck.Valid answer, Instant until) {}

    private final AccountConnection connection = new AccountConnection();
    private final ViesSettings settings;
    private final ViesApi api;
    private final Map<Question, Kept> kept = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> underWay = new ConcurrentHashMap<>();

    ViesVatNumberValidator(ViesSettings settings, Sleeper sleeper) {
        this.settings = settings;
        this.api = new ViesApi(settings, connection, sleeper);
    }

    @Override
    public VatCheck validate(VatNumber number, VatNumber requester) {
        if (!number.isKnownToVies()) {
            return unknown(number, "VIES has no numbers that begin with " + number.prefix());
        }
        var question = new Question(number, requester);
        var known = known(question);
        return known.isPresent() ? known.get() : inTurn(question);
    }

    /** VIES counts requests under way per member state, so ours wait for each other. */
    private VatCheck inTurn(Question question) {
        var turn = underWay.computeIfAbsent(question.number().prefix(), prefix -> new Semaphore(1, true));
        try {
            if (!turn.tryAcquire(settings.callTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                return unknown(
                        question.number(),
                        "too many checks of " + question.number().prefix() + " at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unknown(question.number(), "interrupted");
        }
        try {
            var known = known(question);
            return known.isPresent() ? known.get() : asked(question);
        } finally {
            turn.release();
        }
    }

    private VatCheck asked(Question question) {
        try {
            var answer = api.check(ViesMapper.question(question.number(), question.requester()));
            var check = ViesMapper.check(answer, question.number(), now());
            if (check instanceof VatCheck.Valid valid) {
                keep(question, valid);
            }
            return check;
        } catch (ConfigurationException e) {
            throw e;
        } catch (InvoicingException e) {
            return unknown(question.number(), String.valueOf(e.getMessage()));
        }
    }

    private Optional<VatCheck.Valid> known(Question question) {
        var answer = kept.get(question);
        return answer != null && now().isBefore(answer.until()) ? Optional.of(answer.answer()) : Optional.empty();
    }

    private void keep(Question question, VatCheck.Valid answer) {
        if (kept.size() >= MOST_KEPT) {
            kept.values().removeIf(old -> !now().isBefore(old.until()));
            if (kept.size() >= MOST_KEPT) {
                kept.clear();
            }
        }
        kept.put(question, new Kept(answer, now().plus(settings.cacheFor())));
    }

    private VatCheck unknown(VatNumber number, String why) {
        return new VatCheck.Unknown(number, now(), why);
    }

    private Instant now() {
        return connection.clock().instant();
    }

    @Override
    public AccountId account() {
        return ACCOUNT;
    }

    @Override
    public void connect(AccountContext context) {
        connection.connect(context);
    }

    @Override
    public List<Finding> check() {
        try {
            return ViesMapper.findings(api.status());
        } catch (ConfigurationException e) {
            return List.of(Finding.error("vies.base-url", String.valueOf(e.getMessage())));
        } catch (InvoicingException e) {
            return List.of(Finding.warning("vies.base-url", "VIES can't be reached now: " + e.getMessage()));
        }
    }

    @Override
    public List<CallBudget> budgets() {
        return List.of(new CallBudget("day", settings.callsPerDay(), Duration.ofDays(1)));
    }
}
