package nl.factuurstroom.connector.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import nl.factuurstroom.connector.support.VendorHttp;
import org.junit.jupiter.api.Test;

final class ExactOnlineFilterTest {

    @Test
    void quotesAreDoubledAndGuidsHoldNothingElse() {
        assertThat(ExactOnlineFilter.text("Name", "'t Hoekje")).isEqualTo("Name eq '''t Hoekje'");
        assertThat(ExactOnlineFilter.guid("ID", "3F6C1B7E-52d8' or Name ne 'x"))
                .isEqualTo("ID eq guid'3f6c1b7e-52d8aee'");
        assertThat(ExactOnlineFilter.after("Timestamp", 5)).isEqualTo("Timestamp gt 5L");
    }

    @Test
    void nothingAskedIsNoFilter() {
        assertThat(ExactOnlineFilter.anyOf(List.of())).isEmpty();
    }

    @Test
    void atMostFortyComparisonsShareACall() {
        var comparisons = IntStream.range(0, 81)
                .mapToObj(i -> ExactOnlineFilter.number("N", i))
                .toList();

        var filters = ExactOnlineFilter.anyOf(comparisons);

        assertThat(filters).hasSize(3);
        assertThat(String.join(" or ", filters)).isEqualTo(String.join(" or ", comparisons));
    }

    @Test
    void longComparisonsShareFewerSoThatTheAddressStaysShort() {
        var comparisons = IntStream.range(0, 40)
                .mapToObj(
                        i -> ExactOnlineFilter.guid("InvoiceID", "3f6c1b7e-52d8-4e0b-9d0a-6b1f2c7e9a%02d".formatted(i)))
                .toList();

        assertThat(ExactOnlineFilter.anyOf(comparisons))
                .hasSize(2)
                .allSatisfy(filter -> assertThat(VendorHttp.segment(filter)).hasSizeLessThan(1800));
    }
}
