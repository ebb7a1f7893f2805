package nl.factuurstroom.examples.service;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import nl.factuurstroom.Guards;
import nl.factuurstroom.InvoiceWhen;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.PipelineBuilder;
import nl.factuurstroom.PipelineListener;
import nl.factuurstroom.RefundPolicy;
import nl.factuurstroom.Retention;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.connector.kvk.Kvk;
import nl.factuurstroom.connector.kvk.KvkSettings;
import nl.factuurstroom.connector.vies.Vies;
import nl.factuurstroom.connector.vies.ViesSettings;
import nl.factuurstroom.customer.CustomerResolver;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.trigger.WebhookSource;

/** Turns settings into a pipeline, as a host would with its own code. */
public final class Wiring {

    private static final Map<String, Function<Configuration, Optional<SalesSource>>> SOURCES = Map.of(
            "hubspot", configuration -> new HubSpotWiring(configuration).source(),
            "pipedrive", configuration -> new PipedriveWiring(configuration).source(),
            "stripe", configuration -> new StripeWiring(configuration).source());
    private static final Map<String, Function<Configuration, Optional<Books>>> BOOKS = Map.of(
            "exact", configuration -> new ExactWiring(configuration).books(),
            "moneybird", configuration -> new MoneybirdWiring(configuration).books());
    private static final Map<String, Delivery> DELIVERIES =
            Map.of("email", Delivery.email(), "approve", Delivery.approved(), "draft", Delivery.draftOnly());
    private static final Map<String, RefundPolicy> REFUNDS =
            Map.of("person", RefundPolicy.askAPerson(), "credit-note", RefundPolicy.creditNote());
    private static final Map<String, InvoiceWhen> WHEN =
            Map.of("won", InvoiceWhen.WON, "supply-date", InvoiceWhen.SUPPLY_DATE);

    private final Configuration configuration;
    private final StoreWiring store;
    private final VatWiring vat;
    private final RefundPolicy refunds;
    private final PipelineBuilder builder = InvoicingPipeline.builder();
    private final Map<String, WebhookSource> webhooks = new LinkedHashMap<>();

    private Wiring(Configuration configuration, PipelineListener listener) {
        this.configuration = configuration;
        this.vat = new VatWiring(configuration);
        this.refunds = configuration.choice("refunds", REFUNDS, RefundPolicy.askAPerson());
        supplier();
        builder.delivery(configuration.choice("delivery", DELIVERIES, Delivery.draftOnly()));
        builder.invoiceWhen(configuration.choice("invoice.when", WHEN, InvoiceWhen.WON));
        builder.guards(guards());
        builder.refunds(refunds);
        configuration.faults().attempt("retention", () -> builder.retention(retention()));
        sources();
        books();
        registers();
        var reminders = new ReminderWiring(configuration).reminders();
        if (reminders != null) {
            builder.reminders(reminders);
        }
        this.store = new StoreWiring(configuration);
        builder.customerResolver(CustomerResolver.inBooks()).listener(listener);
    }

    /**
     * Checks everything, then opens the store and builds the pipeline, which isn't started.
     *
     * @param listener told what happens
     * @throws nl.factuurstroom.error.ConfigurationException listing every fault; nothing was opened then
     */
    public static Wired wire(Configuration configuration, PipelineListener listener) {
        var wiring = new Wiring(configuration, listener);
        configuration.faults().throwIfAny();
        return wiring.build();
    }

    private Wired build() {
        var open = store.open();
        try {
            return new Wired(builder.store(open.store()).build(), open, webhooks);
        } catch (RuntimeException e) {
            open.close();
            throw e;
        }
    }

    private void supplier() {
        var faults = configuration.faults();
        var supplier = Supplier.builder();
        var name = configuration.text("supplier.name");
        var vatId = configuration.text("supplier.vat-id");
        boolean named = !name.isEmpty() && faults.attempt("supplier.name", () -> supplier.name(name)) != null;
        boolean numbered =
                !vatId.isEmpty() && faults.attempt("supplier.vat-id", () -> supplier.vatNumber(vatId)) != null;
        ifGiven("supplier.kvk-number", supplier::kvkNumber);
        ifGiven("supplier.iban", supplier::iban);
        ifGiven("supplier.country", country -> supplier.address(Address.of(null, null, null, CountryCode.of(country))));
        supplier.vatScheme(vat.scheme());
        if (named && numbered) {
            builder.supplier(supplier.build());
        }
    }

    private <T> void ifGiven(String key, Function<String, T> setter) {
        var value = configuration.optional(key);
        if (value != null) {
            configuration.faults().attempt(key, () -> setter.apply(value));
        }
    }

    private Guards guards() {
        int perHour = configuration.number("guard.max-invoices-per-hour", 0, Integer.MAX_VALUE);
        var amount = configuration.amount("guard.max-invoice-amount");
        return new Guards(perHour, amount.compareTo(BigDecimal.ZERO) == 0 ? null : new Money(amount, euro()));
    }

    private Retention retention() {
        return new Retention(
                configuration.number("retention.invoice-years", 0, 100),
                configuration.number("retention.oss-years", 0, 100),
                configuration.durationOrOff("retention.contacts"),
                configuration.durationOrOff("retention.unbooked"),
                configuration.durationOrOff("retention.requests"));
    }

    private void sources() {
        var found = new ArrayList<SalesSource>();
        var names = configuration.words("source", SOURCES.keySet());
        for (String name : names) {
            Objects.requireNonNull(SOURCES.get(name)).apply(configuration).ifPresent(found::add);
        }
        for (SalesSource source : found) {
            builder.trigger(source.trigger());
            webhooks.put(source.trigger().name(), source.trigger());
            if (source.updater() != null) {
                builder.crmUpdater(source.trigger().name(), source.updater());
            }
        }
        if (refunds.makesCreditNotes()
                && !found.isEmpty()
                && found.stream().noneMatch(source -> source.trigger().refunds().isPresent())) {
            configuration.faults().add("refunds=credit-note needs a source that tells of refunds: stripe");
        }
        var wonSince = same("won-since", names, found, source -> Optional.ofNullable(source.wonSince()));
        if (wonSince != null) {
            builder.wonSince(wonSince);
        }
        var settle = same("settle", names, found, source -> Optional.of(source.settle()));
        if (settle != null) {
            builder.settle(settle);
        }
        var kind = same("default-supply-kind", names, found, source -> Optional.of(source.defaultKind()));
        vat.into(builder, kind);
    }

    /** These hold for the whole pipeline, so sources mustn't differ. */
    private <T> @Nullable T same(
            String key, List<String> names, List<SalesSource> sources, Function<SalesSource, Optional<T>> getter) {
        Set<T> values = sources.stream().map(getter).flatMap(Optional::stream).collect(Collectors.toSet());
        if (values.size() > 1) {
            configuration
                    .faults()
                    .add(key + " must be the same for all sources (" + String.join(", ", names) + "), were " + values);
        }
        return values.isEmpty() ? null : values.iterator().next();
    }

    private void books() {
        Function<Configuration, Optional<Books>> none = refused -> Optional.empty();
        configuration.choice("books", BOOKS, none).apply(configuration).ifPresent(books -> {
            builder.accountingGateway(books.gateway());
            webhooks.put(books.gateway().name(), books.webhooks());
        });
    }

    private void registers() {
        var kvkUrl = configuration.address("kvk.base-url");
        var kvkKey = configuration.optional("kvk.api-key");
        if (kvkKey != null) {
            builder.companyRegistry(
                    Kvk.of(KvkSettings.builder().apiKey(kvkKey).baseUrl(kvkUrl).build()));
        }
        builder.vatNumberValidator(Vies.of(ViesSettings.builder()
                .baseUrl(configuration.address("vies.base-url"))
                .cacheFor(vat.viesCache())
                .build()));
    }

    private static Currency euro() {
        return Currency.getInstance("EUR");
    }
}
