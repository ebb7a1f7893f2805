package nl.factuurstroom.testkit.fake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.annotation.Nullable;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.AccountId;
import nl.factuurstroom.account.CallMeter;
import nl.factuurstroom.account.Connected;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.account.TokenStore;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.TransientException;

/** What all fakes share: an account, a call count, weather, and requests that are processed late. */
public abstract class FakeVendor implements Connected {

    private record Late(Instant at, Runnable work) {}

    protected final Clock clock;
    private final AccountId account;
    private final List<Late> late = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private Weather weather = Weather.fair();
    private CallMeter meter = CallMeter.none();
    private TokenStore tokens = TokenStore.inMemory();
    private @Nullable Instant processedAt;
    private Duration latenessOfLateCalls = Duration.ofSeconds(40);

    protected FakeVendor(String vendor, Clock clock) {
        this.clock = clock;
        this.account = new AccountId(vendor, "1");
    }

    /** From now on. */
    public void weather(Weather weather) {
        this.weather = weather;
    }

    /** How long after the call a {@link Weather.Kind#LATE} one is processed. */
    public void processesLateAfter(Duration lateness) {
        this.latenessOfLateCalls = lateness;
    }

    /** Names of all calls so far. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** How many calls so far, of whatever kind. */
    public synchronized int callCount() {
        return calls.size();
    }

    public synchronized long calls(String name) {
        return calls.stream().filter(name::equals).count();
    }

    public synchronized void forgetCalls() {
        calls.clear();
    }

    /** What {@link #check()} reports from now on. */
    public void findings(List<Finding> reported) {
        findings.clear();
        findings.addAll(reported);
    }

    /** One call: counted, and treated as the weather says. */
    protected synchronized <T> T call(String name, Supplier<T> work) {
        meter.called();
        calls.add(name);
        processLate();
        switch (weather.next(name)) {
            case FAIR -> {
                return work.get();
            }
            case LIMITED -> throw TransientException.retryAfter("limited: " + name, Duration.ofSeconds(20));
            case UNREACHABLE -> throw TransientException.of("no connection: " + name, null);
            case ANSWER_LOST -> {
                var unused = work.get();
                throw OutcomeUnknownException.noAnswer("no answer: " + name, null);
            }
            case REQUEST_LOST -> throw OutcomeUnknownException.noAnswer("no answer: " + name, null);
            case LATE -> {
                late.add(new Late(clock.instant().plus(latenessOfLateCalls), () -> {
                    var unused = work.get();
                }));
                throw OutcomeUnknownException.noAnswer("no answer: " + name, null);
            }
            case UNCLEAR_DONE -> {
                var unused = work.get();
                throw OutcomeUnknownException.unclearAnswer("error 500: " + name, null, null);
            }
            case CALLER_DIES_BEFORE -> throw new Weather.Death();
            case CALLER_DIES_AFTER -> {
                var unused = work.get();
                throw new Weather.Death();
            }
            default -> throw OutcomeUnknownException.unclearAnswer("error 500: " + name, null, null);
        }
    }

    /** Processes late requests whose time has come. */
    protected synchronized void processLate() {
        var due = late.stream().filter(l -> !l.at().isAfter(clock.instant())).toList();
        late.removeAll(due);
        due.forEach(l -> {
            processedAt = l.at();
            l.work().run();
            processedAt = null;
        });
    }

    /** The vendor's time: that of a late request is when it was processed, not when somebody looked. */
    protected Instant vendorNow() {
        return processedAt == null ? clock.instant() : processedAt;
    }

    @Override
    public AccountId account() {
        return account;
    }

    @Override
    public void connect(AccountContext context) {
        meter = context.calls();
        tokens = context.tokens();
    }

    /** Where this vendor's tokens are kept: the pipeline's store, once it was built. */
    public TokenStore tokens() {
        return tokens;
    }

    @Override
    public List<Finding> check() {
        return List.copyOf(findings);
    }
}
