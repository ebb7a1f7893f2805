package nl.factuurstroom.connector.exact;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import javax.annotation.Nullable;

/** What goes over the wire, named as Exact names it. Of large entities only the fields that we ask for. */
final class ExactOnlineJson {

    private ExactOnlineJson() {}

    /** current/Me. */
    record Me(@JsonProperty("CurrentDivision") @Nullable Integer currentDivision) {}

    /** system/Divisions. */
    record Division(
            @JsonProperty("Code") int code,
            @JsonProperty("Description") @Nullable String description,
            @JsonProperty("Status") @Nullable Integer status,
            @JsonProperty("Currency") @Nullable String currency,
            @JsonProperty("DivisionMoveDate") @Nullable String moveDate) {

        static final String SELECT = "Code,Description,Status,Currency,DivisionMoveDate";

        boolean active() {
            return status == null || status == 1;
        }
    }

    /** vat/VATCodes. */
    record VatCode(
            @JsonProperty("Code") @Nullable String code,
            @JsonProperty("Description") @Nullable String description,
            @JsonProperty("Percentage") @Nullable BigDecimal percentage,
            @JsonProperty("Type") @Nullable String type,
            @JsonProperty("VATTransactionType") @Nullable String transactionType,
            @JsonProperty("EUSalesListing") @Nullable String euSalesListing,
            @JsonProperty("IsBlocked") @Nullable Boolean blocked) {

        static final String SELECT = "Code,Description,Percentage,Type,VATTransactionType,EUSalesListing,IsBlocked";
    }

    /** financial/Journals. */
    record Journal(
            @JsonProperty("Code") @Nullable String code,
            @JsonProperty("Description") @Nullable String description,
            @JsonProperty("Type") @Nullable Integer type,
            @JsonProperty("Currency") @Nullable String currency) {

        static final String SELECT = "Code,Description,Type,Currency";
    }

    /** cashflow/PaymentConditions. */
    record PaymentCondition(
            @JsonProperty("Code") @Nullable String code,
            @JsonProperty("Description") @Nullable String description) {

        static final String SELECT = "Code,Description";
    }

    /** logistics/Items. */
    record Item(
            @JsonProperty("ID") String id,
            @JsonProperty("Code") @Nullable String code,
            @JsonProperty("Description") @Nullable String description,
            @JsonProperty("IsSalesItem") @Nullable Boolean salesItem,
            @JsonProperty("IsFractionAllowedItem") @Nullable Boolean fractionAllowed,
            @JsonProperty("EndDate") @Nullable String endDate) {

        static final String SELECT = "ID,Code,Description,IsSalesItem,IsFractionAllowedItem,EndDate";
    }

    /** crm/Accounts, read and written. */
    record Account(
            @JsonProperty("ID") @Nullable String id,
            @JsonProperty("Code") @Nullable String code,
            @JsonProperty("Name") @Nullable String name,
            @JsonProperty("Status") @Nullable String status,
            @JsonProperty("ChamberOfCommerce") @Nullable String chamberOfCommerce,
            @JsonProperty("VATNumber") @Nullable String vatNumber,
            @JsonProperty("Email") @Nullable String email,
            @JsonProperty("Phone") @Nullable String phone,
            @JsonProperty("AddressLine1") @Nullable String addressLine1,
            @JsonProperty("Postcode") @Nullable String postcode,
            @JsonProperty("City") @Nullable String city,
            @JsonProperty("Country") @Nullable String country,
            @JsonProperty("Language") @Nullable String language,
            @JsonProperty("PaymentConditionSales") @Nullable String paymentConditionSales,
            @JsonProperty("Blocked") @Nullable Boolean blocked,
            @JsonProperty("EndDate") @Nullable String endDate) {

        static final String SELECT = "ID,Code,Name,Status,ChamberOfCommerce,VATNumber,Email,Postcode,Country,"
                + "PaymentConditionSales,Blocked,EndDate";
    }

    /** The one field of an account that we change. A PUT with Code is refused, so it isn't there. */
    record AccountStatus(@JsonProperty("Status") String status) {}

    /** salesinvoice/SalesInvoices as sent. */
    record NewInvoice(
            @JsonProperty("OrderedBy") String orderedBy,
            @JsonProperty("Journal") String journal,
            @JsonProperty("Type") int type,
            @JsonProperty("YourRef") String yourRef,
            @JsonProperty("Description") String description,
            @JsonProperty("OrderDate") LocalDate orderDate,
            @JsonProperty("Currency") String currency,
            @JsonProperty("PaymentCondition") @Nullable String paymentCondition,
            @JsonProperty("Remarks") @Nullable String remarks,
            @JsonProperty("GAccountAmountFC") @Nullable BigDecimal gAccountAmount,
            @JsonProperty("SalesInvoiceLines") List<NewLine> lines) {}

    /** A line of it. */
    record NewLine(
            @JsonProperty("Item") String item,
            @JsonProperty("Description") String description,
            @JsonProperty("Notes") @Nullable String notes,
            @JsonProperty("Quantity") BigDecimal quantity,
            @JsonProperty("UnitPrice") BigDecimal unitPrice,
            @JsonProperty("Discount") @Nullable BigDecimal discount,
            @JsonProperty("VATCode") String vatCode,
            @JsonProperty("CostCenter") @Nullable String costCenter) {

        /** The same with the sign of its quantity turned. */
        NewLine turned() {
            return new NewLine(item, description, notes, quantity.negate(), unitPrice, discount, vatCode, costCenter);
        }
    }

    /** salesinvoice/SalesInvoices as read. */
    record Invoice(
            @JsonProperty("InvoiceID") @Nullable String invoiceId,
            @JsonProperty("InvoiceNumber") @Nullable Long invoiceNumber,
            @JsonProperty("Status") @Nullable Integer status,
            @JsonProperty("Type") @Nullable Integer type,
            @JsonProperty("YourRef") @Nullable String yourRef,
            @JsonProperty("Description") @Nullable String description,
            @JsonProperty("OrderedBy") @Nullable String orderedBy,
            @JsonProperty("AmountDC") @Nullable BigDecimal amountDc,
            @JsonProperty("AmountFC") @Nullable BigDecimal amountFc,
            @JsonProperty("Currency") @Nullable String currency,
            @JsonProperty("InvoiceDate") @Nullable String invoiceDate,
            @JsonProperty("DueDate") @Nullable String dueDate) {

        static final String SELECT = "InvoiceID,InvoiceNumber,Status,Type,YourRef,Description,OrderedBy,AmountDC,"
                + "AmountFC,Currency,InvoiceDate,DueDate";
        static final int SALES_INVOICE = 8020;
        static final int CREDIT_NOTE = 8021;

        boolean isCreditNote() {
            return type != null && type == CREDIT_NOTE;
        }

        boolean processed() {
            return status != null && status == 50;
        }
    }

    /** salesinvoice/PrintedSalesInvoices as sent. */
    record Print(
            @JsonProperty("InvoiceID") String invoiceId,
            @JsonProperty("InvoiceDate") LocalDate invoiceDate,
            @JsonProperty("SendEmailToCustomer") boolean sendEmailToCustomer) {}

    /** Its answer: a 2xx may hold an error. */
    record Printed(
            @JsonProperty("DocumentCreationError") @Nullable String documentCreationError,
            @JsonProperty("EmailCreationError") @Nullable String emailCreationError,
            @JsonProperty("EmailCreationSuccess") @Nullable String emailCreationSuccess) {}

    /** cashflow/Receivables and sync/Cashflow/PaymentTerms: the same facts, but the sign of AmountDC. */
    record Term(
            @JsonProperty("ID") @Nullable String id,
            @JsonProperty("Timestamp") @Nullable Long timestamp,
            @JsonProperty("LineType") @Nullable Integer lineType,
            @JsonProperty("InvoiceNumber") @Nullable Long invoiceNumber,
            @JsonProperty("YourRef") @Nullable String yourRef,
            @JsonProperty("AmountDC") @Nullable BigDecimal amountDc,
            @JsonProperty("TransactionAmountDC") @Nullable BigDecimal transactionAmountDc,
            @JsonProperty("Status") @Nullable Integer status,
            @JsonProperty("IsFullyPaid") @Nullable Boolean fullyPaid,
            @JsonProperty("LastPaymentDate") @Nullable String lastPaymentDate) {

        static final String SELECT_RECEIVABLE =
                "ID,InvoiceNumber,YourRef,AmountDC,TransactionAmountDC,Status,IsFullyPaid,LastPaymentDate";
        static final String SELECT_TERM =
                "ID,Timestamp,LineType,InvoiceNumber,YourRef,AmountDC,Status,IsFullyPaid,LastPaymentDate";
        static final int PAYABLE = 22;

        boolean settled() {
            return Boolean.TRUE.equals(fullyPaid) || (status != null && status == 50);
        }
    }

    /** A webhook's content. */
    record Event(
            @JsonProperty("Topic") @Nullable String topic,
            @JsonProperty("Division") @Nullable Integer division,
            @JsonProperty("Action") @Nullable String action,
            @JsonProperty("Key") @Nullable String key) {}

    /** A day as Exact writes it, {@code /Date(ms)/} being midnight UTC of that day, or ISO. Null when unreadable. */
    static @Nullable LocalDate day(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            if (text.startsWith("/Date(")) {
                var millis = text.substring(6, text.indexOf(')')).replaceFirst("[+-][0-9]{4}$", "");
                return LocalDate.ofInstant(Instant.ofEpochMilli(Long.parseLong(millis)), ZoneOffset.UTC);
            }
            return LocalDate.parse(text.substring(0, Math.min(10, text.length())));
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** Codes come padded to a fixed width: trimmed, empty for null. */
    static String trimmed(@Nullable String code) {
        return code == null ? "" : code.trim();
    }
}
