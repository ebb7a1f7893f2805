package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Everything the administration holds: one table per entity. */
final class ExactBooks {

    static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final String TERM_FIELDS =
            " InvoiceNumber:i EntryNumber:i YourRef:s AmountDC:n TransactionAmountDC:n"
                    + " IsFullyPaid:b LastPaymentDate:d Status:i InvoiceDate:d DueDate:d Account:g Journal:s TransactionID:g"
                    + " Description:s Currency:s";

    final Clock clock;
    final ExactTable accounts = table(
            "crm/Accounts",
            "Account",
            "ID:g Code:s Name:s Status:s SearchCode:s AddressLine1:s AddressLine2:s AddressLine3:s Postcode:s City:s"
                    + " State:s Country:s CountryName:s Email:s Phone:s Website:s Language:s ChamberOfCommerce:s"
                    + " VATNumber:s RSIN:s OINNumber:s GlnNumber:s TradeName:s PeppolIdentifier:s"
                    + " PaymentConditionSales:s SalesVATCode:s SalesCurrency:s GLAccountSales:g InvoiceAccount:g"
                    + " InvoicingMethod:i MainContact:g Parent:g Blocked:b StartDate:d EndDate:d Remarks:s IsSales:b"
                    + " IsSupplier:b IsAgency:i Type:s Created:d Modified:d Division:i BankAccounts:x",
            "ChamberOfCommerce Code Created Email ID Modified Name Postcode SearchCode Status VATNumber",
            true);
    final ExactTable divisions = table(
            "system/Divisions",
            "System.Division",
            "Code:i Description:s Hid:s Status:i BlockingStatus:i Country:s Currency:s Current:b"
                    + " ChamberOfCommerceNumber:s VATNumber:s DivisionMoveDate:d");
    final ExactTable vatCodes = table(
            "vat/VATCodes",
            "VATCode",
            "ID:g Code:s Description:s Percentage:n Type:s VATTransactionType:s EUSalesListing:s Charged:b IsBlocked:b"
                    + " IntraStat:b OssCountry:s LegalText:s");
    final ExactTable journals =
            table("financial/Journals", "Journal", "ID:g Code:s Description:s Type:i Currency:s IsBlocked:b");
    final ExactTable paymentConditions = table(
            "cashflow/PaymentConditions",
            "PaymentCondition",
            "ID:g Code:s Description:s PaymentDays:i PaymentEndOfMonths:i PaymentMethod:s Percentage:n");
    final ExactTable items = table(
            "logistics/Items",
            "Item",
            "ID:g Code:s Description:s IsSalesItem:b IsFractionAllowedItem:b SalesVatCode:s Unit:s ItemGroup:g"
                    + " GLRevenue:g StandardSalesPrice:n EndDate:d Modified:d",
            "ID Code Description IsSalesItem ItemGroup Modified EndDate",
            true);
    final ExactTable layouts = table("salesinvoice/Layouts", "Layout", "ID:g Subject:s Type:i");
    final ExactTable invoices = table(
            "salesinvoice/SalesInvoices",
            "SalesInvoice",
            "InvoiceID:g InvoiceNumber:i AmountDC:n AmountFC:n AmountFCExclVat:n AmountDiscount:n"
                    + " AmountDiscountExclVat:n VATAmountDC:n VATAmountFC:n Created:d Currency:s DeliverTo:g"
                    + " DeliverToAddress:g DeliverToContactPerson:g Description:s Discount:n DiscountType:i Division:i"
                    + " Document:g DueDate:d GAccountAmountFC:n InvoiceDate:d InvoiceTo:g InvoiceToContactPerson:g"
                    + " InvoiceToName:s Journal:s JournalDescription:s Modified:d OrderDate:d OrderedBy:g"
                    + " OrderedByContactPerson:g OrderedByName:s OrderNumber:i PaymentCondition:s"
                    + " PaymentConditionDescription:s PaymentReference:s Remarks:s Salesperson:g Status:i"
                    + " StatusDescription:s Type:i TypeDescription:s YourRef:s StarterSalesInvoiceStatus:i"
                    + " StarterSalesInvoiceStatusDescription:s Warehouse:g SalesInvoiceLines:x"
                    + " SalesInvoiceOrderChargeLines:x");
    final ExactTable receivables = table("cashflow/Receivables", "Cashflow.Receivable", "ID:g" + TERM_FIELDS);
    final ExactTable bulkReceivables = table(
            "bulk/Cashflow/Receivables",
            "Bulk.Cashflow.Receivable",
            "ID:g" + TERM_FIELDS,
            "Account ID InvoiceDate InvoiceNumber Status TransactionID",
            false);
    final ExactTable openItems = table(
            "read/financial/ReceivablesList",
            "Financial.ReceivablesList",
            "HID:l AccountId:g AccountCode:s AccountName:s Amount:n AmountInTransit:n CurrencyCode:s Description:s"
                    + " DueDate:d EntryNumber:i InvoiceDate:d InvoiceNumber:i JournalCode:s YourRef:s");
    final ExactTable paymentTerms = table(
            "sync/Cashflow/PaymentTerms",
            "Sync.PaymentTerm",
            "ID:g Timestamp:l LineType:i" + TERM_FIELDS,
            "Timestamp",
            false);
    final ExactTable deleted = table(
            "sync/Deleted",
            "Sync.Deleted",
            "ID:g Timestamp:l EntityType:i EntityKey:g DeletedBy:g DeletedDate:d Division:i",
            "Timestamp",
            false);
    final ExactTable subscriptions = table(
            "webhooks/WebhookSubscriptions",
            "WebhookSubscription",
            "ID:g CallbackURL:s ClientID:g Created:d Description:s Division:i IsInstant:b Topic:s UserID:g");
    private final Map<String, ExactTable> tables = new LinkedHashMap<>();
    private long rowVersion = 5_390_000;
    private int serial;

    ExactBooks(Clock clock) {
        this.clock = clock;
        for (ExactTable table : List.of(
                accounts,
                divisions,
                vatCodes,
                journals,
                paymentConditions,
                items,
                layouts,
                invoices,
                receivables,
                bulkReceivables,
                openItems,
                paymentTerms,
                deleted,
                subscriptions)) {
            tables.put(table.path, table);
        }
    }

    private static ExactTable table(String path, String type, String fields) {
        return new ExactTable(path, type, fields);
    }

    private static ExactTable table(String path, String type, String fields, String filter, boolean required) {
        return new ExactTable(path, type, fields, filter, required);
    }

    Optional<ExactTable> find(String path) {
        return Optional.ofNullable(tables.get(path));
    }

    /** A row version: rises with each write, by uneven steps, and is no time. */
    long nextRowVersion() {
        rowVersion += 1 + rowVersion % 7;
        return rowVersion;
    }

    /** Guids that are the same in every run. */
    String newId() {
        return UUID.nameUUIDFromBytes(("exact-" + ++serial).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** Stores a payload as the vendor gives it: {@code {"d":{"results":[…]}}}, a bare array, or one object. */
    void load(String path, JsonNode payload) {
        var table = find(path).orElseThrow(() -> new IllegalArgumentException("no such entity: " + path));
        var d = payload.has("d") ? payload.path("d") : payload;
        var rows = d.has("results") ? d.path("results") : d;
        for (JsonNode row :
                rows.isArray() ? rows : JsonNodeFactory.instance.arrayNode().add(rows)) {
            store(table, (ObjectNode) row);
        }
    }

    ObjectNode store(ExactTable table, ObjectNode given) {
        var row = table.blank();
        given.fields().forEachRemaining(field -> {
            if (table.fields.containsKey(field.getKey())) {
                row.set(field.getKey(), field.getValue());
            }
        });
        if (row.path(table.key).isNull()) {
            row.put(table.key, newId());
        }
        table.put(row, clock.instant());
        return row;
    }

    void loadDefaults() {
        for (String path : List.of(
                "system/Divisions",
                "vat/VATCodes",
                "financial/Journals",
                "cashflow/PaymentConditions",
                "logistics/Items",
                "salesinvoice/Layouts")) {
            load(path, resource(path.substring(path.indexOf('/') + 1).toLowerCase(Locale.ROOT) + ".json"));
        }
    }

    private static JsonNode resource(String name) {
        try (var in = ExactBooks.class.getResourceAsStream("exact/" + name)) {
            return JSON.readTree(Objects.requireNonNull(in, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
