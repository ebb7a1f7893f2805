package nl.factuurstroom.connector.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Term;
import org.junit.jupiter.api.Test;

final class ExactOnlineCursorTest {

    private static Term at(long timestamp) {
        return new Term(null, timestamp, null, null, null, null, null, null, null, null);
    }

    @Test
    void theHighestTimestampIsKept() {
        var cursor = ExactOnlineCursor.of("5390021", "");

        assertThat(cursor.after(List.of(at(5390144), at(5390162)), false)).hasToString("5390162");
        assertThat(cursor.after(List.of(), false)).hasToString("5390021");
    }

    @Test
    void behindIsMarkedAndRemembered() {
        var behind = ExactOnlineCursor.start().after(List.of(at(7), at(9)), true);

        assertThat(behind).hasToString("9+");
        assertThat(ExactOnlineCursor.of("9+", "").behind()).isTrue();
        assertThat(behind.after(List.of(at(10)), false)).hasToString("10");
    }

    @Test
    void rowsOutOfOrderDoNotSkipThoseThatWait() {
        assertThat(ExactOnlineCursor.of("5", "").after(List.of(at(9), at(7)), true))
                .hasToString("5+");
        assertThat(ExactOnlineCursor.of("5", "").after(List.of(at(9), at(7)), false))
                .hasToString("9");
    }

    @Test
    void aMoveOrAnUnreadableCursorStartsAnew() {
        assertThat(ExactOnlineCursor.of("5390021", "1795478400000")).hasToString("0+@1795478400000");
        assertThat(ExactOnlineCursor.of("5390021@1795478400000", "1795478400000"))
                .hasToString("5390021@1795478400000");
        assertThat(ExactOnlineCursor.of("nonsense", "")).hasToString("0+");
    }
}
