package nl.factuurstroom.examples.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tables of tiered discounts reach the invoice. */
@Timeout(60)
class DiscountsFileTest {

    @Test
    void tiersOfTheFileAreOnTheInvoice(@TempDir Path folder) throws IOException {
        var tables = folder.resolve("discounts.json");
        Files.writeString(tables, """
                [{"name": "Staffel", "mode": "volume", "scope": "line", "from": "2026-01-01",
                  "tiers": [{"from": 1, "percent": "0"}, {"from": 4, "percent": "10"}]}]
                """);
        try (var setting = new Setting(folder)) {
            setting.values.put("discounts.file", tables.toString());
            setting.start();
            setting.openDeal("987");

            setting.post(setting.won("987"));
            setting.events.await("ISSUED", ":987");

            // 550.00 less 10 %, with 21 % VAT.
            assertThat(setting.exact.invoices())
                    .singleElement()
                    .satisfies(invoice -> assertThat(invoice.total()).isEqualByComparingTo("598.95"));
        }
    }
}
