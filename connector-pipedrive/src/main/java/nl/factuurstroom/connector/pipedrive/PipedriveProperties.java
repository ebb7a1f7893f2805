package nl.factuurstroom.connector.pipedrive;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;

/**
 * The custom fields that hold what Pipedrive itself has no place for; they differ from account to account. Each is given by
 * the name that users see (any case; unique) or by its 40-character key. One that isn't given is neither read nor written.
 * Immutable.
 */
public final class PipedriveProperties {

    /** What a field means to us. */
    enum Property {
        ORGANIZATION_VAT_ID("organization", "vat-id"),
        ORGANIZATION_KVK_NUMBER("organization", "kvk-number"),
        ORGANIZATION_INVOICE_EMAIL("organization", "invoice-email"),
        ORGANIZATION_PO_REQUIRED("organization", "po-required"),
        ORGANIZATION_PRIVATE_PERSON("organization", "private-person"),
        ORGANIZATION_COUNTRY("organization", "country"),
        PERSON_INVOICE_EMAIL("person", "invoice-email"),
        PERSON_ADDRESS("person", "address"),
        PRODUCT_VAT_RATE("product", "vat-rate"),
        PRODUCT_SUPPLY_KIND("product", "supply-kind"),
        PRODUCT_GROUP("product", "product-group"),
        DEAL_PO_NUMBER("deal", "po-number"),
        DEAL_SUPPLY_DATE("deal", "supply-date"),
        DEAL_SHIP_TO_COUNTRY("deal", "ship-to-country"),
        DEAL_INVOICE_NUMBER("deal", "invoice-number", "varchar"),
        DEAL_INVOICE_STATUS("deal", "invoice-status", "enum"),
        DEAL_AMOUNT_PAID("deal", "amount-paid", "double"),
        DEAL_PAID_DATE("deal", "paid-date", "date");

        /** Whose field it is: {@code deal}. */
        final String owner;

        /** As users of a properties file know it: {@code pipedrive.property.deal.invoice-number}. */
        final String setting;

        /** Of a field that we write: the type with which it is created; else null. */
        final @Nullable String type;

        Property(String owner, String name) {
            this(owner, name, null);
        }

        Property(String owner, String name, @Nullable String type) {
            this.owner = owner;
            this.setting = "pipedrive.property." + owner + "." + name;
            this.type = type;
        }

        boolean isWritten() {
            return type != null;
        }
    }

    private final Map<Property, String> names;
    private final Set<Property> usual;

    private PipedriveProperties(Map<Property, String> names, Set<Property> usual) {
        this.names = Map.copyOf(names);
        this.usual = Set.copyOf(usual);
    }

    /**
     * The names that are used unless others are given: {@code BTW-nummer}, {@code KvK-nummer} and {@code Factuur-e-mail} of
     * an organization; {@code Factuurnummer}, {@code Factuurstatus}, {@code Betaald bedrag} and {@code Betaald op} of a deal.
     * What the account doesn't have of these is passed over.
     */
    public static PipedriveProperties standard() {
        var builder = builder().organizationVatId("BTW-nummer").organizationKvkNumber("KvK-nummer");
        builder.organizationInvoiceEmail("Factuur-e-mail");
        builder.dealInvoiceNumber("Factuurnummer").dealInvoiceStatus("Factuurstatus");
        builder.dealAmountPaid("Betaald bedrag").dealPaidDate("Betaald op");
        return new PipedriveProperties(builder.names, builder.names.keySet());
    }

    /** Begins with no field at all. What is then named must exist in the account. */
    public static Builder builder() {
        return new Builder();
    }

    /** Begins with these. What is then named must exist in the account. */
    public Builder toBuilder() {
        var builder = new Builder();
        builder.names.putAll(names);
        builder.usual.addAll(usual);
        return builder;
    }

    /** Name or key of the field. */
    Optional<String> name(Property property) {
        return Optional.ofNullable(names.get(property));
    }

    /** Names or keys by what they mean, of the fields of one owner. */
    Map<Property, String> named(String owner) {
        var named = new LinkedHashMap<Property, String>();
        for (Property property : Property.values()) {
            if (property.owner.equals(owner)) {
                name(property).ifPresent(name -> named.put(property, name));
            }
        }
        return named;
    }

    /** Whether nobody named it, so that it is passed over, instead of being a fault, where the account doesn't have it. */
    boolean isUsual(Property property) {
        return usual.contains(property);
    }

    /** Whether nobody named any field of this owner ({@code deal}, {@code organization}, {@code product}). */
    boolean areUsual(String owner) {
        return names.keySet().stream()
                .filter(property -> property.owner.equals(owner))
                .allMatch(this::isUsual);
    }

    @Override
    public String toString() {
        return "PipedriveProperties" + names;
    }

    /** Each setter takes a name or a 40-character key; blank means: not used. Not thread-safe. */
    public static final class Builder {

        private final Map<Property, String> names = new EnumMap<>(Property.class);
        private final Set<Property> usual = EnumSet.noneOf(Property.class);

        private Builder() {}

        /** Organization's VAT number. */
        public Builder organizationVatId(@Nullable String field) {
            return put(Property.ORGANIZATION_VAT_ID, field);
        }

        /** Organization's number in the Dutch trade register. */
        public Builder organizationKvkNumber(@Nullable String field) {
            return put(Property.ORGANIZATION_KVK_NUMBER, field);
        }

        /** Where an organization wants its invoices. */
        public Builder organizationInvoiceEmail(@Nullable String field) {
            return put(Property.ORGANIZATION_INVOICE_EMAIL, field);
        }

        /** Whether an organization takes no invoice without an order number: true, yes, ja or 1. */
        public Builder organizationPoRequired(@Nullable String field) {
            return put(Property.ORGANIZATION_PO_REQUIRED, field);
        }

        /** Whether an organization really is a private person: true, yes, ja or 1. */
        public Builder organizationPrivatePerson(@Nullable String field) {
            return put(Property.ORGANIZATION_PRIVATE_PERSON, field);
        }

        /** Organization's country; wins against the one in its address. */
        public Builder organizationCountry(@Nullable String field) {
            return put(Property.ORGANIZATION_COUNTRY, field);
        }

        /** Where a person wants invoices. */
        public Builder personInvoiceEmail(@Nullable String field) {
            return put(Property.PERSON_INVOICE_EMAIL, field);
        }

        /** Person's address, a field of type address: for deals without an organization. */
        public Builder personAddress(@Nullable String field) {
            return put(Property.PERSON_ADDRESS, field);
        }

        /** Dutch VAT rate of a product: 21, 9, 0, vrijgesteld or exempt. */
        public Builder productVatRate(@Nullable String field) {
            return put(Property.PRODUCT_VAT_RATE, field);
        }

        /** Kind of a product: goods, services, goederen or diensten. */
        public Builder productSupplyKind(@Nullable String field) {
            return put(Property.PRODUCT_SUPPLY_KIND, field);
        }

        /** What products of a kind have in common, for discounts and for mappings in the books. */
        public Builder productGroup(@Nullable String field) {
            return put(Property.PRODUCT_GROUP, field);
        }

        /** Buyer's order number. */
        public Builder dealPoNumber(@Nullable String field) {
            return put(Property.DEAL_PO_NUMBER, field);
        }

        /** When goods or service were supplied; a field of type date. */
        public Builder dealSupplyDate(@Nullable String field) {
            return put(Property.DEAL_SUPPLY_DATE, field);
        }

        /** Where the goods go. */
        public Builder dealShipToCountry(@Nullable String field) {
            return put(Property.DEAL_SHIP_TO_COUNTRY, field);
        }

        /** Invoice number; read (a deal that has one is invoiced already) and written. */
        public Builder dealInvoiceNumber(@Nullable String field) {
            return put(Property.DEAL_INVOICE_NUMBER, field);
        }

        /** State of the invoice; written as text, or as the option that has the text as its label. */
        public Builder dealInvoiceStatus(@Nullable String field) {
            return put(Property.DEAL_INVOICE_STATUS, field);
        }

        /** What was paid; written to a field of type number, monetary or text. */
        public Builder dealAmountPaid(@Nullable String field) {
            return put(Property.DEAL_AMOUNT_PAID, field);
        }

        /** Day of the last payment; written to a field of type date or text. */
        public Builder dealPaidDate(@Nullable String field) {
            return put(Property.DEAL_PAID_DATE, field);
        }

        /** Makes it. */
        public PipedriveProperties build() {
            return new PipedriveProperties(names, usual);
        }

        private Builder put(Property property, @Nullable String field) {
            usual.remove(property);
            if (field == null || field.isBlank()) {
                names.remove(property);
            } else {
                names.put(property, field.strip());
            }
            return this;
        }
    }
}
