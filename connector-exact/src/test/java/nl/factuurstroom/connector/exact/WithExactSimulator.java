package nl.factuurstroom.connector.exact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.CallMeter;
import nl.factuurstroom.account.TokenStore;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.IssueRequest;
import nl.factuurstroom.customer.CustomerId;
import nl.factuurstroom.customer.CustomerQuery;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.testkit.SettableClock;
import nl.factuurstroom.testkit.contract.SampleDrafts;
import nl.factuurstroom.testkit.simulator.ExactSimulator;
import nl.factuurstroom.testkit.simulator.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A connected gateway and a simulator without limits or lag, fresh for each test. */
abstract class WithExactSimulator {

    final SettableClock clock = SettableClock.at("2026-11-24T09:15:30Z");
    final TokenStore tokens = TokenStore.inMemory();
    final RecordedMeter meter = new RecordedMeter();
    ExactSimulator simulator;
    ExactOnline exact;

    @BeforeEach
    void startSimulator() {
        simulator = new ExactSimulator(clock);
        simulator.limits(0, 0);
        exact = connected(settings());
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    /** Two VAT codes, an item, a fixed token. */
    ExactOnlineSettings.Builder settings() {
        return ExactOnlineSettings.builder()
                .baseUri(simulator.baseUri())
                .division(ExactSimulator.DIVISION)
                .accessToken(simulator.accessToken())
                .item("UREN")
                .vatCode(VatTreatment.STANDARD, "2")
                .vatCode(VatTreatment.REDUCED, "1")
                .callTimeout(Duration.ofSeconds(5));
    }

    ExactOnline connected(ExactOnlineSettings.Builder settings) {
        var gateway = ExactOnline.of(settings.build());
        gateway.connect(new AccountContext(clock, tokens, meter));
        return gateway;
    }

    KnownCustomer customer() {
        return customer(Map.of("Email", "facturen@devriesbouw.nl", "Country", "NL"));
    }

    KnownCustomer customer(Map<String, ?> fields) {
        var id = new CustomerId(simulator.addAccount("De Vries Bouw B.V.", fields));
        return exact.customers().find(CustomerQuery.byIds(Set.of(id))).get(0);
    }

    /** EUR 1210.00, issued and read. */
    BookedInvoice issued(String reference) {
        var draft = exact.book(SampleDrafts.one(reference, customer()));
        exact.issue(new IssueRequest(draft, SampleDrafts.TODAY, null));
        return exact.read(Set.of(draft.id())).get(0);
    }

    static Fault refusal(int status, String text) {
        return Fault.status(
                status, "{\"error\":{\"code\":\"\",\"message\":{\"lang\":\"\",\"value\":\"" + text + "\"}}}");
    }

    static String resource(String name) {
        try (var in = WithExactSimulator.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Remembers what it was told. */
    static final class RecordedMeter implements CallMeter {
        final List<String> readings = new ArrayList<>();
        int calls;

        @Override
        public synchronized void called() {
            calls++;
        }

        @Override
        public synchronized void observed(String budget, int limit, int remaining, java.time.Instant resetsAt) {
            readings.add(budget + " " + remaining + "/" + limit + " until " + resetsAt);
        }
    }
}
