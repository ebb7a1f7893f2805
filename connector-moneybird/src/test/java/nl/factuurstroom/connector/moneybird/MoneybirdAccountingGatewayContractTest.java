package nl.factuurstroom.connector.moneybird;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import nl.factuurstroom.accounting.AccountingGateway;
import nl.factuurstroom.customer.CustomerId;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.testkit.contract.AccountingGatewayContract;
import nl.factuurstroom.testkit.contract.SampleDrafts;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.testkit.simulator.MoneybirdSimulator;
import org.junit.jupiter.api.AfterEach;

class MoneybirdAccountingGatewayContractTest extends AccountingGatewayContract {

    private final SimulatedBooks books = new SimulatedBooks();
    private final MoneybirdSimulator simulator = books.simulator;
    private final Moneybird moneybird = books.connected();
    private KnownCustomer customer;

    @AfterEach
    void stop() {
        books.close();
    }

    @Override
    protected AccountingGateway gateway() {
        return moneybird;
    }

    @Override
    protected KnownCustomer customer() {
        if (customer == null) {
            customer = books.customer(moneybird);
        }
        return customer;
    }

    @Override
    protected CustomerId addCustomer(Party party, KnownCustomer.State state) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("company_name", party.name());
        if (party.kvkNumber() != null) {
            fields.put("chamber_of_commerce", party.kvkNumber().value());
        }
        if (party.vatNumber() != null) {
            fields.put("tax_number", party.vatNumber().value());
        }
        if (party.email() != null) {
            fields.put("send_invoices_to_email", party.email() + ", kopie@elders.example");
        }
        fields.put("zipcode", String.valueOf(party.address().postalCode()));
        fields.put("country", String.valueOf(party.address().country()));
        return new CustomerId(simulator.addContact(fields));
    }

    @Override
    protected int customersNamed(String name) {
        return (int) simulator.contacts().stream()
                .filter(c -> c.path("company_name").asText().equals(name))
                .count();
    }

    @Override
    protected void loseNextAnswer() {
        simulator.failNext(Fault.loseAnswer());
    }

    @Override
    protected void refuseNext() {
        simulator.failNext(SimulatedBooks.refused());
    }

    @Override
    protected void limitNext() {
        simulator.failNext(books.limited(200));
    }

    @Override
    protected void processNextLate() {
        simulator.failNext(Fault.processLate());
    }

    @Override
    protected void processLateCalls() {
        simulator.processLateCalls();
    }

    @Override
    protected void passTime(Duration time) {
        books.clock.advance(time);
    }

    @Override
    protected int callsMade() {
        return simulator.calls().size();
    }

    @Override
    protected List<String> mailsOf(String reference) {
        return simulator.mails().stream()
                .filter(mail -> mail.invoiceId().equals(books.idOf(reference)))
                .map(MoneybirdSimulator.Mail::to)
                .toList();
    }

    @Override
    protected List<String> codesOf(String reference) {
        return lines(reference).stream()
                .map(line -> line.path("tax_rate_id").asText())
                .toList();
    }

    @Override
    protected List<Money> netsOf(String reference) {
        return lines(reference).stream()
                .map(line -> Money.eur(
                        line.path("total_price_excl_tax_with_discount").asText()))
                .toList();
    }

    /** Without the line of text at the head, which has no amount. */
    private List<JsonNode> lines(String reference) {
        var lines = new ArrayList<JsonNode>();
        simulator.invoicesWith(reference).get(0).path("details").forEach(lines::add);
        lines.removeIf(line -> line.path("description").asText().matches("Offerte 2026-118|.*[Cc]redit.*factuur.*"));
        return lines;
    }

    @Override
    protected String codeOf(VatTreatment treatment) {
        return simulator.taxRate(treatment);
    }

    @Override
    protected void removeCodeOf(VatTreatment treatment) {
        simulator.removeTaxRate(simulator.taxRate(treatment));
    }

    @Override
    protected void pay(String reference) {
        payPartly(
                reference,
                Money.eur(simulator
                        .invoice(books.idOf(reference))
                        .path("total_unpaid")
                        .asText()));
    }

    @Override
    protected void payPartly(String reference, Money amount) {
        simulator.pay(books.idOf(reference), amount.amount().toPlainString(), SampleDrafts.TODAY);
    }

    @Override
    protected void credit(String reference) {
        simulator.credit(books.idOf(reference));
    }

    @Override
    protected void reopen(String reference) {
        simulator.removeLastPayment(books.idOf(reference));
    }

    @Override
    protected void duplicate(String reference) {
        simulator.copyInvoice(books.idOf(reference));
    }

    /** Moneybird refuses what it can't mail, and the invoice stays a draft; what bounces later isn't told. */
    @Override
    protected boolean supportsMailErrors() {
        return false;
    }

    /** One rate per percentage is configured for the One Stop Shop; the sample has none. */
    @Override
    protected boolean supportsTreatment(VatTreatment treatment) {
        return treatment != VatTreatment.OSS;
    }

    @Override
    protected boolean knowsProspects() {
        return false;
    }

    /** An archived contact has ended; Moneybird has no blocked ones. */
    @Override
    protected boolean knowsBlockedCustomers() {
        return false;
    }
}
