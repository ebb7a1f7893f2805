package nl.factuurstroom.endtoend;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.factuurstroom.accounting.AccountingGateway;
import nl.factuurstroom.connector.exact.ExactOnline;
import nl.factuurstroom.connector.exact.ExactOnlineSettings;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.testkit.simulator.Call;
import nl.factuurstroom.testkit.simulator.ExactInvoice;
import nl.factuurstroom.testkit.simulator.ExactSimulator;

/** Exact Online. */
final class ExactBooks implements Books {

    private static final Map<String, VatTreatment> TREATMENTS = Map.of(
            "2", VatTreatment.STANDARD,
            "1", VatTreatment.REDUCED,
            "7D", VatTreatment.EU_SERVICES,
            "7", VatTreatment.EU_GOODS);

    private final ExactSimulator exact;
    private final String refreshToken;

    ExactBooks(Clock clock) {
        this.exact = new ExactSimulator(clock);
        this.refreshToken = exact.refreshToken();
    }

    /** With the refresh token that was configured once: whoever starts anew must go on with the stored one. */
    @Override
    public AccountingGateway connect() {
        var settings = ExactOnlineSettings.builder()
                .baseUri(exact.baseUri())
                .division(ExactSimulator.DIVISION)
                .oauth(exact.clientId(), exact.clientSecret(), refreshToken)
                .item("UREN");
        TREATMENTS.forEach((code, treatment) -> settings.vatCode(treatment, code));
        return ExactOnline.of(settings.build());
    }

    @Override
    public ExactSimulator simulator() {
        return exact;
    }

    @Override
    public boolean is(Write write, Call call) {
        return call.method().equals("POST")
                && call.path()
                        .endsWith(
                                switch (write) {
                                    case CUSTOMER -> "/crm/Accounts";
                                    case DRAFT -> "/salesinvoice/SalesInvoices";
                                    case SENDING -> "/salesinvoice/PrintedSalesInvoices";
                                });
    }

    @Override
    public List<Invoice> invoices() {
        var names =
                exact.accounts().stream().collect(Collectors.toMap(account -> account.id(), account -> account.name()));
        return exact.invoices().stream()
                .map(invoice -> invoice(invoice, String.valueOf(names.get(invoice.customer()))))
                .toList();
    }

    private static Invoice invoice(ExactInvoice invoice, String customer) {
        return new Invoice(
                invoice.reference(),
                String.valueOf(invoice.number()),
                invoice.status() == 50,
                customer,
                invoice.lines().stream().map(ExactInvoice.Line::description).toList(),
                invoice.net().setScale(2),
                invoice.total().setScale(2),
                invoice.open().setScale(2),
                invoice.lines().stream()
                        .map(line -> TREATMENTS.get(line.vatCode()))
                        .collect(Collectors.toSet()),
                invoice.mailedTo());
    }

    @Override
    public List<Customer> customers() {
        return exact.accounts().stream()
                .map(account -> new Customer(
                        account.name(), account.kvkNumber(), account.vatNumber(), account.email(), account.country()))
                .toList();
    }

    @Override
    public void pay(Invoice invoice) {
        exact.pay(invoice.id());
    }

    /** Its interface takes bank statements, not payments: the bookkeeper matches what the provider pays out. */
    @Override
    public boolean registersPayments() {
        return false;
    }

    @Override
    public boolean knowsWhatWasSent() {
        return false;
    }
}
