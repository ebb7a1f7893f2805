package nl.factuurstroom.internal.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.annotation.Nullable;
import nl.factuurstroom.Guards;
import nl.factuurstroom.InvoiceWhen;
import nl.factuurstroom.PipelineListener;
import nl.factuurstroom.RefundPolicy;
import nl.factuurstroom.Retention;
import nl.factuurstroom.account.Connected;
import nl.factuurstroom.accounting.AccountingGateway;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.customer.CompanyRegistry;
import nl.factuurstroom.customer.CustomerResolver;
import nl.factuurstroom.followup.CrmUpdater;
import nl.factuurstroom.followup.Reminders;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.tax.InstalmentPlan;
import nl.factuurstroom.tax.OpeningTurnover;
import nl.factuurstroom.tax.TaxCalculator;
import nl.factuurstroom.tax.TaxFacts;
import nl.factuurstroom.tax.VatNumberValidator;
import nl.factuurstroom.trigger.Trigger;

/** Everything a pipeline was built from; never changes. */
public record Parts(
        String name,
        Supplier supplier,
        Map<String, Trigger> triggers,
        CustomerResolver resolver,
        @Nullable CompanyRegistry registry,
        TaxCalculator calculator,
        @Nullable VatNumberValidator validator,
        AccountingGateway gateway,
        Delivery delivery,
        Map<String, CrmUpdater> crmUpdaters,
        @Nullable Reminders reminders,
        RefundPolicy refunds,
        Guards guards,
        InvoiceWhen invoiceWhen,
        Duration settle,
        @Nullable Instant wonSince,
        Duration customerCache,
        Duration numberDelay,
        Function<Sale, Optional<InstalmentPlan>> instalments,
        Function<Sale, TaxFacts> taxFacts,
        Duration vatCheckedWithin,
        Map<TurnoverScheme, OpeningTurnover> turnover,
        PipelineListener listener,
        Retention retention,
        Backend backend) {

    /** The days of Dutch business. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    public Parts {
        triggers = Map.copyOf(triggers);
        crmUpdaters = Map.copyOf(crmUpdaters);
        turnover = Map.copyOf(turnover);
    }

    Instant now() {
        return backend.clock().instant();
    }

    LocalDate today() {
        return now().atZone(ZONE).toLocalDate();
    }

    /** Every part that talks to a vendor, each once per account and object. */
    public List<Connected> connected() {
        var found = new LinkedHashMap<Object, Connected>();
        triggers.values().forEach(t -> add(found, t));
        crmUpdaters.values().forEach(u -> add(found, u));
        add(found, gateway);
        add(found, registry);
        add(found, validator);
        if (reminders != null) {
            add(found, reminders.sender());
        }
        return List.copyOf(found.values());
    }

    private static void add(Map<Object, Connected> found, @Nullable Object part) {
        if (part instanceof Connected connected) {
            found.putIfAbsent(part, connected);
        }
    }
}
