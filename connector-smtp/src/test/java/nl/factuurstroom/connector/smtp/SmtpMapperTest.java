package nl.factuurstroom.connector.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import nl.factuurstroom.error.RejectedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpMapperTest {

    @ParameterizedTest
    @CsvSource({
        "piet@example.nl,piet@example.nl",
        "' p.de-vries+facturen@sub.example.nl ',p.de-vries+facturen@sub.example.nl",
        "info@köln.example,info@xn--kln-sna.example",
        "root@localhost,root@localhost"
    })
    void takesOrdinaryAddresses(String text, String address) {
        assertThat(SmtpMapper.recipient(text).getAddress()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Piet <piet@example.nl>",
                "\"a b\"@example.nl",
                "a@b@c.nl",
                "a b@example.nl",
                "a@exa mple.nl",
                "a@-example.nl",
                "a@example..nl",
                ".a@example.nl",
                "jürgen@example.nl",
                "a@example.nl;b@example.nl",
                "group:a@example.nl;",
                "a@[127.0.0.1]",
                "a@example.nl\u0000"
            })
    void refusesAllElse(String text) {
        assertThatThrownBy(() -> SmtpMapper.recipient(text)).isInstanceOf(RejectedException.class);
    }

    @Test
    void readsASenderWithAName() {
        var sender = SmtpMapper.sender("\"Jansen, Advies\" <facturen@jansen.example>");

        assertThat(sender.getPersonal()).isEqualTo("Jansen, Advies");
        assertThat(sender.getAddress()).isEqualTo("facturen@jansen.example");
    }
}
