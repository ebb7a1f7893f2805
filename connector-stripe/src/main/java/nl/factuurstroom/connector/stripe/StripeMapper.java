package nl.factuurstroom.connector.stripe;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.stripe.StripeJson.ChargeJson;
import nl.factuurstroom.connector.stripe.StripeJson.MethodDetailsJson;
import nl.factuurstroom.connector.stripe.StripeLineJson.ProductJson;
import nl.factuurstroom.connector.stripe.StripeSettings.StripeInvoices;
import nl.factuurstroom.connector.support.Signatures;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.sale.PaymentReceived;
import nl.factuurstroom.sale.Reading;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleRef;

/** Makes a sale of what Stripe tells about a payment, or says what is in the way. Pure. */
final class StripeMapper {

    private static final int LONGEST_REFERENCE = 30;

    private final StripeSettings settings;
    private final StripeBuyers buyers;
    private final StripeSaleLines saleLines;

    /** @param products completes a product of which only the id is known */
    StripeMapper(StripeSettings settings, Function<String, ProductJson> products) {
        this.settings = settings;
        this.buyers = new StripeBuyers(settings);
        this.saleLines = new StripeSaleLines(settings, products);
    }

    /** Why it isn't for us although it may be paid; empty when it is. */
    Optional<Reading> notForUs(StripePurchase purchase) {
        if (purchase.live() == settings.testMode) {
            return Optional.of(new Reading.NotWon("it was paid in " + (purchase.live() ? "live" : "test") + " mode"));
        }
        var notWon = purchase.notWon();
        if (notWon.isPresent()) {
            return Optional.of(new Reading.NotWon(notWon.get()));
        }
        var invoice = purchase.invoice();
        if (invoice != null && settings.stripeInvoices == StripeInvoices.SKIP) {
            return Optional.of(new Reading.NotWon("Stripe invoiced it already, as " + invoice.number()));
        }
        return purchase.invoice() == null && purchase.session() == null && !settings.paymentIntents
                ? Optional.of(new Reading.NotWon("payment intents of their own are not taken as sales"))
                : Optional.empty();
    }

    /** The sale, or what to mend where. For purchases that are won and for us. */
    Reading reading(SaleRef ref, StripePurchase purchase, List<StripeLine> lines) {
        var currency = StripeAmounts.currency(purchase.currency());
        if (currency.isEmpty()) {
            return unusable(purchase, "is in " + purchase.currency() + ", which is no currency that books know");
        }
        var buyer = buyers.buyer(purchase);
        if (buyer.isEmpty()) {
            return unusable(
                    purchase, "names no buyer: let the checkout ask for a name, or fill in the customer in Stripe");
        }
        var mapped = saleLines.map(lines, currency.get());
        var fault = amountFault(purchase, lines, currency.get())
                .or(() -> moneyBackFault(purchase, currency.get()))
                .or(() -> idFault(purchase))
                .or(() ->
                        mapped.faults().isEmpty() ? Optional.empty() : Optional.of(String.join("; ", mapped.faults())));
        return fault.<Reading>map(why -> unusable(purchase, why))
                .orElseGet(() -> new Reading.Found(sale(ref, purchase, lines)
                        .buyer(buyer.get())
                        .currency(currency.get())
                        .lines(mapped.lines())
                        .pricesIncludeVat(mapped.includeVat())
                        .payment(payment(purchase, currency.get()))
                        .build()));
    }

    private Sale.Builder sale(SaleRef ref, StripePurchase purchase, List<StripeLine> lines) {
        var sale = Sale.builder(ref)
                .reference(reference(purchase))
                .title(title(purchase, lines))
                .wonAt(purchase.wonAt())
                .shipTo(buyers.shipTo(purchase))
                .facts(buyers.facts(purchase))
                .purchaseOrder(
                        buyers.answer(purchase, settings.keys.purchaseOrder()).orElse(null))
                .invoicedAs(invoicedAs(purchase))
                .version(purchase.version());
        purchase.ids().stream()
                .filter(id -> !id.equals(ref.id()))
                .forEach(id -> sale.alias(new SaleRef(ref.source(), ref.account(), id)));
        deal(purchase).ifPresent(id -> sale.alias(dealRef(id)));
        return sale;
    }

    private static Optional<String> amountFault(StripePurchase purchase, List<StripeLine> lines, Currency currency) {
        long sum = lines.stream().mapToLong(StripeLine::gross).sum();
        if (sum != purchase.total()) {
            return Optional.of("has lines that add up to " + money(sum, currency) + " but its total is "
                    + money(purchase.total(), currency) + ": compare them in the Dashboard and invoice it by hand");
        }
        var intent = purchase.intent();
        if (intent != null && intent.currency() != null && !intent.currency().equals(purchase.currency())) {
            return Optional.of(
                    "is in " + purchase.currency() + " but was paid in " + intent.currency() + ": invoice it by hand");
        }
        return purchase.paid() == purchase.total()
                ? Optional.empty()
                : Optional.of("is about " + money(purchase.total(), currency) + " but "
                        + money(purchase.paid(), currency)
                        + " was paid (captured in part, from a balance, or too much): invoice it by hand");
    }

    private Optional<String> moneyBackFault(StripePurchase purchase, Currency currency) {
        if (purchase.charge().filter(ChargeJson::disputed).isPresent()) {
            return Optional.of(
                    "is disputed by the buyer: see what comes of it in the Dashboard, then invoice it by hand");
        }
        return purchase.refunded() > 0 && !settings.partlyRefunded
                ? Optional.of("was refunded for " + money(purchase.refunded(), currency) + " of "
                        + money(purchase.paid(), currency) + " before it was invoiced: invoice it by hand")
                : Optional.empty();
    }

    private Optional<String> idFault(StripePurchase purchase) {
        var wrongKvk = buyers.wrongKvk(purchase);
        if (wrongKvk.isPresent()) {
            return Optional.of("has '" + wrongKvk.get()
                    + "' as the buyer's KvK number, which has eight digits: put the right one into metadata '"
                    + settings.keys.kvkNumber() + "' of the payment in Stripe");
        }
        return deal(purchase)
                .filter(id -> !id.matches("[^|\\p{Cntrl}]{1,200}"))
                .map(id -> "names a deal whose id is no id: correct its metadata in Stripe");
    }

    private Reading.Unusable unusable(StripePurchase purchase, String fault) {
        return new Reading.Unusable("Stripe payment " + purchase.mainId() + " " + fault);
    }

    /** The same for every object of one sale, so that the books can be asked for it whichever event came first. */
    private String reference(StripePurchase purchase) {
        var invoice = purchase.invoice();
        var number = invoice == null || invoice.number() == null ? "" : invoice.number();
        if (settings.stripeInvoices == StripeInvoices.BOOK_UNDER_NUMBER && fits(number)) {
            return number;
        }
        var id = purchase.mainId();
        var plain = settings.referencePrefix + id.substring(id.indexOf('_') + 1);
        return fits(plain)
                ? plain
                : settings.referencePrefix + Signatures.sha256Hex(id).substring(0, 24);
    }

    private static boolean fits(String reference) {
        return reference.matches("[A-Za-z0-9_-]{1," + LONGEST_REFERENCE + "}");
    }

    private @Nullable String invoicedAs(StripePurchase purchase) {
        var invoice = purchase.invoice();
        return invoice == null || settings.stripeInvoices != StripeInvoices.ATTENTION
                ? null
                : invoice.number() == null ? invoice.id() : invoice.number();
    }

    private static String title(StripePurchase purchase, List<StripeLine> lines) {
        var given = purchase.invoice() != null
                ? purchase.invoice().description()
                : purchase.intent() == null ? null : purchase.intent().description();
        if (given != null && !given.isBlank()) {
            return given.strip();
        }
        return lines.isEmpty() ? "Betaling " + purchase.mainId() : lines.get(0).description();
    }

    private static PaymentReceived payment(StripePurchase purchase, Currency currency) {
        var method = purchase.charge()
                .map(ChargeJson::payment_method_details)
                .map(MethodDetailsJson::type)
                .orElse(Stripe.NAME);
        return new PaymentReceived(
                money(purchase.paid(), currency),
                purchase.wonAt().atZone(StripeLines.AMSTERDAM).toLocalDate(),
                method,
                purchase.paymentId());
    }

    /** The id of the deal that the payment names, without its prefix. */
    private Optional<String> deal(StripePurchase purchase) {
        var where = settings.dealReference;
        if (where == null) {
            return Optional.empty();
        }
        var session = purchase.session();
        var value = where.key().equals("client_reference_id")
                ? Optional.ofNullable(session == null ? null : session.client_reference_id())
                : purchase.metadata(where.key());
        return value.filter(text -> text.startsWith(where.prefix()))
                .map(text -> text.substring(where.prefix().length()))
                .filter(id -> !id.isBlank());
    }

    private SaleRef dealRef(String id) {
        var where = java.util.Objects.requireNonNull(settings.dealReference);
        return new SaleRef(where.source(), where.account(), id);
    }

    private static Money money(long minor, Currency currency) {
        return StripeAmounts.money(BigDecimal.valueOf(minor), currency);
    }
}
