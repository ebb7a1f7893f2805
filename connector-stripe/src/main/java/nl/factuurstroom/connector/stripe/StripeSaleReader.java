package nl.factuurstroom.connector.stripe;

import static nl.factuurstroom.connector.stripe.StripeJson.list;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.factuurstroom.connector.stripe.StripeJson.InvoiceJson;
import nl.factuurstroom.connector.stripe.StripeJson.SessionJson;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.sale.Reading;
import nl.factuurstroom.sale.SaleReader;
import nl.factuurstroom.sale.SaleRef;

/**
 * Reads a sale by whichever of its ids is asked: checkout session, payment intent or invoice. Stripe has no reading of many at
 * once, so each sale costs a call of its own.
 */
final class StripeSaleReader implements SaleReader {

    private static final int BATCH = 20;

    private final StripeApi api;
    private final StripeMapper mapper;
    private final StripeLines lineMapper;

    StripeSaleReader(StripeSettings settings, StripeApi api, StripeCatalogue catalogue) {
        this.api = api;
        this.mapper = new StripeMapper(settings, catalogue::product);
        this.lineMapper = new StripeLines(rate -> catalogue.rate(rate.id()));
    }

    /** Few: when a call fails, the others of its batch are read again. */
    @Override
    public int batchSize() {
        return BATCH;
    }

    @Override
    public Map<SaleRef, Reading> read(Set<SaleRef> refs) {
        var readings = new LinkedHashMap<SaleRef, Reading>();
        refs.forEach(ref -> readings.put(ref, read(ref)));
        return readings;
    }

    @Override
    public Map<SaleRef, WonState> wonStates(Set<SaleRef> refs) {
        var states = new LinkedHashMap<SaleRef, WonState>();
        for (SaleRef ref : refs) {
            states.put(
                    ref,
                    state(ref.id())
                            .map(purchase -> new WonState(purchase.notWon().isEmpty(), purchase.version()))
                            .orElseGet(() -> new WonState(false, "")));
        }
        return states;
    }

    private Reading read(SaleRef ref) {
        if (ref.id().startsWith("ch_") || ref.id().startsWith("py_")) {
            return new Reading.Unusable("Stripe charge " + ref.id()
                    + " was made without a payment intent, by an interface that Stripe gave up: invoice it by hand");
        }
        var purchase = find(ref.id());
        if (purchase.isEmpty()) {
            return new Reading.Gone(
                    "Stripe knows no checkout session, invoice or payment " + ref.id() + " in " + ref.account());
        }
        return mapper.notForUs(purchase.get())
                .orElseGet(() -> mapper.reading(ref, purchase.get(), lines(purchase.get())));
    }

    private Optional<StripePurchase> find(String id) {
        try {
            if (id.startsWith("in_")) {
                return Optional.of(new StripePurchase(null, api.invoice(id), null));
            }
            if (id.startsWith("cs_")) {
                return Optional.of(StripePurchase.of(api.session(id)));
            }
            return id.startsWith("pi_") ? Optional.of(findByIntent(id)) : Optional.empty();
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** A payment intent doesn't say what it pays, so the others are asked: most often it is a checkout session. */
    private StripePurchase findByIntent(String id) {
        var session = api.sessionOf(id);
        if (session.isPresent()) {
            return StripePurchase.of(session.get());
        }
        var payment = api.invoicePaymentOf(id);
        if (payment.isPresent() && payment.get().payment() != null) {
            return new StripePurchase(
                    null, payment.get().invoice(), payment.get().payment().payment_intent());
        }
        return new StripePurchase(null, null, api.intent(id));
    }

    /** As much as tells whether it is still won; one call. */
    private Optional<StripePurchase> state(String id) {
        try {
            return id.startsWith("pi_")
                    ? Optional.of(new StripePurchase(null, null, api.intentAndCharge(id)))
                    : find(id);
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private List<StripeLine> lines(StripePurchase purchase) {
        if (purchase.invoice() != null) {
            return lines(purchase.invoice());
        }
        if (purchase.session() != null) {
            return lines(purchase.session());
        }
        return purchase.intent() == null ? List.of() : lineMapper.of(purchase.intent());
    }

    private List<StripeLine> lines(SessionJson session) {
        var shown = session.line_items();
        var all = shown == null || shown.has_more() ? api.items(session.id()) : list(shown.data());
        var lines = new ArrayList<StripeLine>();
        all.forEach(item -> lines.add(lineMapper.of(item)));
        if (session.shipping_cost() != null && session.shipping_cost().amount_total() != 0) {
            lines.add(lineMapper.of(session.shipping_cost()));
        }
        return lines;
    }

    private List<StripeLine> lines(InvoiceJson invoice) {
        var shown = invoice.lines();
        var all = shown == null || shown.has_more() ? api.invoiceLines(invoice.id()) : list(shown.data());
        var lines = new ArrayList<StripeLine>();
        all.forEach(line -> lines.add(lineMapper.of(line)));
        if (invoice.shipping_cost() != null && invoice.shipping_cost().amount_total() != 0) {
            lines.add(lineMapper.of(invoice.shipping_cost()));
        }
        return lines;
    }
}
