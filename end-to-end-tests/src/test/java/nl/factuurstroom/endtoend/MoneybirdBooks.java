package nl.factuurstroom.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.factuurstroom.accounting.AccountingGateway;
import nl.factuurstroom.connector.moneybird.Moneybird;
import nl.factuurstroom.connector.moneybird.MoneybirdSettings;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.testkit.simulator.Call;
import nl.factuurstroom.testkit.simulator.MoneybirdSimulator;

/** Moneybird. */
final class MoneybirdBooks implements Books {

    private final Clock clock;
    private final MoneybirdSimulator moneybird;
    private final Map<String, VatTreatment> treatments;

    MoneybirdBooks(Clock clock) {
        this.clock = clock;
        this.moneybird = new MoneybirdSimulator(clock);
        this.treatments = Stream.of(
                        VatTreatment.STANDARD, VatTreatment.REDUCED, VatTreatment.EU_SERVICES, VatTreatment.EU_GOODS)
                .collect(Collectors.toMap(moneybird::taxRate, treatment -> treatment));
    }

    @Override
    public AccountingGateway connect() {
        var settings = MoneybirdSettings.builder()
                .baseUri(moneybird.baseUri())
                .administration(MoneybirdSimulator.ADMINISTRATION)
                .accessToken(MoneybirdSimulator.TOKEN);
        treatments.forEach((id, treatment) -> settings.taxRate(treatment, id));
        return Moneybird.of(settings.build());
    }

    @Override
    public MoneybirdSimulator simulator() {
        return moneybird;
    }

    @Override
    public boolean is(Write write, Call call) {
        return switch (write) {
            case CUSTOMER -> call.method().equals("POST") && call.path().endsWith("/contacts.json");
            case DRAFT -> call.method().equals("POST") && call.path().endsWith("/sales_invoices.json");
            case SENDING -> call.method().equals("PATCH") && call.path().endsWith("/send_invoice.json");
        };
    }

    @Override
    public List<Invoice> invoices() {
        return moneybird.invoices().stream().map(this::invoice).toList();
    }

    private Invoice invoice(JsonNode invoice) {
        var id = invoice.path("id").asText();
        var texts = new ArrayList<String>();
        Set<VatTreatment> found = new LinkedHashSet<>();
        for (JsonNode detail : invoice.path("details")) {
            texts.add(detail.path("description").asText());
            if (new BigDecimal(detail.path("price").asText()).signum() != 0) {
                found.add(treatments.get(detail.path("tax_rate_id").asText()));
            }
        }
        return new Invoice(
                id,
                invoice.path("invoice_id").asText(),
                !invoice.path("state").asText().equals("draft"),
                invoice.path("contact").path("company_name").asText(),
                texts,
                amount(invoice, "total_price_excl_tax"),
                amount(invoice, "total_price_incl_tax"),
                amount(invoice, "total_unpaid"),
                found,
                moneybird.mails().stream()
                        .filter(mail -> mail.invoiceId().equals(id))
                        .map(MoneybirdSimulator.Mail::to)
                        .toList());
    }

    private static BigDecimal amount(JsonNode invoice, String field) {
        return new BigDecimal(invoice.path(field).asText()).setScale(2);
    }

    @Override
    public List<Customer> customers() {
        return moneybird.contacts().stream().map(MoneybirdBooks::customer).toList();
    }

    private static Customer customer(JsonNode contact) {
        var company = contact.path("company_name").asText("");
        var person = contact.path("firstname").asText() + " "
                + contact.path("lastname").asText();
        return new Customer(
                company.isEmpty() ? person.strip() : company,
                contact.path("chamber_of_commerce").asText(""),
                contact.path("tax_number").asText(""),
                contact.path("send_invoices_to_email").asText(""),
                contact.path("country").asText(""));
    }

    @Override
    public void pay(Invoice invoice) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Amsterdam"));
        moneybird.pay(invoice.id(), invoice.open().toPlainString(), today);
    }

    @Override
    public boolean registersPayments() {
        return true;
    }

    @Override
    public boolean knowsWhatWasSent() {
        return true;
    }
}
