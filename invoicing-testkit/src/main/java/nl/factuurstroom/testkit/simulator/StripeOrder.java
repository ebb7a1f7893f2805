package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.annotation.Nullable;

/**
 * What somebody buys through the simulated Stripe, and how. Amounts are in minor units, as Stripe counts them. Made with
 * {@link StripeSimulator#checkout()}, {@link StripeSimulator#payment(long)} or {@link StripeSimulator#invoice()}; {@link
 * #pay()} plays it. Not thread-safe.
 */
public final class StripeOrder {

    /**
     * A tax rate on a line.
     *
     * @param country two letters, or null for a rate that its seller made by hand without one
     * @param percentage as text: {@code 21}
     * @param inclusive whether prices hold the tax
     * @param reason Stripe's {@code taxability_reason}: {@code standard_rated}
     */
    public record Tax(@Nullable String country, String percentage, boolean inclusive, String reason) {

        public static final Tax NL_21 = new Tax("NL", "21", false, "standard_rated");
        public static final Tax NL_9 = new Tax("NL", "9", false, "reduced_rated");
        public static final Tax NL_21_INCLUSIVE = new Tax("NL", "21", true, "standard_rated");
        public static final Tax NL_9_INCLUSIVE = new Tax("NL", "9", true, "reduced_rated");
        public static final Tax REVERSE_CHARGE = new Tax("NL", "21", false, "reverse_charge");

        /** Whether any money comes of it. */
        boolean charged() {
            return reason.endsWith("_rated") && !reason.equals("zero_rated");
        }
    }

    /** What came of it; an id is null where there is no such object. */
    public record Sold(
            @Nullable String sessionId,
            @Nullable String paymentIntentId,
            @Nullable String chargeId,
            @Nullable String invoiceId) {}

    enum Mode {
        CHECKOUT,
        PAYMENT,
        INVOICE
    }

    record Line(
            String description,
            long quantity,
            long unitAmount,
            @Nullable Tax tax,
            Map<String, String> metadata) {}

    private final StripeSimulator stripe;
    final Mode mode;
    final List<Line> lines = new ArrayList<>();
    final Map<String, String> metadata = new LinkedHashMap<>();
    final Map<String, String> intentMetadata = new LinkedHashMap<>();
    final ObjectNode buyer = StripeObjects.template("buyer");
    final Map<String, String> customFields = new LinkedHashMap<>();
    Consumer<ObjectNode> sessionEdit = session -> {};
    Consumer<ObjectNode> invoiceEdit = invoice -> {};
    Consumer<ObjectNode> intentEdit = intent -> {};
    String currency = "eur";
    String method = "ideal";
    int couponPercent;
    boolean delayed;
    boolean guest;
    boolean invoiceCreation;
    boolean subscription;

    @Nullable
    Line shipping;

    @Nullable
    String clientReference;

    @Nullable
    String description;

    StripeOrder(StripeSimulator stripe, Mode mode) {
        this.stripe = stripe;
        this.mode = mode;
    }

    /** @param tax null for a line about whose tax Stripe knows nothing */
    public StripeOrder line(String text, long quantity, long unitAmount, @Nullable Tax tax) {
        return line(text, quantity, unitAmount, tax, Map.of());
    }

    /** The same, of a product with this metadata. */
    public StripeOrder line(
            String text, long quantity, long unitAmount, @Nullable Tax tax, Map<String, String> productMetadata) {
        lines.add(new Line(text, quantity, unitAmount, tax, productMetadata));
        return this;
    }

    /** A coupon of so many per cent on every line. */
    public StripeOrder coupon(int percent) {
        couponPercent = percent;
        return this;
    }

    public StripeOrder shipping(long amount, @Nullable Tax tax) {
        shipping = new Line("Verzending", 1, amount, tax, Map.of());
        return this;
    }

    /** Lower case: {@code eur}. Defaults to that. */
    public StripeOrder currency(String code) {
        currency = code;
        return this;
    }

    /** A private person, unless {@link #business} or {@link #taxId} says otherwise. */
    public StripeOrder buyer(String name, String email, String country) {
        buyer.put("name", name).put("email", email);
        ((ObjectNode) buyer.get("address")).put("country", country);
        return this;
    }

    public StripeOrder business(String businessName) {
        buyer.put("business_name", businessName);
        return this;
    }

    public StripeOrder taxId(String type, String value) {
        buyer.withArray("tax_ids").addObject().put("type", type).put("value", value);
        return this;
    }

    /** An answer to a custom field of the checkout page. */
    public StripeOrder customField(String key, String value) {
        customFields.put(key, value);
        return this;
    }

    /** Metadata of the session or, without one, of the invoice. */
    public StripeOrder metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    /** Metadata of the payment intent, which Stripe keeps apart. */
    public StripeOrder intentMetadata(String key, String value) {
        intentMetadata.put(key, value);
        return this;
    }

    public StripeOrder clientReference(String reference) {
        clientReference = reference;
        return this;
    }

    public StripeOrder description(String text) {
        description = text;
        return this;
    }

    /** A method that settles later: the session completes unpaid, until {@link StripeSimulator#settle}. */
    public StripeOrder delayed(String paymentMethod) {
        delayed = true;
        method = paymentMethod;
        return this;
    }

    /** No customer object is made. */
    public StripeOrder guest() {
        guest = true;
        return this;
    }

    /** Stripe makes an invoice of the checkout, and mails it. */
    public StripeOrder invoiceCreation() {
        invoiceCreation = true;
        return this;
    }

    /** The checkout starts a subscription: its payment hangs on an invoice, not on the session. */
    public StripeOrder subscription() {
        subscription = true;
        return this;
    }

    /** Changes the session just before it completes, for what has no method here. */
    public StripeOrder editSession(Consumer<ObjectNode> edit) {
        sessionEdit = edit;
        return this;
    }

    /** Changes the invoice just before it is paid. */
    public StripeOrder editInvoice(Consumer<ObjectNode> edit) {
        invoiceEdit = edit;
        return this;
    }

    /** Changes the payment intent just before it succeeds. */
    public StripeOrder editIntent(Consumer<ObjectNode> edit) {
        intentEdit = edit;
        return this;
    }

    /** The buyer pays; Stripe sends its events. */
    public Sold pay() {
        return stripe.pay(this);
    }
}
