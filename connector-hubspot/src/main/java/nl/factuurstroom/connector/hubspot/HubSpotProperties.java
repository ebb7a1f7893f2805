package nl.factuurstroom.connector.hubspot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.Nullable;

/**
 * The internal names of the properties that hold what HubSpot itself has no place for; they differ from account to account.
 * A name that is null is neither read nor written. Immutable.
 *
 * @param companyVatId VAT number of a company
 * @param companyKvkNumber number in the Dutch trade register
 * @param companyInvoiceEmail where a company wants its invoices
 * @param companyPoRequired whether a company takes no invoice without an order number: true, yes, ja or 1
 * @param companyPrivatePerson whether a company record really is a private person: true, yes, ja or 1
 * @param lineVatRate Dutch VAT rate of a line: 21, 9, 0, vrijgesteld or exempt
 * @param lineSupplyKind goods, services, goederen or diensten
 * @param lineProductGroup what lines of a kind have in common, for discounts and for mappings in the books
 * @param dealPoNumber the buyer's order number
 * @param dealSupplyDate when goods or service were supplied
 * @param dealShipToCountry where the goods go
 * @param dealInvoiceNumber read (a deal that has one is invoiced already) and written
 * @param dealInvoiceStatus written: invoiced, partly_paid, paid, overdue or credited
 * @param dealAmountPaid written
 * @param dealPaidDate written
 * @param usual settings whose names nobody gave ({@code company.vat-id}): passed over, instead of being a fault, where the
 *     account doesn't have them
 */
public record HubSpotProperties(
        @Nullable String companyVatId,
        @Nullable String companyKvkNumber,
        @Nullable String companyInvoiceEmail,
        @Nullable String companyPoRequired,
        @Nullable String companyPrivatePerson,
        @Nullable String lineVatRate,
        @Nullable String lineSupplyKind,
        @Nullable String lineProductGroup,
        @Nullable String dealPoNumber,
        @Nullable String dealSupplyDate,
        @Nullable String dealShipToCountry,
        @Nullable String dealInvoiceNumber,
        @Nullable String dealInvoiceStatus,
        @Nullable String dealAmountPaid,
        @Nullable String dealPaidDate,
        Set<String> usual) {

    public HubSpotProperties {
        usual = Set.copyOf(usual);
    }

    /**
     * The names that are used unless others are given: {@code vat_number} and {@code kvk_number} of a company, {@code
     * invoice_number}, {@code invoice_status}, {@code invoice_amount_paid} and {@code invoice_paid_at} of a deal. What
     * the account doesn't have of these is passed over.
     */
    public static HubSpotProperties standard() {
        var builder = builder().companyVatId("vat_number").companyKvkNumber("kvk_number");
        builder.dealInvoiceNumber("invoice_number").dealInvoiceStatus("invoice_status");
        builder.dealAmountPaid("invoice_amount_paid").dealPaidDate("invoice_paid_at");
        builder.usual.addAll(List.of(
                "company.vat-id",
                "company.kvk-number",
                "deal.invoice-number",
                "deal.invoice-status",
                "deal.amount-paid",
                "deal.paid-date"));
        return builder.build();
    }

    /** Begins with no property at all. What is then named must exist in the account. */
    public static Builder builder() {
        return new Builder();
    }

    /** Begins with these. What is then named must exist in the account. */
    public Builder toBuilder() {
        var builder = new Builder();
        builder.companyVatId = companyVatId;
        builder.companyKvkNumber = companyKvkNumber;
        builder.companyInvoiceEmail = companyInvoiceEmail;
        builder.companyPoRequired = companyPoRequired;
        builder.companyPrivatePerson = companyPrivatePerson;
        builder.lineVatRate = lineVatRate;
        builder.lineSupplyKind = lineSupplyKind;
        builder.lineProductGroup = lineProductGroup;
        builder.dealPoNumber = dealPoNumber;
        builder.dealSupplyDate = dealSupplyDate;
        builder.dealShipToCountry = dealShipToCountry;
        builder.dealInvoiceNumber = dealInvoiceNumber;
        builder.dealInvoiceStatus = dealInvoiceStatus;
        builder.dealAmountPaid = dealAmountPaid;
        builder.dealPaidDate = dealPaidDate;
        builder.usual.addAll(usual);
        return builder;
    }

    /** The names by the setting that holds them, of one object type: {@code company}, {@code line} or {@code deal}. */
    Map<String, String> named(String type) {
        var names = new LinkedHashMap<String, String>();
        switch (type) {
            case "company" -> {
                put(names, "company.vat-id", companyVatId);
                put(names, "company.kvk-number", companyKvkNumber);
                put(names, "company.invoice-email", companyInvoiceEmail);
                put(names, "company.po-required", companyPoRequired);
                put(names, "company.private-person", companyPrivatePerson);
            }
            case "line" -> {
                put(names, "line.vat-rate", lineVatRate);
                put(names, "line.supply-kind", lineSupplyKind);
                put(names, "line.product-group", lineProductGroup);
            }
            default -> {
                put(names, "deal.po-number", dealPoNumber);
                put(names, "deal.supply-date", dealSupplyDate);
                put(names, "deal.ship-to-country", dealShipToCountry);
                put(names, "deal.invoice-number", dealInvoiceNumber);
            }
        }
        return names;
    }

    /** The names that are written, by the setting that holds them. */
    Map<String, String> written() {
        var names = new LinkedHashMap<String, String>();
        put(names, "deal.invoice-number", dealInvoiceNumber);
        put(names, "deal.invoice-status", dealInvoiceStatus);
        put(names, "deal.amount-paid", dealAmountPaid);
        put(names, "deal.paid-date", dealPaidDate);
        return names;
    }

    /** What is read of one object type, sorted so that the same question is always asked in the same words. */
    Set<String> read(String type, Set<String> standard) {
        var all = new TreeSet<>(standard);
        all.addAll(named(type).values());
        return all;
    }

    private static void put(Map<String, String> names, String setting, @Nullable String name) {
        if (name != null) {
            names.put(setting, name);
        }
    }

    /** Each setter takes an internal name; blank means: not used. Not thread-safe. */
    public static final class Builder {

        private @Nullable String companyVatId;
        private @Nullable String companyKvkNumber;
        private @Nullable String companyInvoiceEmail;
        private @Nullable String companyPoRequired;
        private @Nullable String companyPrivatePerson;
        private @Nullable String lineVatRate;
        private @Nullable String lineSupplyKind;
        private @Nullable String lineProductGroup;
        private @Nullable String dealPoNumber;
        private @Nullable String dealSupplyDate;
        private @Nullable String dealShipToCountry;
        private @Nullable String dealInvoiceNumber;
        private @Nullable String dealInvoiceStatus;
        private @Nullable String dealAmountPaid;
        private @Nullable String dealPaidDate;
        private final Set<String> usual = new TreeSet<>();

        private Builder() {}

        /** Company property with the VAT number. */
        public Builder companyVatId(@Nullable String name) {
            companyVatId = checked("company.vat-id", name);
            return this;
        }

        /** Company property with the KvK number. */
        public Builder companyKvkNumber(@Nullable String name) {
            companyKvkNumber = checked("company.kvk-number", name);
            return this;
        }

        /** Company property with the address for invoices. */
        public Builder companyInvoiceEmail(@Nullable String name) {
            companyInvoiceEmail = checked("company.invoice-email", name);
            return this;
        }

        /** Company property that says that an order number is required. */
        public Builder companyPoRequired(@Nullable String name) {
            companyPoRequired = checked("company.po-required", name);
            return this;
        }

        /** Company property that says that this is a private person. */
        public Builder companyPrivatePerson(@Nullable String name) {
            companyPrivatePerson = checked("company.private-person", name);
            return this;
        }

        /** Line item property with the VAT rate. */
        public Builder lineVatRate(@Nullable String name) {
            lineVatRate = checked("line.vat-rate", name);
            return this;
        }

        /** Line item property that says goods or services. */
        public Builder lineSupplyKind(@Nullable String name) {
            lineSupplyKind = checked("line.supply-kind", name);
            return this;
        }

        /** Line item property with the product group. */
        public Builder lineProductGroup(@Nullable String name) {
            lineProductGroup = checked("line.product-group", name);
            return this;
        }

        /** Deal property with the buyer's order number. */
        public Builder dealPoNumber(@Nullable String name) {
            dealPoNumber = checked("deal.po-number", name);
            return this;
        }

        /** Deal property with the date of supply. */
        public Builder dealSupplyDate(@Nullable String name) {
            dealSupplyDate = checked("deal.supply-date", name);
            return this;
        }

        /** Deal property with the country where the goods go. */
        public Builder dealShipToCountry(@Nullable String name) {
            dealShipToCountry = checked("deal.ship-to-country", name);
            return this;
        }

        /** Deal property for the invoice number; read and written. */
        public Builder dealInvoiceNumber(@Nullable String name) {
            dealInvoiceNumber = checked("deal.invoice-number", name);
            return this;
        }

        /** Deal property for the state of the invoice; written. */
        public Builder dealInvoiceStatus(@Nullable String name) {
            dealInvoiceStatus = checked("deal.invoice-status", name);
            return this;
        }

        /** Deal property for what was paid; written. */
        public Builder dealAmountPaid(@Nullable String name) {
            dealAmountPaid = checked("deal.amount-paid", name);
            return this;
        }

        /** Deal property for the day of the last payment; written. */
        public Builder dealPaidDate(@Nullable String name) {
            dealPaidDate = checked("deal.paid-date", name);
            return this;
        }

        /** Makes it. */
        public HubSpotProperties build() {
            return new HubSpotProperties(
                    companyVatId,
                    companyKvkNumber,
                    companyInvoiceEmail,
                    companyPoRequired,
                    companyPrivatePerson,
                    lineVatRate,
                    lineSupplyKind,
                    lineProductGroup,
                    dealPoNumber,
                    dealSupplyDate,
                    dealShipToCountry,
                    dealInvoiceNumber,
                    dealInvoiceStatus,
                    dealAmountPaid,
                    dealPaidDate,
                    usual);
        }

        private @Nullable String checked(String setting, @Nullable String name) {
            usual.remove(setting);
            if (name == null || name.isBlank()) {
                return null;
            }
            var internal = name.strip();
            if (!internal.matches("[A-Za-z0-9_]{1,100}")) {
                throw new IllegalArgumentException(
                        "'" + name + "' is not the internal name of a HubSpot property: " + "these look like "
                                + name.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_"));
            }
            return internal;
        }
    }
}
