package nl.factuurstroom.sale;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.party.Party;

/**
 * A sale as its source tells it, read once and then frozen. Immutable; made with {@link #builder(SaleRef)}.
 *
 * @param ref which sale
 * @param aliases every other id the same sale is known by (a payment intent beside its checkout session); each is claimed
 *     once, so that two ids never become two invoices
 * @param reference our reference on the invoice, unique in the books: {@code HS-987}; 1 to 30 characters of
 *     {@code A-Z a-z 0-9 - _}
 * @param title what people call the sale
 * @param buyer who buys
 * @param lines what is bought; may be empty, then the sale waits for a person
 * @param currency of all amounts
 * @param pricesIncludeVat whether unit prices hold VAT
 * @param wonAt when it was won: it decides whether the sale came after go-live
 * @param supplyDate when goods or service were supplied, or null: then the day it was won (Europe/Amsterdam)
 * @param shipTo where goods go, or null when the source doesn't say
 * @param purchaseOrder the buyer's order number, or null
 * @param invoicedAs the invoice number that the source already shows, or null
 * @param payment money already received, or null
 * @param discount on the sale as a whole, over all lines but shipping, after the lines' own discounts; null for none
 * @param facts what only some VAT rules ask for
 * @param version a text that changes when the sale does; compared right before booking
 */
public record Sale(
        SaleRef ref,
        Set<SaleRef> aliases,
        String reference,
        String title,
        Party buyer,
        List<SaleLine> lines,
        Currency currency,
        boolean pricesIncludeVat,
        Instant wonAt,
        @Nullable LocalDate supplyDate,
        @Nullable Destination shipTo,
        @Nullable String purchaseOrder,
        @Nullable String invoicedAs,
        @Nullable PaymentReceived payment,
        @Nullable LineDiscount discount,
        SaleFacts facts,
        String version) {

    public Sale {
        facts = facts == null ? SaleFacts.none() : facts;
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(buyer, "buyer");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(wonAt, "wonAt");
        if (!reference.matches("[A-Za-z0-9_-]{1,30}")) {
            throw new IllegalArgumentException(
                    "the reference of a sale is 1 to 30 characters of A-Z a-z 0-9 - _, was '" + reference + "'");
        }
        aliases = Set.copyOf(aliases);
        lines = List.copyOf(lines);
        for (SaleLine line : lines) {
            if (!line.unitPrice().currency().equals(currency)) {
                throw new IllegalArgumentException("line '" + line.description() + "' is in "
                        + line.unitPrice().currency() + " but the sale is in " + currency);
            }
        }
    }

    public static Builder builder(SaleRef ref) {
        return new Builder(ref);
    }

    public Builder toBuilder() {
        var builder = new Builder(ref);
        builder.aliases.addAll(aliases);
        builder.reference = reference;
        builder.title = title;
        builder.buyer = buyer;
        builder.lines.addAll(lines);
        builder.currency = currency;
        builder.pricesIncludeVat = pricesIncludeVat;
        builder.wonAt = wonAt;
        builder.supplyDate = supplyDate;
        builder.shipTo = shipTo;
        builder.purchaseOrder = purchaseOrder;
        builder.invoicedAs = invoicedAs;
        builder.payment = payment;
        builder.discount = discount;
        builder.facts = facts;
        builder.version = version;
        return builder;
    }

    /** Not thread-safe. */
    public static final class Builder {

        private final SaleRef ref;
        private final Set<SaleRef> aliases = new LinkedHashSet<>();
        private @Nullable String reference;
        private String title = "";
        private @Nullable Party buyer;
        private final List<SaleLine> lines = new ArrayList<>();
        private Currency currency = Currency.getInstance("EUR");
        private boolean pricesIncludeVat;
        private @Nullable Instant wonAt;
        private @Nullable LocalDate supplyDate;
        private @Nullable Destination shipTo;
        private @Nullable String purchaseOrder;
        private @Nullable String invoicedAs;
        private @Nullable PaymentReceived payment;
        private @Nullable LineDiscount discount;
        private SaleFacts facts = SaleFacts.none();
        private String version = "";

        private Builder(SaleRef ref) {
            this.ref = ref;
        }

        public Builder alias(SaleRef alias) {
            aliases.add(alias);
            return this;
        }

        public Builder reference(String reference) {
            this.reference = reference;
            return this;
        }

        public Builder title(String title) {
            this.title = title;
            return this;
        }

        public Builder buyer(Party buyer) {
            this.buyer = buyer;
            return this;
        }

        public Builder line(SaleLine line) {
            lines.add(line);
            return this;
        }

        /** Replaces all lines. */
        public Builder lines(List<SaleLine> lines) {
            this.lines.clear();
            this.lines.addAll(lines);
            return this;
        }

        /** Defaults to EUR. */
        public Builder currency(Currency currency) {
            this.currency = currency;
            return this;
        }

        /** Defaults to false. */
        public Builder pricesIncludeVat(boolean pricesIncludeVat) {
            this.pricesIncludeVat = pricesIncludeVat;
            return this;
        }

        public Builder wonAt(Instant wonAt) {
            this.wonAt = wonAt;
            return this;
        }

        public Builder supplyDate(@Nullable LocalDate supplyDate) {
            this.supplyDate = supplyDate;
            return this;
        }

        public Builder shipTo(@Nullable Destination shipTo) {
            this.shipTo = shipTo;
            return this;
        }

        public Builder purchaseOrder(@Nullable String purchaseOrder) {
            this.purchaseOrder = purchaseOrder == null || purchaseOrder.isBlank() ? null : purchaseOrder.trim();
            return this;
        }

        public Builder invoicedAs(@Nullable String invoicedAs) {
            this.invoicedAs = invoicedAs == null || invoicedAs.isBlank() ? null : invoicedAs.trim();
            return this;
        }

        public Builder payment(@Nullable PaymentReceived payment) {
            this.payment = payment;
            return this;
        }

        /** On the sale as a whole, over all lines but shipping, after the lines' own discounts. */
        public Builder discount(@Nullable LineDiscount discount) {
            this.discount = discount;
            return this;
        }

        /** Defaults to {@link SaleFacts#none()}. */
        public Builder facts(SaleFacts facts) {
            this.facts = facts;
            return this;
        }

        public Builder version(String version) {
            this.version = version;
            return this;
        }

        /** @throws IllegalStateException naming all that is missing */
        public Sale build() {
            var missing = new ArrayList<String>();
            if (reference == null) {
                missing.add("reference");
            }
            if (buyer == null) {
                missing.add("buyer");
            }
            if (wonAt == null) {
                missing.add("wonAt");
            }
            if (reference == null || buyer == null || wonAt == null) {
                throw new IllegalStateException("sale " + ref + " needs " + String.join(", ", missing));
            }
            return new Sale(
                    ref,
                    aliases,
                    reference,
                    title,
                    buyer,
                    lines,
                    currency,
                    pricesIncludeVat,
                    wonAt,
                    supplyDate,
                    shipTo,
                    purchaseOrder,
                    invoicedAs,
                    payment,
                    discount,
                    facts,
                    version);
        }
    }
}
