package nl.factuurstroom.connector.exact;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.factuurstroom.account.AccountContext;
import nl.factuurstroom.account.CallMeter;
import nl.factuurstroom.account.TokenStore;
import nl.factuurstroom.accounting.AccountingGateway;
import nl.factuurstroom.customer.CustomerId;
import nl.factuurstroom.customer.CustomerQuery;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.testkit.SettableClock;
import nl.factuurstroom.testkit.contract.AccountingGatewayContract;
import nl.factuurstroom.testkit.simulator.ExactAccount;
import nl.factuurstroom.testkit.simulator.ExactInvoice;
import nl.factuurstroom.testkit.simulator.ExactSimulator;
import nl.factuurstroom.testkit.simulator.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Exact Online keeps the rules of every accounting gateway, against a simulator that lags and splits. */
final class ExactOnlineAccountingGatewayContractTest extends AccountingGatewayContract {

    static final Map<VatTreatment, String> CODES = Map.of(
            VatTreatment.STANDARD, "2",
            VatTreatment.REDUCED, "1",
            VatTreatment.ZERO, "0",
            VatTreatment.EXEMPT, "0",
            VatTreatment.EXPORT, "6",
            VatTreatment.OUTSIDE_SCOPE, "6",
            VatTreatment.EU_SERVICES, "7D",
            VatTreatment.EU_GOODS, "7",
            VatTreatment.DOMESTIC_REVERSE_CHARGE, "V");

    private final SettableClock clock = SettableClock.at("2026-11-24T09:15:30Z");
    private ExactSimulator exact;
    private ExactOnline gateway;

    @BeforeEach
    void connect() {
        exact = new ExactSimulator(clock);
        exact.limits(0, 0);
        exact.searchLag(Duration.ofSeconds(45));
        var settings = ExactOnlineSettings.builder()
                .baseUri(exact.baseUri())
                .division(ExactSimulator.DIVISION)
                .accessToken(exact.accessToken())
                .item("UREN")
                .paymentCondition("14")
                .callTimeout(Duration.ofSeconds(5))
                .settleTime(Duration.ofMinutes(2));
        CODES.forEach(settings::vatCode);
        gateway = ExactOnline.of(settings.build());
        gateway.connect(new AccountContext(clock, TokenStore.inMemory(), CallMeter.none()));
    }

    @AfterEach
    void close() {
        exact.close();
    }

    @Override
    protected AccountingGateway gateway() {
        return gateway;
    }

    @Override
    protected KnownCustomer customer() {
        var known = exact.accounts().stream()
                .filter(account -> account.name().equals("De Vries Bouw B.V."))
                .map(ExactAccount::id)
                .findFirst()
                .orElseGet(() -> exact.addAccount(
                        "De Vries Bouw B.V.", Map.of("Email", "facturen@devriesbouw.nl", "Country", "NL")));
        passTime(Duration.ofMinutes(1));
        return gateway.customers()
                .find(CustomerQuery.byIds(Set.of(new CustomerId(known))))
                .get(0);
    }

    @Override
    protected CustomerId addCustomer(Party party, KnownCustomer.State state) {
        var fields = new HashMap<String, Object>();
        fields.put("Postcode", String.valueOf(party.address().postalCode()).replace(" ", ""));
        fields.put("Country", "NL");
        fields.put("Status", state == KnownCustomer.State.PROSPECT ? "P" : "C");
        fields.put("Blocked", state == KnownCustomer.State.BLOCKED);
        if (party.kvkNumber() != null) {
            fields.put("ChamberOfCommerce", party.kvkNumber().value().replaceFirst("(....)", "$1 "));
        }
        if (party.vatNumber() != null) {
            fields.put("VATNumber", party.vatNumber().value().replaceFirst("NL(.{4})(..)(...)B", "NL $1.$2.$3.B."));
        }
        if (party.email() != null) {
            fields.put("Email", party.email());
        }
        return new CustomerId(exact.addAccount(party.name(), fields));
    }

    @Override
    protected int customersNamed(String name) {
        return (int) exact.accounts().stream()
                .filter(account -> account.name().equals(name))
                .count();
    }

    @Override
    protected void loseNextAnswer() {
        exact.failNext(Fault.loseAnswer());
    }

    @Override
    protected void refuseNext() {
        exact.failNext(Fault.status(
                500,
                "{\"error\":{\"code\":\"\",\"message\":{\"lang\":\"\",\"value\":\"Ongeldig: Factuur voor (Type)\"}}}"));
    }

    @Override
    protected void limitNext() {
        exact.failNext(Fault.status(429, ""));
    }

    @Override
    protected void processNextLate() {
        exact.failNext(Fault.processLate());
    }

    @Override
    protected void processLateCalls() {
        exact.processLateCalls();
    }

    @Override
    protected void passTime(Duration time) {
        clock.advance(time);
    }

    @Override
    protected int callsMade() {
        return exact.calls().size();
    }

    @Override
    protected List<String> mailsOf(String reference) {
        return exact.invoice(reference).mailedTo();
    }

    @Override
    protected List<String> codesOf(String reference) {
        return exact.invoice(reference).lines().stream()
                .map(ExactInvoice.Line::vatCode)
                .toList();
    }

    @Override
    protected List<Money> netsOf(String reference) {
        return exact.invoice(reference).lines().stream()
                .map(line -> Money.eur(line.amount().toPlainString()))
                .toList();
    }

    @Override
    protected String codeOf(VatTreatment treatment) {
        return String.valueOf(CODES.get(treatment));
    }

    @Override
    protected boolean supportsTreatment(VatTreatment treatment) {
        return CODES.containsKey(treatment);
    }

    @Override
    protected void removeCodeOf(VatTreatment treatment) {
        exact.clear("vat/VATCodes");
    }

    @Override
    protected void pay(String reference) {
        exact.pay(reference);
    }

    @Override
    protected void payPartly(String reference, Money amount) {
        exact.payPartly(reference, amount.amount());
    }

    @Override
    protected void credit(String reference) {
        exact.credit(reference);
    }

    @Override
    protected void reopen(String reference) {
        exact.reopen(reference);
    }

    @Override
    protected void duplicate(String reference) {
        exact.copyInvoice(reference);
    }

    /** Its API has no call that matches a credit note with an invoice or a payment. */
    @Override
    protected boolean settlesCreditNotes() {
        return false;
    }

    @Override
    protected void failNextMail() {
        exact.failNextMail("Verplicht: E-mailadres");
    }
}
