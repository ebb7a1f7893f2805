package nl.factuurstroom.examples.quickstart;

import java.io.PrintStream;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.Nullable;
import nl.factuurstroom.BackfillPlan;
import nl.factuurstroom.Preview;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.examples.service.Configuration;
import nl.factuurstroom.examples.service.Wired;
import nl.factuurstroom.examples.service.Wiring;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.SaleRef;

/**
 * A real account. The service's settings are given as system properties or environment variables: {@code
 * -Dhubspot.portal-id=…}, {@code HUBSPOT_ACCESS_TOKEN}. It previews the deals won in the past week, or the one of {@code
 * -Ddeal=<id>}: reads, and books and mails nothing. Only with both {@code -Ddeal} and {@code -Dbook=true} that one deal goes
 * through, as a draft unless {@code -Ddelivery=email} is given too.
 */
final class Live {

    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final int DAYS = 7;
    private static final Set<String> ENDS = Set.of("ISSUED", "DRAFTED", "NEEDS_ATTENTION");

    private Live() {}

    static void run(Properties properties, Map<String, String> environment, PrintStream out) {
        var deal = properties.getProperty("deal");
        var portal = properties.getProperty("hubspot.portal-id", environment.get("HUBSPOT_PORTAL_ID"));
        if (deal != null && portal == null) {
            throw new ConfigurationException(
                    "-Ddeal needs hubspot.portal-id as well: a deal's id is one of an account");
        }
        var chronicle = new Chronicle();
        try (var wired = Wiring.wire(Configuration.of(settings(properties), environment), chronicle)) {
            if (deal == null) {
                var today = LocalDate.now(AMSTERDAM);
                out.println(wired.pipeline().planBackfill(today.minusDays(DAYS), today));
                return;
            }
            var preview = wired.pipeline().preview(new SaleRef("hubspot", String.valueOf(portal), deal));
            out.println(preview);
            if (Boolean.parseBoolean(properties.getProperty("book")) && preview.ready()) {
                book(wired, preview, chronicle);
                wired.pipeline().journal(preview.ref()).forEach(out::println);
            }
        }
    }

    /** Just this deal: polls are off, and nothing else is announced. */
    private static void book(Wired wired, Preview preview, Chronicle chronicle) {
        var today = LocalDate.now(AMSTERDAM);
        var tax = preview.tax();
        var total = tax == null ? Money.zeroEur() : tax.gross();
        wired.pipeline().start();
        wired.pipeline().backfill(new BackfillPlan(today, today, List.of(preview), total));
        chronicle.await(event -> event.sale().equals(preview.ref().toString()) && ENDS.contains(event.code()));
    }

    /** Those system properties that are settings, with what makes a first try harmless. */
    private static Map<String, String> settings(Properties properties) {
        var settings = new TreeMap<String, String>();
        settings.put("store.url", "jdbc:sqlite:./data/quickstart.db");
        settings.put("delivery", "draft");
        settings.put("hubspot.poll-interval", "0");
        settings.put("hubspot.require-signature", "false");
        properties.stringPropertyNames().stream()
                .filter(Configuration::isSetting)
                .forEach(name -> settings.put(name, value(properties.getProperty(name))));
        return settings;
    }

    private static String value(@Nullable String value) {
        return value == null ? "" : value;
    }
}
