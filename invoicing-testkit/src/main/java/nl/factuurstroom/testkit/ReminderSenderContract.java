package nl.factuurstroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.CallMeter;
import nl.factuurstroom.account.Connected;
import nl.factuurstroom.account.TokenStore;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.followup.Reminder;
import nl.factuurstroom.followup.ReminderSender;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Iban;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link ReminderSender} owes the engine. Extend it, give the sender and the hooks that put its other side in the
 * wanted state. The rule numbers are those of the SPI's Javadoc.
 */
public abstract class ReminderSenderContract {

    /**
     * A message as the other side accepted it, decoded.
     *
     * @param recipients all of them
     * @param headers by name, decoded
     * @param text the body
     */
    public record Sent(List<String> recipients, Map<String, String> headers, String text) {}

    /** The clock that the sender is connected with. */
    protected final SettableClock clock = SettableClock.at("2026-11-24T09:00:00Z");

    private ReminderSender sender;

    /** The sender under test, on a fresh other side. */
    protected abstract ReminderSender sender();

    /** What the other side accepted, oldest first. */
    protected abstract List<Sent> sent();

    /** The header that holds the mark of {@link Reminder#key()}. */
    protected abstract String markHeader();

    /** From now on the other side refuses every recipient. */
    protected abstract void refuseRecipients();

    /** From now on the other side can't be reached. */
    protected abstract void disconnect();

    /** From now on the connection breaks before the message has been handed over. */
    protected abstract void breakBeforeHandingOver();

    /** From now on the other side says that it doesn't take messages for the moment. */
    protected abstract void limit();

    /** From now on the other side accepts the message but its answer is lost. */
    protected abstract void loseAnswers();

    /** A reminder of EUR 1,234.50, of which 1,000.00 is open. */
    protected static Reminder reminder(String key, String to, String customer, String number, String language) {
        return new Reminder(
                key,
                to,
                customer,
                "Jansen Advies B.V.",
                number,
                LocalDate.of(2026, 10, 1),
                LocalDate.of(2026, 10, 31),
                Money.eur("1234.50"),
                Money.eur("1000"),
                Iban.of("NL91ABNA0417164300"),
                language);
    }

    private static Reminder usual(String language) {
        return reminder("HS-4711/1", "piet@example.nl", "Bakkerij De Halve Maan", "24700006", language);
    }

    @BeforeEach
    void connect() {
        sender = sender();
        if (sender instanceof Connected connected) {
            connected.connect(new AccountContext(clock, TokenStore.inMemory(), CallMeter.none()));
        }
    }

    @Test
    @DisplayName("S1: one message goes out, in Dutch for a Dutch reader")
    void sendsOneMessageInDutch() {
        sender.send(usual("nl"));

        assertThat(sent()).singleElement().satisfies(message -> {
            assertThat(message.recipients()).containsExactly("piet@example.nl");
            assertThat(message.text())
                    .contains("Bakkerij De Halve Maan", "24700006", "1 oktober 2026", "31 oktober 2026")
                    .contains("€ 1.234,50", "€ 1.000,00", "NL91 ABNA 0417 1643 00", "Jansen Advies B.V.");
        });
    }

    @Test
    @DisplayName("S1: and in English for any other")
    void sendsOneMessageInEnglish() {
        sender.send(usual("en"));

        assertThat(sent())
                .singleElement()
                .satisfies(message -> assertThat(message.text())
                        .contains(
                                "1 October 2026",
                                "31 October 2026",
                                "€1,234.50",
                                "€1,000.00",
                                "NL91 ABNA 0417 1643 00"));
    }

    @Test
    @DisplayName("S2: the mark is the same for the same key, another for another")
    void marksEachReminder() {
        sender.send(usual("nl"));
        sender.send(usual("nl"));
        sender.send(reminder("HS-4711/2", "piet@example.nl", "Bakkerij", "24700006", "nl"));

        var marks = sent().stream()
                .map(message -> message.headers().get(markHeader()))
                .toList();
        assertThat(marks).hasSize(3).doesNotContainNull();
        assertThat(marks.get(0)).isEqualTo(marks.get(1)).isNotEqualTo(marks.get(2));
    }

    @Test
    @DisplayName("S3: a refused address is rejected")
    void saysWhenTheAddressIsRefused() {
        refuseRecipients();

        assertThatThrownBy(() -> sender.send(usual("nl"))).isInstanceOf(RejectedException.class);
        assertThat(sent()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "piet",
                "piet@",
                "@example.nl",
                "a@example.nl,b@example.nl",
                "a@example.nl\r\nBcc: b@example.nl"
            })
    @DisplayName("S3: so is what isn't one address")
    void saysWhenItIsNoAddress(String to) {
        assertThatThrownBy(() -> sender.send(reminder("k", to, "Piet", "1", "nl")))
                .isInstanceOf(RejectedException.class)
                .hasMessageNotContaining("Bcc");
        assertThat(sent()).isEmpty();
    }

    @Test
    @DisplayName("S4: no connection is transient")
    void mayTryAgainWithoutAConnection() {
        disconnect();

        assertThatThrownBy(() -> sender.send(usual("nl"))).isInstanceOf(TransientException.class);
    }

    @Test
    @DisplayName("S4: so is a connection that breaks before the message was handed over")
    void mayTryAgainWhenNothingWasHandedOver() {
        breakBeforeHandingOver();

        assertThatThrownBy(() -> sender.send(usual("nl"))).isInstanceOf(TransientException.class);
        assertThat(sent()).isEmpty();
    }

    @Test
    @DisplayName("S5: a limit is transient")
    void mayTryAgainAfterALimit() {
        limit();

        assertThatThrownBy(() -> sender.send(usual("nl"))).isInstanceOf(TransientException.class);
        assertThat(sent()).isEmpty();
    }

    @Test
    @DisplayName("S6: no answer after handing over is an unknown outcome, and not tried again")
    void doesNotKnowWhatBecameOfItAfterALostAnswer() {
        loseAnswers();

        assertThatThrownBy(() -> sender.send(usual("nl")))
                .isInstanceOfSatisfying(
                        OutcomeUnknownException.class,
                        e -> assertThat(e.answered()).isFalse());
        assertThat(sent()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\nBcc: spy@example.nl", "x\nBcc: spy@example.nl", "x\r\n\r\n.\r\nMAIL FROM:<a@b.nl>"})
    @DisplayName("S7: no text can add a header or a recipient")
    void letsNoTextAddAHeader(String evil) {
        sender.send(reminder(evil, "piet@example.nl", evil, evil, "nl"));

        assertThat(sent()).singleElement().satisfies(message -> {
            assertThat(message.recipients()).containsExactly("piet@example.nl");
            assertThat(message.headers().keySet()).noneMatch(name -> name.equalsIgnoreCase("bcc"));
        });
    }
}
