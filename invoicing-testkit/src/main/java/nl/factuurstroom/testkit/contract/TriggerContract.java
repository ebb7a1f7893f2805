package nl.factuurstroom.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.annotation.Nullable;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.trigger.CatchUp;
import nl.factuurstroom.trigger.Receipt;
import nl.factuurstroom.trigger.Signal;
import nl.factuurstroom.trigger.Trigger;
import nl.factuurstroom.trigger.WebhookRequest;
import nl.factuurstroom.trigger.WebhookSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The rules T1 to T6 of {@link WebhookSource} and C1 to C3 of {@link CatchUp}. Each test gets a fresh instance of the
 * subclass, hence a fresh vendor.
 */
public abstract class TriggerContract {

    /** More pages than anybody should need for what a test wins. */
    private static final int MAX_PAGES = 500;

    /** The trigger under test, connected to a vendor in which the tests can win sales. Always the same one in one test. */
    protected abstract Trigger trigger();

    /**
     * A genuine, signed delivery of the account under test that says that a sale was won.
     *
     * @param saleId the vendor's id, one that {@link #saleIds()} gave
     * @param at when it is signed and received
     */
    protected abstract WebhookRequest wonDelivery(String saleId, Instant at);

    /** A delivery with a right signature whose body is exactly this text. */
    protected abstract WebhookRequest signed(String body, Instant at);

    /** Two ids as the vendor makes them. */
    protected abstract List<String> saleIds();

    /** The same delivery without its signature. */
    protected abstract WebhookRequest withoutSignature(WebhookRequest request);

    /** A signed delivery that holds good events of both ids and, between them, one that can't be read. */
    protected WebhookRequest malformedAmong(String firstId, String secondId, Instant at) {
        throw new UnsupportedOperationException("override this, or answer false to sendsBatches()");
    }

    /** A signed delivery about a sale of somebody else's account. */
    protected WebhookRequest ofAnotherAccount(String saleId, Instant at) {
        throw new UnsupportedOperationException("override this, or answer false to namesAccounts()");
    }

    /** Wins so many new sales at the vendor, now on the vendor's clock; the vendor's own ids are the result's. */
    protected List<SaleRef> win(int count) {
        throw new UnsupportedOperationException("override this, or answer false to catchesUp()");
    }

    /** Lets time pass, for vendor and trigger alike. */
    protected void advance(Duration by) {
        throw new UnsupportedOperationException("override this, or answer false to catchesUp()");
    }

    /** From now on the trigger's clock shows so much more than the vendor's. */
    protected void ourClockRunsAhead(Duration by) {
        throw new UnsupportedOperationException("override this, or answer false to clocksCanDiffer()");
    }

    /** Calls that the vendor has received so far. */
    protected int callsMade() {
        return 0;
    }

    /** Whether old signatures are refused. */
    protected boolean signaturesExpire() {
        return true;
    }

    /** How old a signature may be. */
    protected Duration signatureWindow() {
        return Duration.ofMinutes(5);
    }

    /** Whether the signature covers the body; credentials in a header don't. */
    protected boolean signsTheBody() {
        return true;
    }

    /** Whether one delivery can hold several events. */
    protected boolean sendsBatches() {
        return true;
    }

    /** Whether a delivery names the account it is about. */
    protected boolean namesAccounts() {
        return true;
    }

    /** Whether the source can be asked what was missed. */
    protected boolean catchesUp() {
        return true;
    }

    /** How long the vendor's index may hide a won sale from the catch-up. */
    protected Duration indexLag() {
        return Duration.ofSeconds(30);
    }

    /** How many sales one page of the catch-up holds. */
    protected int pageSize() {
        return 200;
    }

    /** Whether the test can move the trigger's clock apart from the vendor's. */
    protected boolean clocksCanDiffer() {
        return true;
    }

    /** When the tests' deliveries arrive. */
    protected Instant now() {
        return Instant.parse("2026-11-24T09:00:00Z");
    }

    @Test
    @DisplayName("T1: receiving is pure: no call, the same answer for the same delivery")
    public final void receivingIsPure() {
        var request = wonDelivery(saleIds().get(0), now());
        var trigger = trigger();
        int before = callsMade();

        var first = trigger.receive(request);
        var second = trigger.receive(request);

        assertThat(second).isEqualTo(first);
        assertThat(callsMade()).isEqualTo(before);
    }

    @Test
    @DisplayName("T1: a genuine delivery names the sale, and opens it")
    public final void genuineDeliveryNamesTheSale() {
        var id = saleIds().get(0);

        var receipt = trigger().receive(wonDelivery(id, now()));

        assertThat(opened(receipt)).extracting(SaleRef::id).containsExactly(id);
        assertThat(opened(receipt))
                .extracting(SaleRef::source)
                .containsExactly(trigger().name());
    }

    @Test
    @DisplayName("T1: the name is short and lower case")
    public final void nameIsShortAndLowerCase() {
        var name = trigger().name();

        assertThat(name).isNotBlank().hasSizeLessThan(30).isEqualTo(name.toLowerCase(Locale.ROOT));
    }

    @Test
    @DisplayName("T2: a delivery without a signature is refused with 401")
    public final void missingSignatureIsRefused() {
        var request = withoutSignature(wonDelivery(saleIds().get(0), now()));

        assertRefused(trigger().receive(request), 401);
    }

    @Test
    @DisplayName("T2: a wrong signature is refused with 401")
    public final void wrongSignatureIsRefused() {
        assumeTrue(signsTheBody(), "the source doesn't sign the body");
        var ids = saleIds();
        var request = withBody(
                wonDelivery(ids.get(0), now()), wonDelivery(ids.get(1), now()).bodyText());

        assertRefused(trigger().receive(request), 401);
    }

    @Test
    @DisplayName("T2: an old signature is refused with 401")
    public final void oldSignatureIsRefused() {
        assumeTrue(signaturesExpire(), "signatures of this source don't expire");
        var request = wonDelivery(saleIds().get(0), now());
        var late = now().plus(signatureWindow()).plusSeconds(1);

        assertRefused(trigger().receive(request.receivedAt(late)), 401);
    }

    @Test
    @DisplayName("T2: a refusal never tells what the right signature would have been")
    public final void refusalKeepsTheSecret() {
        var genuine = wonDelivery(saleIds().get(0), now());
        var refused = (Receipt.Refused) trigger().receive(withoutSignature(genuine));

        genuine.headers()
                .values()
                .forEach(values -> values.stream()
                        .filter(value -> value.length() > 20)
                        .forEach(value -> assertThat(refused.why()).doesNotContain(value)));
    }

    @Test
    @DisplayName("T3: a malformed body is refused with 400 and a reason")
    public final void malformedBodyIsRefused() {
        assertRefused(trigger().receive(signed("{\"this\": is not JSON", now())), 400);
        assertRefused(trigger().receive(signed("", now())), 400);
        assertRefused(trigger().receive(signed("\"a text\"", now())), 400);
    }

    @Test
    @DisplayName("T4: a malformed event is reported and its neighbours are accepted")
    public final void malformedEventSparesItsNeighbours() {
        assumeTrue(sendsBatches(), "the source sends one event at a time");
        var ids = saleIds();

        var receipt = trigger().receive(malformedAmong(ids.get(0), ids.get(1), now()));

        assertThat(opened(receipt)).extracting(SaleRef::id).containsExactlyElementsOf(ids);
        assertThat(((Receipt.Accepted) receipt).unusable())
                .isNotEmpty()
                .allSatisfy(why -> assertThat(why).isNotBlank());
    }

    @Test
    @DisplayName("T5: events of another account are ignored with a reason")
    public final void otherAccountsAreIgnored() {
        assumeTrue(namesAccounts(), "the source doesn't name the account");

        var receipt = trigger().receive(ofAnotherAccount(saleIds().get(0), now()));

        assertThat(receipt).isInstanceOf(Receipt.Ignored.class);
        assertThat(((Receipt.Ignored) receipt).why()).isNotBlank();
    }

    @Test
    @DisplayName("T6: the signature is over the raw bytes, not over what they mean")
    public final void signatureIsOverTheRawBytes() {
        assumeTrue(signsTheBody(), "the source doesn't sign the body");
        var request = wonDelivery(saleIds().get(0), now());

        assertThat(trigger().receive(request)).isInstanceOf(Receipt.Accepted.class);
        assertRefused(trigger().receive(withBody(request, request.bodyText() + " ")), 401);
    }

    @Test
    @DisplayName("C1: a sale won after the cursor is found")
    public final void catchUpFindsWhatNoWebhookTold() {
        var cursor = poll(null).cursor();
        advance(catchUp().interval());
        var won = win(3);
        advance(indexLag());

        assertThat(poll(cursor).refs()).containsAll(won);
    }

    @Test
    @DisplayName("C1: a sale that the index shows late is found by a later poll")
    public final void catchUpFindsWhatTheIndexShowsLate() {
        var cursor = poll(null).cursor();
        advance(catchUp().interval());
        var early = win(1);
        advance(indexLag().dividedBy(2));
        var late = win(1);
        advance(indexLag().dividedBy(2));

        var first = poll(cursor);
        advance(indexLag());
        var second = poll(first.cursor());

        var found = new ArrayList<>(first.refs());
        found.addAll(second.refs());
        assertThat(found).containsAll(early).containsAll(late);
    }

    @Test
    @DisplayName("C1: many sales won in the same moment are all found, page after page")
    public final void catchUpDropsNothingBetweenPages() {
        var cursor = poll(null).cursor();
        advance(catchUp().interval());
        var won = win(2 * pageSize() + 7);
        advance(indexLag());

        assertThat(poll(cursor).refs()).containsAll(won);
    }

    @Test
    @DisplayName("C2: the cursor follows the vendor's clock, not ours")
    public final void cursorFollowsTheVendorsClock() {
        assumeTrue(catchesUp() && clocksCanDiffer(), "the clocks can't differ");
        win(1);
        advance(indexLag());
        var cursor = poll(null).cursor();
        ourClockRunsAhead(Duration.ofDays(2));

        cursor = poll(cursor).cursor();
        advance(catchUp().interval());
        var won = win(1);
        advance(indexLag());

        assertThat(poll(cursor).refs()).containsAll(won);
    }

    @Test
    @DisplayName("C3: reading the same cursor twice gives the same or more")
    public final void sameCursorGivesTheSameOrMore() {
        var cursor = poll(null).cursor();
        advance(catchUp().interval());
        win(2);
        advance(indexLag());
        var first = poll(cursor).refs();
        win(1);
        advance(indexLag());

        assertThat(poll(cursor).refs()).containsAll(first);
    }

    @Test
    @DisplayName("C4: a first poll finds what was won since the start, however late it succeeds")
    public final void aLateFirstPollMissesNothing() {
        var start = now();
        advance(catchUp().interval());
        var won = win(3);
        advance(Duration.ofHours(5));

        assertThat(poll(catchUp().cursorAt(start)).refs()).containsAll(won);
    }

    private CatchUp catchUp() {
        assumeTrue(catchesUp(), "the source can't be asked what was missed");
        return trigger().catchUp().orElseThrow(() -> new AssertionError("no catch-up, although catchesUp() is true"));
    }

    /** Follows the pages to the end. */
    private CatchUp.Changes poll(@Nullable String from) {
        var catchUp = catchUp();
        var refs = new ArrayList<SaleRef>();
        var changes = catchUp.changedSince(from);
        refs.addAll(changes.refs());
        for (int page = 0; changes.more(); page++) {
            assertThat(page).as("pages of one poll").isLessThan(MAX_PAGES);
            advance(Duration.ofSeconds(1));
            changes = catchUp.changedSince(changes.cursor());
            refs.addAll(changes.refs());
        }
        return new CatchUp.Changes(refs, changes.cursor(), false);
    }

    private static List<SaleRef> opened(Receipt receipt) {
        assertThat(receipt).isInstanceOf(Receipt.Accepted.class);
        var refs = new ArrayList<SaleRef>();
        for (Signal signal : ((Receipt.Accepted) receipt).signals()) {
            if (signal instanceof Signal.SaleChanged changed && changed.opens()) {
                refs.add(changed.ref());
            }
        }
        return refs;
    }

    private static void assertRefused(Receipt receipt, int status) {
        assertThat(receipt).isInstanceOf(Receipt.Refused.class);
        assertThat(((Receipt.Refused) receipt).status()).isEqualTo(status);
        assertThat(((Receipt.Refused) receipt).why()).isNotBlank();
    }

    private static WebhookRequest withBody(WebhookRequest request, String body) {
        return new WebhookRequest(
                request.method(),
                request.url(),
                request.headers(),
                body.getBytes(StandardCharsets.UTF_8),
                request.receivedAt());
    }
}
