package nl.factuurstroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.factuurstroom.internal.engine.Backend;
import nl.factuurstroom.internal.engine.CustomerRow;
import nl.factuurstroom.internal.engine.EffectRow;
import nl.factuurstroom.internal.engine.JournalEntry;
import nl.factuurstroom.internal.engine.ProcessKey;
import nl.factuurstroom.internal.engine.ProcessRow;
import nl.factuurstroom.internal.engine.Step;
import nl.factuurstroom.internal.engine.Strand;
import nl.factuurstroom.internal.engine.TurnoverScheme;
import nl.factuurstroom.internal.engine.TurnoverYear;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.tax.VatCheck;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the engine relies on; the same for memory, SQLite and PostgreSQL. */
abstract class BackendContract {

    private static final String P = "test";

    abstract Backend backend();

    private final ProcessKey key = new ProcessKey(P, "crm|1|" + System.nanoTime(), 1, Strand.INVOICE);

    private ProcessRow inserted() {
        return backend().inTransaction(tx -> {
            var row = new ProcessRow(key, Step.READ, tx.now()).own(tx.now());
            tx.insert(row);
            return row;
        });
    }

    private ProcessRow load() {
        return backend().inTransaction(tx -> tx.process(key)).orElseThrow();
    }

    @Test
    @DisplayName("B1: every field of a process comes back as it was written")
    void rowsComeBack() {
        var row = inserted();
        row.step = Step.ISSUED;
        row.parkedOn = "exact/1";
        row.attention("CODE", "text with 'quotes' and é", Instant.parse("2026-11-24T09:00:00.123Z"));
        row.reference = "HS-1";
        row.booksId = "b";
        row.invoiceNumber = "26000001";
        row.currency = "EUR";
        row.netMinor = 1;
        row.grossMinor = 2;
        row.openMinor = 3;
        row.invoiceDate = java.time.LocalDate.of(2026, 11, 24);
        row.dueDate = java.time.LocalDate.of(2026, 12, 8);
        row.settledOn = java.time.LocalDate.of(2026, 12, 9);
        row.erased = 1;
        row.state = "{\"a\":1}";

        assertThat(backend().<Boolean>inTransaction(tx -> tx.update(row))).isTrue();

        assertThat(load()).usingRecursiveComparison().isEqualTo(row);
    }

    @Test
    @DisplayName("B2: a write with an old version changes nothing")
    void versionsFence() {
        inserted();
        var one = load();
        var other = load();
        one.state = "{\"by\":\"one\"}";
        other.state = "{\"by\":\"other\"}";

        var first = backend().inTransaction(tx -> tx.update(one));
        var second = backend().inTransaction(tx -> tx.update(other));

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(load().state).contains("one");
    }

    @Test
    @DisplayName("B3: a signal that came meanwhile makes the write lose, and keeps the version")
    void signalsFence() {
        inserted();
        var row = load();

        backend().transact(tx -> tx.signal(key));

        assertThat(backend().<Boolean>inTransaction(tx -> tx.update(row))).isFalse();
        assertThat(load().signals).isEqualTo(1);
        assertThat(load().version).isEqualTo(row.version);
    }

    @Test
    @DisplayName("B4: a transaction that throws leaves nothing behind")
    void failuresRollBack() {
        inserted();

        assertThatThrownBy(() -> backend().transact(tx -> {
                    var row = tx.process(key).orElseThrow();
                    row.state = "{\"lost\":true}";
                    tx.update(row);
                    tx.putSetting(P, "lost", "yes");
                    tx.journal(P, new JournalEntry(tx.now(), key.sale(), "LOST", ""));
                    tx.claim(P, key.sale(), key);
                    throw new IllegalArgumentException("on purpose");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        backend().transact(tx -> {
            assertThat(tx.process(key).orElseThrow().state).isEqualTo("{}");
            assertThat(tx.setting(P, "lost")).isEmpty();
            assertThat(tx.journalOf(P, key.sale())).isEmpty();
            assertThat(tx.owner(P, key.sale())).isEmpty();
        });
    }

    @Test
    @DisplayName("B5: an id is claimed once; later claims learn the owner")
    void claimsAreUnique() {
        var other = new ProcessKey(P, key.sale() + "-b", 1, Strand.INVOICE);

        var first = backend().inTransaction(tx -> tx.claim(P, key.sale(), key));
        var second = backend().inTransaction(tx -> tx.claim(P, key.sale(), other));

        assertThat(first).isEqualTo(key);
        assertThat(second).isEqualTo(key);
    }

    @Test
    @DisplayName("B6: an act is intended once per process, and a reference once per account")
    void effectsAreUnique() {
        var other = new ProcessKey(P, key.sale() + "-b", 1, Strand.INVOICE);
        var reference = "R" + key.id();

        var results = backend()
                .inTransaction(tx -> List.of(
                        tx.insert(effect(key, reference)),
                        tx.insert(effect(key, "X" + reference)),
                        tx.insert(effect(other, reference)),
                        tx.insert(effect(other, "Y" + reference))));

        assertThat(results).containsExactly(true, false, false, true);
    }

    private static EffectRow effect(ProcessKey process, String reference) {
        var now = Instant.parse("2026-11-24T09:00:00Z");
        var effect = new EffectRow(process, "book", "books/1", now, now, now);
        effect.reference = reference;
        return effect;
    }

    @Test
    @DisplayName("B7: an effect is written where its version still is the row's")
    void effectsAreFenced() {
        var effect = effect(key, "E" + key.id());
        backend().transact(tx -> tx.insert(effect));
        var one = backend().inTransaction(tx -> tx.effect(key, "book")).orElseThrow();
        var other = one.copy();
        one.status = EffectRow.Status.DONE;
        one.everUnknown = true;
        one.vendorId = "v";
        one.answer = "{}";

        assertThat(backend().<Boolean>inTransaction(tx -> tx.update(one))).isTrue();
        assertThat(backend().<Boolean>inTransaction(tx -> tx.update(other))).isFalse();
        assertThat(backend().inTransaction(tx -> tx.effect(key, "book")).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(one);
    }

    @Test
    @DisplayName("B8: a customer's identity is held by one process until it is known or released")
    void customersAreHeldOnce() {
        var identity = "kvk:" + key.id();
        var held = new CustomerRow("books/1", identity, key, null, null, null);

        backend().transact(tx -> {
            assertThat(tx.insert(held)).isTrue();
            assertThat(tx.insert(held)).isFalse();
            tx.releaseCustomers("books/1", key);
            assertThat(tx.customer("books/1", identity)).isEmpty();
            tx.put(new CustomerRow("books/1", identity, null, "c1", "{}", tx.now()));
            tx.releaseCustomers("books/1", key);
        });

        assertThat(backend()
                        .inTransaction(tx -> tx.customer("books/1", identity))
                        .orElseThrow()
                        .customerId())
                .isEqualTo("c1");
    }

    @Test
    @DisplayName("B9: due rows come by priority, then age, and only when nobody waits for them elsewhere")
    void dueRowsAreOrdered() {
        var lane = "read:" + key.id();
        var now = backend().inTransaction(Backend.Tx::now);
        backend().transact(tx -> {
            tx.insert(row("a", 10, now, lane, null));
            tx.insert(row("b", 30, now.plusMillis(2), lane, null));
            tx.insert(row("c", 30, now.plusMillis(1), lane, null));
            tx.insert(row("d", 30, now, lane, "exact/1"));
        });

        var due = backend().inTransaction(tx -> tx.due(P, lane, now, 10));

        assertThat(due)
                .extracting(r -> r.key.sale().substring(r.key.sale().length() - 1))
                .containsExactly("c", "b", "a");
        var next = backend().inTransaction(tx -> tx.nextDue(P, lane));
        assertThat(next).contains(now.minus(Duration.ofSeconds(5)));
    }

    private ProcessRow row(String name, int priority, Instant created, String lane, String parked) {
        var row = new ProcessRow(new ProcessKey(P, key.sale() + name, 1, Strand.INVOICE), Step.READ, created);
        row.priority = priority;
        row.batch(lane, created.minus(Duration.ofSeconds(5)));
        row.parkedOn = parked;
        return row;
    }

    @Test
    @DisplayName("B10: a due row without an alarm is found; one with an alarm is not")
    void lostAlarmsAreFound() {
        inserted();

        var lost = backend().inTransaction(tx -> tx.dueWithoutAlarm(P, tx.now(), 1000));
        backend().transact(tx -> tx.wake(tx.process(key).orElseThrow()));
        var armed = backend().inTransaction(tx -> tx.dueWithoutAlarm(P, tx.now(), 1000));

        assertThat(lost).extracting(row -> row.key).contains(key);
        assertThat(armed).extracting(row -> row.key).doesNotContain(key);
    }

    @Test
    @DisplayName("B11: settings and accounts keep what was put last")
    void settingsAndAccountsAreKept() {
        var account = "exact/" + key.id();
        backend().transact(tx -> {
            tx.putSetting(P, "a" + key.id(), "1");
            tx.putSetting(P, "a" + key.id(), "2");
            var row = tx.account(account);
            row.troubleCode = "X";
            row.troubleUntil = tx.now();
            row.tokens = new byte[] {1, 2};
            row.tokenVersion = 3;
            tx.put(row);
        });

        backend().transact(tx -> {
            assertThat(tx.setting(P, "a" + key.id())).contains("2");
            assertThat(tx.account(account).tokens).containsExactly(1, 2);
            assertThat(tx.account(account).troubleCode).isEqualTo("X");
            tx.putSetting(P, "a" + key.id(), null);
            assertThat(tx.setting(P, "a" + key.id())).isEmpty();
        });
    }

    @Test
    @DisplayName("B20: the newest confirmation of a VAT number is kept, until the number proves invalid")
    void vatProofs() {
        var number = VatNumber.strict("BE0403019261");
        var pipeline = "proof-" + System.nanoTime();
        var first = new VatCheck.Valid(number, Instant.parse("2026-11-24T09:00:00Z"), "WAPIAAAA1", "Dupont SA", null);
        var newer = new VatCheck.Valid(number, Instant.parse("2026-11-25T09:00:00Z"), null, null, "Rue 1");

        backend().transact(tx -> tx.putVatProof(pipeline, first));
        backend().transact(tx -> tx.putVatProof(pipeline, newer));
        backend().transact(tx -> tx.putVatProof(pipeline, first));

        assertThat(proof(pipeline, number)).contains(newer);
        assertThat(proof("another", number)).isEmpty();
        backend().transact(tx -> tx.dropVatProofs(pipeline, newer.at()));
        assertThat(proof(pipeline, number)).as("not older than the term").contains(newer);
        backend().transact(tx -> tx.dropVatProofs(pipeline, newer.at().plusMillis(1)));
        assertThat(proof(pipeline, number)).as("older than the term").isEmpty();
        backend().transact(tx -> tx.putVatProof(pipeline, newer));
        backend().transact(tx -> tx.dropVatProof(pipeline, number));
        assertThat(proof(pipeline, number)).isEmpty();
    }

    private Optional<VatCheck.Valid> proof(String pipeline, VatNumber number) {
        return backend().inTransaction(tx -> tx.vatProof(pipeline, number));
    }

    @Test
    @DisplayName("B21: turnover is what was invoiced and what sales under way reserved, each once")
    void turnover() {
        var year = new TurnoverYear("NL" + System.nanoTime(), TurnoverScheme.OSS, 2026);
        var row = inserted();

        backend().transact(tx -> {
            tx.lock(year);
            tx.addTurnover(year, 1000);
            tx.reserve(year, key, 50);
            tx.reserve(new TurnoverYear(year.supplier(), year.scheme(), 2025), key, 60);
            tx.reserve(year, key, 70);
        });

        assertThat(total(year)).as("not decided yet").isEqualTo(1000);
        row.step = Step.CONFIRM;
        backend().inTransaction(tx -> tx.update(row));
        assertThat(total(year)).as("decided").isEqualTo(1070);
        assertThat(total(new TurnoverYear(year.supplier(), year.scheme(), 2025)))
                .isZero();
        assertThat(total(new TurnoverYear(year.supplier(), TurnoverScheme.SMALL_BUSINESS, 2026)))
                .isZero();
        assertThat(backend().<Long>inTransaction(tx -> tx.turnover(year, P, key.sale())))
                .as("without the sale itself")
                .isEqualTo(1000);
        backend().transact(tx -> {
            tx.unreserve(key);
            tx.addTurnover(year, 70);
            tx.addTurnover(year, -20);
        });
        assertThat(total(year)).isEqualTo(1050);
    }

    private long total(TurnoverYear year) {
        return backend().inTransaction(tx -> tx.turnover(year, P, "none"));
    }

    @Test
    @DisplayName("B12: a transaction inside a transaction is refused")
    void transactionsDoNotNest() {
        assertThatThrownBy(() -> backend().transact(tx -> backend().transact(inner -> {})))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("B13: secrets are bound to their context")
    void secretsAreBound() {
        var box = backend().encrypt("token".getBytes(java.nio.charset.StandardCharsets.UTF_8), "exact/1");

        assertThat(new String(backend().decrypt(box, "exact/1"), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("token");
        assertThatThrownBy(() -> backend().decrypt(box, "exact/2")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("B14: a claim that became a hash is found by its id, and can't be claimed anew")
    void hashedClaimsCount() {
        var erased = new ProcessKey(P, key.sale() + "-erased", 1, Strand.INVOICE);
        var other = new ProcessKey(P, key.sale() + "-b", 1, Strand.INVOICE);
        backend().transact(tx -> {
            tx.claim(P, key.sale(), key);
            tx.claim(P, key.sale() + "-alias", key);
            tx.hashClaims(key, erased);
        });

        backend().transact(tx -> {
            assertThat(tx.owner(P, key.sale())).contains(erased);
            assertThat(tx.claim(P, key.sale() + "-alias", other)).isEqualTo(erased);
            assertThat(tx.owner(P, key.sale() + "-another")).isEmpty();
        });
    }

    @Test
    @DisplayName("B15: a process goes with its effects and its alarm")
    void processesAreDeleted() {
        var row = inserted();
        backend().transact(tx -> {
            tx.wake(row);
            tx.insert(effect(key, "D" + key.id()));
        });

        backend().transact(tx -> tx.delete(key));

        backend().transact(tx -> {
            assertThat(tx.process(key)).isEmpty();
            assertThat(tx.effects(key)).isEmpty();
            tx.insert(new ProcessRow(key, Step.READ, tx.now()).own(tx.now()));
            assertThat(tx.dueWithoutAlarm(P, tx.now(), 1000))
                    .extracting(found -> found.key)
                    .contains(key);
        });
    }

    @Test
    @DisplayName("B16: ended sales come by key, page by page, unless touched, waiting for a person, or erased so far")
    void endedSalesAreFound() {
        var pipeline = "ended" + key.id();
        var now = backend().inTransaction(Backend.Tx::now);
        backend().transact(tx -> {
            tx.insert(ended(pipeline, "a", Step.ISSUED, now.minusSeconds(10), 0));
            tx.insert(ended(pipeline, "b", Step.READ, now.minusSeconds(10), 0));
            tx.insert(ended(pipeline, "c", Step.NOT_WON, now, 0));
            tx.insert(ended(pipeline, "d", Step.NOT_WON, now.minusSeconds(10), 2));
            tx.insert(ended(pipeline, "e", Step.NOT_WON, now.minusSeconds(10), 1));
            var waiting = ended(pipeline, "f", Step.ISSUED, now.minusSeconds(10), 0);
            waiting.attention("X", "x", now);
            tx.insert(waiting);
        });

        var steps = java.util.Set.of(Step.ISSUED, Step.NOT_WON);
        var first = backend().inTransaction(tx -> tx.ended(pipeline, steps, 2, now.minusSeconds(5), "", 1));
        var second = backend().inTransaction(tx -> tx.ended(pipeline, steps, 2, now.minusSeconds(5), first.get(0), 10));

        assertThat(first).containsExactly("crm|1|a");
        assertThat(second).containsExactly("crm|1|e");
    }

    private static ProcessRow ended(String pipeline, String id, Step step, Instant touched, int erased) {
        var row = new ProcessRow(new ProcessKey(pipeline, "crm|1|" + id, 1, Strand.INVOICE), step, touched);
        row.erased = erased;
        row.state = "{\"email\":\"" + id + "_%!@x.Example\"}";
        return row;
    }

    @Test
    @DisplayName("B17: a text in the state is found as it stands, in whatever case")
    void mentionsAreFound() {
        var pipeline = "mentions" + key.id();
        backend().transact(tx -> {
            tx.insert(ended(pipeline, "A", Step.ISSUED, tx.now(), 0));
            tx.insert(ended(pipeline, "bb", Step.ISSUED, tx.now(), 0));
        });

        backend().transact(tx -> {
            assertThat(tx.mentioning(pipeline, "a_%!@X.example", 10)).containsExactly("crm|1|A");
            assertThat(tx.mentioning(pipeline, "_", 10)).hasSize(2);
            assertThat(tx.mentioning(pipeline, "c_", 10)).isEmpty();
        });
    }

    @Test
    @DisplayName("B18: journal, settings and customers are rewritten and forgotten as told, and nothing else")
    void theRestIsForgotten() {
        var sale = key.sale();
        var books = "books/" + key.id();
        var at = Instant.parse("2026-01-01T00:00:00Z");
        var pipeline = "forget" + key.id();
        backend().transact(tx -> {
            tx.journal(pipeline, new JournalEntry(at, sale, "ONE", "Jan"));
            tx.journal(pipeline, new JournalEntry(at.plusSeconds(1), "", "OLD", "x"));
            tx.journal(pipeline, new JournalEntry(at.plusSeconds(9), "", "OLD", "x"));
            tx.journal(pipeline, new JournalEntry(at, "", "PAUSED", "x"));
            tx.putSetting(pipeline, "returned:a_b/1", "x");
            tx.putSetting(pipeline, "returned:aXb/1", "x");
            tx.put(new CustomerRow(books, "old", null, "1", "{}", at));
            tx.put(new CustomerRow(books, "new", null, "2", "{}", at.plusSeconds(9)));
        });

        backend().transact(tx -> {
            tx.replaceJournal(pipeline, sale, List.of(new JournalEntry(at, sale + "-erased", "ONE", "[erased]")));
            assertThat(tx.deleteJournal(pipeline, java.util.Set.of("OLD", "OTHER"), at.plusSeconds(5)))
                    .isEqualTo(1);
            tx.forgetSettings(pipeline, "returned:a_b/");
            assertThat(tx.forgetCustomerFacts(books, at.plusSeconds(5))).isEqualTo(1);
            tx.forgetCustomer(books, "new");
        });

        backend().transact(tx -> {
            assertThat(tx.journalOf(pipeline, sale)).isEmpty();
            assertThat(tx.journalOf(pipeline, sale + "-erased"))
                    .extracting(JournalEntry::text)
                    .containsExactly("[erased]");
            assertThat(tx.journalOf(pipeline, ""))
                    .extracting(JournalEntry::code)
                    .containsExactlyInAnyOrder("PAUSED", "OLD");
            assertThat(tx.setting(pipeline, "returned:a_b/1")).isEmpty();
            assertThat(tx.setting(pipeline, "returned:aXb/1")).isPresent();
            assertThat(tx.customer(books, "old").orElseThrow().facts()).isNull();
            assertThat(tx.customer(books, "old").orElseThrow().customerId()).isEqualTo("1");
            assertThat(tx.customer(books, "new")).isEmpty();
        });
    }
}
