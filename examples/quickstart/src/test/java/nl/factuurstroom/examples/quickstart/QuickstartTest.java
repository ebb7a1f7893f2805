package nl.factuurstroom.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import nl.factuurstroom.error.ConfigurationException;
import org.junit.jupiter.api.Test;

class QuickstartTest {

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);

    @Test
    void tellsOfSixDealsIntoExactAndOfPipedriveAndStripeIntoMoneybird() throws IOException {
        Quickstart.play(out);

        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains(
                        "1. Webshopkoppeling Bakkerij Van Dijk",
                        "Created in the books as Bakkerij Van Dijk & Zonen B.V.",
                        "STANDARD 21 % over EUR 1716.00 = EUR 360.36; total EUR 2076.36",
                        "sent        by e-mail to administratie@bakkerijvandijk.example",
                        "2. Bedrijfsbibliotheek De Leeskamer",
                        "Customer Boekhandel De Leeskamer B.V. [10042] found by KvK number",
                        "REDUCED 9 % over EUR 838.80 = EUR 75.49; STANDARD 21 % over EUR 695.00 = EUR 145.95",
                        "EUR 1000.00, open EUR 755.24",
                        "3. Advies ketenintegratie De Gouden Haan",
                        "BE0467123888 is valid",
                        "reverse-charged",
                        "4. Handscanners Kessler",
                        "intra-Community supply",
                        "nothing: Exact had 4 invoices and has 4",
                        "6. Huisstijl en productfoto's Atelier Lumière",
                        "VAT_ID_MISSING",
                        "waits for a person",
                        "revenue EUR 8164.40, invoiced EUR 8746.20, outstanding EUR 2909.84")
                .containsSubsequence(
                        "7. A deal is won in Pipedrive",
                        "STANDARD 21 % over EUR 550.00 = EUR 115.50; total EUR 665.50",
                        "2026-0001, reference PD-1004, state paid, open EUR 0.00",
                        "sent        by e-mail to facturen@timmerfabriek.example",
                        "Factuurnummer = 2026-0001, Factuurstatus = Betaald, Betaald bedrag = 665.5",
                        "8. A checkout is paid at Stripe, and half of it refunded",
                        "STANDARD 21 % over EUR 100.00 = EUR 21.00; total EUR 121.00",
                        "2026-0002, reference ST-3SxSim",
                        "state paid, open EUR 0.00",
                        "sent        by e-mail to sanne@bakker.example",
                        "Credit note 2026-0003 of EUR -60.50")
                .doesNotContain("null");
    }

    @Test
    void aLiveRunNamesEverySettingThatIsMissing() {
        assertThatThrownBy(() -> Live.run(new Properties(), Map.of(), out))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("supplier.name is missing")
                .hasMessageContaining("hubspot.access-token is missing")
                .hasMessageContaining("exact.client-id");
    }

    @Test
    void aLiveRunOfOneDealNeedsItsAccount() {
        var properties = new Properties();
        properties.setProperty("deal", "987");

        assertThatThrownBy(() -> Live.run(properties, Map.of(), out))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("hubspot.portal-id");
    }
}
