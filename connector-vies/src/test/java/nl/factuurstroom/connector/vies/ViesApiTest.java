package nl.factuurstroom.connector.vies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.StreamSupport;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.CallMeter;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.account.TokenStore;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.tax.VatCheck;
import nl.factuurstroom.testkit.SettableClock;
import nl.factuurstroom.testkit.simulator.Answer;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.testkit.simulator.ViesSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ViesApiTest {

    private static final VatNumber BELGIAN = new VatNumber("BE", "0403019261");
    private static final VatNumber GERMAN = new VatNumber("DE", "136695976");
    private static final VatNumber OWN = new VatNumber("NL", "004495445B01");

    private final SettableClock clock = SettableClock.at("2026-11-24T09:00:00Z");
    private final ViesSimulator vendor = new ViesSimulator(clock);
    private final List<Duration> waits = new ArrayList<>();
    private final Vies vies = connected(ViesSettings.builder().baseUrl(vendor.restApi()));

    private Vies connected(ViesSettings.Builder settings) {
        var made = Vies.of(settings.build(), waits::add);
        made.connect(new AccountContext(clock, TokenStore.inMemory(), CallMeter.none()));
        return made;
    }

    @BeforeEach
    void register() {
        vendor.register("BE0403019261", "NV Voorbeeld", "Grote Markt 1");
        vendor.register("DE136695976", "Muster GmbH", "Musterweg 1");
    }

    @AfterEach
    void close() {
        vendor.close();
    }

    private int asked() {
        return vendor.calls("POST", "check-vat-number").size();
    }

    @Test
    void asksOnceWithTheRestNamesOfTheRequester() throws Exception {
        vies.validate(BELGIAN, OWN);

        assertThat(vendor.calls()).hasSize(1);
        assertThat(Json.mapper().readTree(vendor.calls().get(0).body()))
                .isEqualTo(Json.mapper()
                        .readTree("{\"countryCode\":\"BE\",\"vatNumber\":\"0403019261\","
                                + "\"requesterMemberStateCode\":\"NL\",\"requesterNumber\":\"004495445B01\"}"));
    }

    @Test
    void sendsOnlyFieldsOfThePublishedContract() throws Exception {
        var spec = Path.of("../../shared/apis/vies/swagger_publicVAT.yaml");
        Assumptions.assumeTrue(Files.exists(spec), "skipped: the vendor's contract isn't on this machine");
        vies.validate(BELGIAN, OWN);

        var sent = Json.mapper().readTree(vendor.calls().get(0).body());
        var contract = Files.readString(spec);
        var fields =
                contract.substring(contract.indexOf("  CheckVatRequest:"), contract.indexOf("  CheckVatResponse:"));

        assertThat(StreamSupport.stream(((Iterable<String>) sent::fieldNames).spliterator(), false))
                .allMatch(name -> fields.contains("      " + name + ":"));
        assertThat(contract).contains("/check-vat-number:", "/check-status:");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 500})
    void readsAnErrorWhateverItsStatus(int status) {
        vendor.errorStatus(status);
        vendor.memberState("BE", "MS_UNAVAILABLE");

        var check = (VatCheck.Unknown) vies.validate(BELGIAN, OWN);

        assertThat(check.why()).startsWith("MS_UNAVAILABLE");
        assertThat(asked()).as("left alone").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MS_MAX_CONCURRENT_REQ", "MS_MAX_CONCURRENT_REQ_TIME", "GLOBAL_MAX_CONCURRENT_REQ"})
    void triesACrowdedServiceThreeTimesTwoSecondsApart(String code) {
        vendor.everywhere(code);

        var check = (VatCheck.Unknown) vies.validate(BELGIAN, OWN);

        assertThat(check.why()).startsWith(code);
        assertThat(asked()).isEqualTo(3);
        assertThat(waits).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVALID_REQUESTER_INFO", "VAT_BLOCKED", "IP_BLOCKED"})
    void stopsForAPersonWhenWeAreNotAccepted(String code) {
        vendor.everywhere(code);

        assertThatThrownBy(() -> vies.validate(BELGIAN, OWN))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(code);
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void anUnusableNumberIsUnknownNotInvalid() {
        vendor.memberState("BE", "INVALID_INPUT");

        var check = (VatCheck.Unknown) vies.validate(BELGIAN, OWN);

        assertThat(check.why()).contains("ask the customer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>down for maintenance</html>",
                "{}",
                "null",
                "{\"valid\":\"perhaps\"}",
                "{\"valid\":true,\"countryCode\":\"BE\",\"vatNumber\":\"0000000000\"}",
                "{\"isValid\":false}"
            })
    void neverReadsRubbishAsAnAnswer(String body) {
        vendor.failNext(new Fault.ReplaceAnswer(Answer.json(200, body)));

        assertThat(vies.validate(BELGIAN, OWN)).isInstanceOf(VatCheck.Unknown.class);
    }

    @Test
    void asksAgainForAnotherRequester() {
        vies.validate(BELGIAN, OWN);

        vies.validate(BELGIAN, new VatNumber("NL", "123456782B90"));

        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void keepsNothingWhenToldSo() {
        var forgetful =
                connected(ViesSettings.builder().baseUrl(vendor.restApi()).cacheFor(Duration.ZERO));

        forgetful.validate(BELGIAN, OWN);
        forgetful.validate(BELGIAN, OWN);

        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void asksOneQuestionPerMemberStateAtATime() throws Exception {
        vendor.failNext(call -> call.body().contains("\"DE\""), Fault.holdAnswer());
        var first = started(GERMAN);
        until(() -> asked() == 1);
        var second = started(new VatNumber("DE", "206223519"));
        until(() -> second.thread().getState() == Thread.State.TIMED_WAITING);

        var belgian = vies.validate(BELGIAN, OWN);

        assertThat(belgian).as("other member states don't wait").isInstanceOf(VatCheck.Valid.class);
        assertThat(asked()).isEqualTo(2);
        vendor.releaseHeldAnswers();
        assertThat(first.task().get()).isInstanceOf(VatCheck.Valid.class);
        assertThat(second.task().get()).isInstanceOf(VatCheck.Invalid.class);
        assertThat(asked()).isEqualTo(3);
    }

    @Test
    void asksOnceForManyWhoAskTheSame() throws Exception {
        vendor.failNext(Fault.holdAnswer());
        var all = List.of(started(GERMAN), started(GERMAN), started(GERMAN));
        until(() -> asked() == 1);

        vendor.releaseHeldAnswers();

        for (var one : all) {
            assertThat(one.task().get()).isInstanceOf(VatCheck.Valid.class);
        }
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void anInterruptedThreadStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThat(vies.validate(BELGIAN, OWN)).isInstanceOf(VatCheck.Unknown.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void theDoctorNamesMemberStatesThatAreDown() {
        vendor.memberState("DE", "MS_UNAVAILABLE");

        assertThat(vies.check()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
            assertThat(finding.message()).contains("DE");
        });
    }

    @Test
    void theDoctorSeesAWrongAddress() {
        var elsewhere =
                connected(ViesSettings.builder().baseUrl(vendor.baseUri().resolve("/elsewhere")));

        assertThat(elsewhere.check()).extracting(Finding::severity).containsExactly(Finding.Severity.ERROR);
    }

    @Test
    void refusesToKeepAnAnswerForMoreThanADay() {
        assertThatThrownBy(() ->
                        ViesSettings.builder().cacheFor(Duration.ofHours(25)).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    private record Started(Thread thread, FutureTask<VatCheck> task) {}

    private Started started(VatNumber number) {
        var task = new FutureTask<>(() -> vies.validate(number, OWN));
        var thread = new Thread(task, "check of " + number);
        thread.setDaemon(true);
        thread.start();
        return new Started(thread, task);
    }

    private static void until(java.util.function.BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
