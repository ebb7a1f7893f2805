package nl.factuurstroom.endtoend;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import nl.factuurstroom.accounting.AccountingGateway;
import nl.factuurstroom.tax.VatTreatment;
import nl.factuurstroom.testkit.simulator.Call;
import nl.factuurstroom.testkit.simulator.VendorSimulator;

/** A bookkeeping package, as a simulator over real HTTP, and our connector to it. */
interface Books {

    /** What our connector writes there. */
    enum Write {
        CUSTOMER,
        DRAFT,
        SENDING
    }

    /** Wires a connector anew, as a restarted program does. */
    AccountingGateway connect();

    VendorSimulator simulator();

    /** Whether a call is this write. */
    boolean is(Write write, Call call);

    /** Every invoice, drafts too. */
    List<Invoice> invoices();

    /** Every customer. */
    List<Customer> customers();

    /** The buyer pays the whole of it by bank. */
    void pay(Invoice invoice);

    /** Whether an invoice shows afterwards that it was mailed. */
    boolean knowsWhatWasSent();

    /** Whether a payment that came in before the invoice can be registered. */
    boolean registersPayments();

    /**
     * An invoice as the package itself has it.
     *
     * @param texts of its lines
     * @param treatments what its tax codes mean
     * @param mailedTo one address per mail
     */
    record Invoice(
            String id,
            String number,
            boolean isFinal,
            String customer,
            List<String> texts,
            BigDecimal net,
            BigDecimal total,
            BigDecimal open,
            Set<VatTreatment> treatments,
            List<String> mailedTo) {

        boolean isOf(Deal deal) {
            return texts.stream().anyMatch(text -> text.startsWith(deal.title()));
        }
    }

    /** A customer as the package itself has it; empty texts for what it lacks. */
    record Customer(String name, String kvkNumber, String vatId, String email, String country) {}
}
