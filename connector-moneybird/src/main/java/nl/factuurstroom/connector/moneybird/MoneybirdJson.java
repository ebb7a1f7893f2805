package nl.factuurstroom.connector.moneybird;

import static com.fasterxml.jackson.annotation.JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/** What goes over the wire, named as Moneybird names it. Anything that may be missing is nullable; ids are text. */
final class MoneybirdJson {

    private MoneybirdJson() {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Administration(
            String id, @Nullable String name, @Nullable String currency, boolean suspended) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Contact(
            @Nullable String id,
            @Nullable String companyName,
            @Nullable String firstname,
            @Nullable String lastname,
            @Nullable String zipcode,
            @Nullable String country,
            @Nullable String customerId,
            @Nullable String taxNumber,
            @Nullable String chamberOfCommerce,
            @Nullable String email,
            @Nullable String sendInvoicesToEmail,
            @Nullable String invoiceWorkflowId,
            boolean archived) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record NewContact(
            @Nullable String companyName,
            @Nullable String firstname,
            @Nullable String lastname,
            @Nullable String address1,
            @Nullable String zipcode,
            @Nullable String city,
            @Nullable String country,
            @Nullable String phone,
            String deliveryMethod,
            String customerId,
            @Nullable String taxNumber,
            @Nullable String chamberOfCommerce,
            @Nullable String sendInvoicesToEmail,
            @Nullable String sendInvoicesToAttention) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Invoice(
            @Nullable String id,
            @Nullable String contactId,
            @Nullable String invoiceId,
            @Nullable String workflowId,
            @Nullable String state,
            @Nullable String reference,
            @Nullable String currency,
            @Nullable LocalDate invoiceDate,
            @Nullable LocalDate dueDate,
            @Nullable LocalDate paidAt,
            @Nullable String sentAt,
            @Nullable String originalSalesInvoiceId,
            @Nullable BigDecimal totalPriceExclTax,
            @Nullable BigDecimal totalPriceInclTax,
            @Nullable BigDecimal totalUnpaid,
            @Nullable List<Detail> details,
            @Nullable List<Payment> payments,
            @Nullable List<Event> events,
            long version) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Detail(
            @Nullable String id,
            @Nullable String taxRateId,
            @Nullable String description,

            @JsonFormat(with = ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
            List<String> taxReportReference,

            @Nullable String mandatoryTaxText) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Payment(
            @Nullable BigDecimal price,
            @Nullable LocalDate paymentDate,
            @Nullable String creditInvoiceId,
            @Nullable String financialMutationId,
            @Nullable String paymentTransactionId,
            @Nullable String transactionIdentifier,
            @Nullable String manualPaymentAction,
            @Nullable String createdAt) {}

    record Event(@Nullable String action) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record NewInvoice(
            String contactId,
            String reference,
            LocalDate invoiceDate,
            String currency,
            boolean pricesAreInclTax,
            @Nullable String workflowId,
            @Nullable Integer firstDueInterval,
            @Nullable String documentStyleId,
            @Nullable String paymentConditions,
            List<NewDetail> detailsAttributes) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record NewDetail(
            String description,
            @Nullable String amount,
            String price,
            String taxRateId,
            @Nullable String ledgerAccountId,
            @Nullable String projectId,
            @Nullable String productId,
            @Nullable String period,
            int rowOrder) {}

    /** What a copied credit note lacks; its lines only where they are others than the original's. */
    @JsonNaming(SnakeCaseStrategy.class)
    record CreditChange(
            String reference,
            LocalDate invoiceDate,
            String paymentConditions,
            @Nullable Boolean pricesAreInclTax,
            @Nullable List<Object> detailsAttributes) {}

    record RemovedDetail(
            String id, @JsonProperty("_destroy") boolean destroy) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Sending(String deliveryMethod, @Nullable String emailAddress) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record NewPayment(LocalDate paymentDate, String price, String transactionIdentifier) {}

    /** Id and the second of the last change. */
    record Version(String id, long version) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record TaxRate(
            String id,
            @Nullable String name,
            @Nullable BigDecimal percentage,
            @Nullable String taxRateType,
            @Nullable Boolean active,
            @Nullable String country) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record LedgerAccount(
            String id,
            @Nullable String name,
            @Nullable Boolean active,
            @Nullable List<String> allowedDocumentTypes) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Workflow(
            String id,
            @Nullable String type,
            @Nullable String name,
            @JsonProperty("default") boolean isDefault,
            @Nullable Boolean active,
            @Nullable List<Step> steps) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Step(int stepOrder, boolean reminderAutoSend) {}

    record DocumentStyle(String id, @Nullable String name) {}

    record Product(String id, @Nullable String identifier) {}

    record Identity(@Nullable String email) {}

    record Verifications(@Nullable List<String> emails) {}

    record Webhook(String id, @Nullable String secret) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Delivery(
            @Nullable String administrationId,
            @Nullable String webhookToken,
            @Nullable String entityType,
            @Nullable String entityId,
            @Nullable String action,
            @Nullable Map<String, Object> entity) {}

    static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
