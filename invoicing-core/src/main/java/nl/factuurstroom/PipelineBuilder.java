package nl.factuurstroom;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javax.annotation.Nullable;
import nl.factuurstroom.accounting.AccountingGateway;
import nl.factuurstroom.accounting.CreditNotes;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.customer.CompanyRegistry;
import nl.factuurstroom.customer.CustomerResolver;
import nl.factuurstroom.followup.CrmUpdater;
import nl.factuurstroom.followup.Reminders;
import nl.factuurstroom.internal.engine.Parts;
import nl.factuurstroom.internal.engine.TurnoverScheme;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.tax.DutchVat;
import nl.factuurstroom.tax.InstalmentPlan;
import nl.factuurstroom.tax.OpeningTurnover;
import nl.factuurstroom.tax.TaxCalculator;
import nl.factuurstroom.tax.TaxFacts;
import nl.factuurstroom.tax.VatNumberValidator;
import nl.factuurstroom.trigger.Trigger;

/**
 * Wires a pipeline. Bad arguments are refused where they are given; {@link #build()} names everything that is missing or
 * contradictory in one message. Not thread-safe.
 */
public final class PipelineBuilder {

    /** How long what the books say about a customer is believed. */
    public static final Duration DEFAULT_CUSTOMER_CACHE = Duration.ofHours(1);

    /** How long freshly issued invoices are gathered before their numbers are read in one call. */
    public static final Duration DEFAULT_NUMBER_DELAY = Duration.ofSeconds(3);

    /** How old a confirmation of a VAT number may be when an invoice is decided, booked and issued. */
    public static final Duration DEFAULT_VAT_CHECKED_WITHIN = Duration.ofHours(24);

    private String name = "default";
    private @Nullable Supplier supplier;
    private final Map<String, Trigger> triggers = new LinkedHashMap<>();
    private CustomerResolver resolver = CustomerResolver.inBooks();
    private @Nullable CompanyRegistry registry;
    private TaxCalculator calculator = DutchVat.standard();
    private @Nullable VatNumberValidator validator;
    private @Nullable AccountingGateway gateway;
    private @Nullable Delivery delivery;
    private final Map<String, CrmUpdater> crmUpdaters = new LinkedHashMap<>();
    private @Nullable CrmUpdater crmUpdaterOfOnlyTrigger;
    private @Nullable Reminders reminders;
    private RefundPolicy refunds = RefundPolicy.askAPerson();
    private Guards guards = Guards.standard();
    private InvoiceWhen invoiceWhen = InvoiceWhen.WON;
    private Duration settle = Duration.ZERO;
    private @Nullable Instant wonSince;
    private Duration customerCache = DEFAULT_CUSTOMER_CACHE;
    private Duration numberDelay = DEFAULT_NUMBER_DELAY;
    private Function<Sale, Optional<InstalmentPlan>> instalments = sale -> Optional.empty();
    private Function<Sale, TaxFacts> taxFacts = sale -> TaxFacts.none();
    private Duration vatCheckedWithin = DEFAULT_VAT_CHECKED_WITHIN;
    private final Map<TurnoverScheme, OpeningTurnover> turnover = new EnumMap<>(TurnoverScheme.class);
    private PipelineListener listener = event -> {};
    private Retention retention = Retention.standard();
    private @Nullable InvoicingStore store;

    PipelineBuilder() {}

    /**
     * The pipeline's name, part of every key in the store: pipelines with different names share one store without meeting.
     * Defaults to {@code default}.
     *
     * @param name 1 to 50 characters of {@code a-z A-Z 0-9 - _ .}
     */
    public PipelineBuilder name(String name) {
        if (!name.matches("[A-Za-z0-9._-]{1,50}")) {
            throw new IllegalArgumentException(
                    "a pipeline's name is 1 to 50 characters of a-z A-Z 0-9 - _ . but was '" + name + "'");
        }
        this.name = name;
        return this;
    }

    /** Who invoices. Required. */
    public PipelineBuilder supplier(Supplier supplier) {
        this.supplier = Objects.requireNonNull(supplier, "supplier");
        return this;
    }

    /** Where sales come from. At least one is required; several may be added, each with its own name. */
    public PipelineBuilder trigger(Trigger trigger) {
        if (triggers.putIfAbsent(trigger.name(), trigger) != null) {
            throw new IllegalArgumentException("there already is a trigger named '" + trigger.name() + "'");
        }
        return this;
    }

    /** How the buyer is found in the books. Defaults to {@link CustomerResolver#inBooks()}. */
    public PipelineBuilder customerResolver(CustomerResolver resolver) {
        this.resolver = Objects.requireNonNull(resolver, "resolver");
        return this;
    }

    /** The trade register that enriches new Dutch customers. Optional. */
    public PipelineBuilder companyRegistry(CompanyRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
        return this;
    }

    /** How VAT is worked out. Defaults to {@link DutchVat#standard()}. */
    public PipelineBuilder taxCalculator(TaxCalculator calculator) {
        this.calculator = Objects.requireNonNull(calculator, "calculator");
        return this;
    }

    /** Who confirms VAT numbers. Optional; without it, sales that need the evidence wait for a person. */
    public PipelineBuilder vatNumberValidator(VatNumberValidator validator) {
        this.validator = Objects.requireNonNull(validator, "validator");
        return this;
    }

    /** The bookkeeping package. Required. */
    public PipelineBuilder accountingGateway(AccountingGateway gateway) {
        this.gateway = Objects.requireNonNull(gateway, "gateway");
        return this;
    }

    /** Draft, approved or sent: required, no default, since sending can't be undone. */
    public PipelineBuilder delivery(Delivery delivery) {
        this.delivery = Objects.requireNonNull(delivery, "delivery");
        return this;
    }

    /** Tells the CRM that the only trigger's sales come from. Optional. */
    public PipelineBuilder crmUpdater(CrmUpdater updater) {
        this.crmUpdaterOfOnlyTrigger = Objects.requireNonNull(updater, "updater");
        return this;
    }

    /** Tells the CRM about the sales of one trigger, where there are several. Optional. */
    public PipelineBuilder crmUpdater(String triggerName, CrmUpdater updater) {
        crmUpdaters.put(triggerName, Objects.requireNonNull(updater, "updater"));
        return this;
    }

    /** Reminds late payers. Off unless given. Only invoices issued from then on are reminded of. */
    public PipelineBuilder reminders(Reminders reminders) {
        this.reminders = Objects.requireNonNull(reminders, "reminders");
        return this;
    }

    /** What becomes of refunds. Defaults to {@link RefundPolicy#askAPerson()}; credit notes need books that can make them. */
    public PipelineBuilder refunds(RefundPolicy policy) {
        this.refunds = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /** Defaults to {@link Guards#standard()}: 100 invoices an hour, EUR 25,000 an invoice. */
    public PipelineBuilder guards(Guards guards) {
        this.guards = Objects.requireNonNull(guards, "guards");
        return this;
    }

    /** Defaults to {@link InvoiceWhen#WON}. */
    public PipelineBuilder invoiceWhen(InvoiceWhen when) {
        this.invoiceWhen = Objects.requireNonNull(when, "when");
        return this;
    }

    /** How long after its signal a sale is read, so that people can finish editing. Defaults to zero; five minutes is wise. */
    public PipelineBuilder settle(Duration settle) {
        this.settle = notNegative("settle", settle);
        return this;
    }

    /** Only sales won at or after this moment are invoiced. Defaults to the moment of the first start. */
    public PipelineBuilder wonSince(Instant wonSince) {
        this.wonSince = Objects.requireNonNull(wonSince, "wonSince");
        return this;
    }

    /** How long what the books say about a customer is believed. Defaults to one hour. */
    public PipelineBuilder customerCache(Duration customerCache) {
        this.customerCache = notNegative("customerCache", customerCache);
        return this;
    }

    /** How long issued invoices are gathered before their numbers are read in one call. Defaults to three seconds. */
    public PipelineBuilder numberDelay(Duration numberDelay) {
        this.numberDelay = notNegative("numberDelay", numberDelay);
        return this;
    }

    /**
     * Which sales become several invoices, each on its own date, each exactly once; together they are the whole to the cent.
     * Part two and on get the reference with {@code -2} and so on behind it. Defaults to none. Asked once per reading of a
     * sale; must give the same plan for the same sale.
     */
    public PipelineBuilder instalments(Function<Sale, Optional<InstalmentPlan>> plan) {
        this.instalments = Objects.requireNonNull(plan, "plan");
        return this;
    }

    /**
     * What only the host knows of a sale: running totals for the OSS threshold and the small business scheme, the rate of
     * exchange. Defaults to nothing; a sale that needs a fact it lacks waits for a person.
     */
    public PipelineBuilder taxFacts(Function<Sale, TaxFacts> facts) {
        this.taxFacts = Objects.requireNonNull(facts, "facts");
        return this;
    }

    /**
     * How old a confirmation of a VAT number may be when an invoice is decided, booked and issued; an older one is asked again.
     * Within that time it serves every sale to that customer. Defaults to 24 hours. How long a confirmation counts while VIES
     * gives no answer is {@link DutchVat.Builder#viesValidFor}.
     */
    public PipelineBuilder vatCheckedWithin(Duration age) {
        this.vatCheckedWithin = notNegative("vatCheckedWithin", age);
        return this;
    }

    /**
     * Lets the store keep the turnover for the OSS threshold (EUR 10,000; this calendar year and the last, by date of supply)
     * and hand it to the tax calculator. Defaults to off. A sale counts from the moment its VAT is decided, once; it counts no
     * more when it never becomes an invoice, and is taken back when the invoice is credited. Pipelines of one supplier on one
     * store share the total; each that should count needs this. Where {@link #taxFacts} hands in a turnover, that one is used
     * for the sale; the store counts on. A sale for which a year is unknown waits for a person.
     *
     * @param opening what the store can't know, per year: {@code OpeningTurnover.in(2025, "3200").and(2026, "8150")}
     */
    public PipelineBuilder countOssTurnover(OpeningTurnover opening) {
        turnover.put(TurnoverScheme.OSS, Objects.requireNonNull(opening, "opening"));
        return this;
    }

    /**
     * Lets the store keep the Dutch turnover for the small business scheme (KOR, EUR 20,000), as {@link #countOssTurnover}
     * does. Only for a supplier in that scheme.
     *
     * @param opening what the store can't know, per year
     */
    public PipelineBuilder countSmallBusinessTurnover(OpeningTurnover opening) {
        turnover.put(TurnoverScheme.SMALL_BUSINESS, Objects.requireNonNull(opening, "opening"));
        return this;
    }

    /** Told what happens. Optional. */
    public PipelineBuilder listener(PipelineListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /** How long personal data is kept. Defaults to {@link Retention#standard()}: what the law asks, and 90 days. */
    public PipelineBuilder retention(Retention retention) {
        this.retention = Objects.requireNonNull(retention, "retention");
        return this;
    }

    /** Where everything is kept. Required. */
    public PipelineBuilder store(InvoicingStore store) {
        this.store = Objects.requireNonNull(store, "store");
        return this;
    }

    /** @throws IllegalStateException naming everything that is missing or contradictory */
    public InvoicingPipeline build() {
        var faults = faults();
        if (supplier == null || gateway == null || delivery == null || store == null || !faults.isEmpty()) {
            throw new IllegalStateException("this pipeline cannot be built: " + String.join("; ", faults));
        }
        var updaters = new LinkedHashMap<>(crmUpdaters);
        if (crmUpdaterOfOnlyTrigger != null) {
            updaters.put(triggers.keySet().iterator().next(), crmUpdaterOfOnlyTrigger);
        }
        return new InvoicingPipeline(new Parts(
                name,
                supplier,
                triggers,
                resolver,
                registry,
                calculator,
                validator,
                gateway,
                delivery,
                updaters,
                reminders,
                refunds,
                guards,
                invoiceWhen,
                settle,
                wonSince,
                customerCache,
                numberDelay,
                instalments,
                taxFacts,
                vatCheckedWithin,
                turnover,
                listener,
                retention,
                store.backend()));
    }

    private List<String> faults() {
        var faults = new ArrayList<String>();
        require(faults, supplier, "supplier(...) is missing");
        if (triggers.isEmpty()) {
            faults.add("trigger(...) is missing");
        }
        require(faults, gateway, "accountingGateway(...) is missing");
        require(faults, delivery, "delivery(...) is missing: choose Delivery.draftOnly(), approved(...) or email()");
        require(faults, store, "store(...) is missing: JdbcStore.embedded(path) is the simplest");
        if (crmUpdaterOfOnlyTrigger != null && triggers.size() > 1) {
            faults.add("crmUpdater(updater) fits one trigger only: use crmUpdater(triggerName, updater)");
        }
        for (String source : crmUpdaters.keySet()) {
            if (!triggers.containsKey(source)) {
                faults.add("crmUpdater(\"" + source + "\", ...) names a trigger that isn't there");
            }
        }
        if (supplier != null
                && turnover.containsKey(TurnoverScheme.SMALL_BUSINESS)
                && supplier.vatScheme() != Supplier.VatScheme.SMALL_BUSINESS) {
            faults.add("countSmallBusinessTurnover(...) needs a supplier in the small business scheme");
        }
        if (reminders != null && gateway != null) {
            gateway.refusalOfReminders().ifPresent(why -> faults.add("reminders(...): " + why));
        }
        if (refunds.makesCreditNotes() && gateway != null && !(gateway instanceof CreditNotes)) {
            faults.add("refunds(creditNote()): " + gateway.name() + " can't make credit notes: use askAPerson()");
        }
        if (refunds.makesCreditNotes()
                && !triggers.isEmpty()
                && triggers.values().stream()
                        .noneMatch(trigger -> trigger.refunds().isPresent())) {
            faults.add("refunds(creditNote()): no trigger here tells of refunds: use askAPerson()");
        }
        if (reminders != null && delivery != null && !delivery.issues()) {
            faults.add("reminders(...) need invoices that are sent, but delivery is " + delivery);
        }
        return faults;
    }

    private static void require(List<String> faults, @Nullable Object part, String fault) {
        if (part == null) {
            faults.add(fault);
        }
    }

    private static Duration notNegative(String name, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, was " + duration);
        }
        return duration;
    }
}
