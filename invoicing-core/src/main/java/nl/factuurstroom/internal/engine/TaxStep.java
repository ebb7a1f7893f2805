package nl.factuurstroom.internal.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import nl.factuurstroom.InvoiceWhen;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.tax.Instalments;
import nl.factuurstroom.tax.TaxFacts;
import nl.factuurstroom.tax.TaxQuestion;
import nl.factuurstroom.tax.TaxResult;

/** Gathers evidence and works out VAT; then the rules that a host's user meets first: order number, total, limits. */
final class TaxStep {

    private static final String TURNOVER_UNKNOWN = "SMALL_BUSINESS_TURNOVER_UNKNOWN";

    private final Desk desk;
    private final VatDecisions decisions;
    private final PartSplit parts;

    TaxStep(Desk desk, VatDecisions decisions) {
        this.desk = desk;
        this.decisions = decisions;
        this.parts = new PartSplit(desk);
    }

    void take(ProcessRow row, InvoiceState state) {
        var sale = state.frozenSale();
        var supplied = taxDate(sale);
        if (desk.parts.invoiceWhen() == InvoiceWhen.SUPPLY_DATE && supplied.isAfter(desk.parts.today())) {
            row.dueAt = supplied.atStartOfDay(Parts.ZONE).toInstant();
            desk.commit(row, state, tx -> desk.note(row, tx, "WAITS_FOR_SUPPLY", "Invoiced on " + supplied));
            return;
        }
        var ofHost = ofHost(state);
        var decision = decisions.decide(state, question(row.key.sale(), state, ofHost));
        state.tax = decision.result();
        state.taxDate = decision.question().taxDate();
        state.invoiceDate = decision.question().invoiceDate();
        if (!stops(row, state, decision)) {
            decided(row, state, decision, ofHost);
        }
    }

    /** The same decision for a buyer that the books don't know yet. @return whether the sale waits, and was committed so */
    boolean stopsBeforeCreation(ProcessRow row, InvoiceState state) {
        return stops(row, state, decisions.decide(state, question(row, state)));
    }

    private boolean stops(ProcessRow row, InvoiceState state, VatDecisions.Decision decision) {
        if (!decision.mayIssue()) {
            held(row, state, decision.result());
            return true;
        }
        var problem = problem(state.frozenSale(), state, decision);
        if (problem != null) {
            desk.attention(row, state, problem[0], problem[1]);
            return true;
        }
        return false;
    }

    private void decided(ProcessRow row, InvoiceState state, VatDecisions.Decision decision, TaxFacts ofHost) {
        var result = decision.result();
        var invoices = parts.invoices(state.frozenSale(), result);
        var own = invoices.isEmpty() ? result : invoices.get(0).result();
        state.tax = own;
        row.become(Step.CONFIRM);
        row.clearAttention();
        PartSplit.fill(row, own);
        row.batch(Lanes.confirm(row.key.ref(), state), desk.parts.now());
        desk.commit(row, state, tx -> {
            boolean stands = desk.turnover.stands(
                    tx,
                    decision,
                    ofHost,
                    row.key.sale(),
                    facts -> desk.parts
                            .calculator()
                            .calculate(decision.question().with(facts), decision.evidence()));
            if (!stands) {
                // Another sale took the rest of a threshold meanwhile.
                throw new Flow.LostRace();
            }
            desk.turnover.reserve(tx, row.key, state, decision.question(), own);
            decisions.describe(state).forEach(line -> desk.note(row, tx, "VAT_CHECK", line));
            desk.note(row, tx, "VAT_DECIDED", summary(result));
            result.reasons().forEach(warning -> desk.note(row, tx, warning.code(), warning.text()));
            if (!invoices.isEmpty()) {
                row.dueAt = PartSplit.due(tx, invoices.get(0));
                parts.write(tx, row, state, invoices, decision.question());
            }
        });
    }

    private void held(ProcessRow row, InvoiceState state, TaxResult result) {
        if (result.details().retryable() && desk.parts.validator() != null) {
            askAgainLater(row, state, result);
        } else {
            desk.attention(row, state, code(result), reasons(result));
        }
    }

    /** Shown to people at once, and asked again by ourselves: no answer is not an invalid number. */
    void askAgainLater(ProcessRow row, InvoiceState state, TaxResult result) {
        boolean news = !code(result).equals(row.attentionCode);
        row.attention(code(result), reasons(result), desk.parts.now());
        row.attempt++;
        row.own(desk.parts.now().plus(Failures.backoff(row.attempt + 2)));
        desk.commit(row, state, tx -> {
            if (news) {
                desk.note(row, tx, code(result), reasons(result));
            }
        });
    }

    private static String code(TaxResult result) {
        return result.reasons().isEmpty()
                ? result.decision().name()
                : result.reasons().get(0).code();
    }

    private static String reasons(TaxResult result) {
        return result.reasons().stream().map(TaxResult.Reason::text).collect(Collectors.joining(" "));
    }

    private @Nullable String[] problem(Sale sale, InvoiceState state, VatDecisions.Decision decision) {
        var result = decision.result();
        var unknown = desk.turnover.missing(decision);
        if (unknown != null && !state.released.contains(TURNOVER_UNKNOWN)) {
            return new String[] {TURNOVER_UNKNOWN, unknown};
        }
        if (state.buyer != null && state.buyer.purchaseOrderRequired() && sale.purchaseOrder() == null) {
            return new String[] {
                "PURCHASE_ORDER_MISSING",
                sale.buyer().name()
                        + " takes no invoice without a purchase order number and the sale has none: fill it in at"
                        + " the source."
            };
        }
        if (result.gross().signum() <= 0) {
            return new String[] {
                "TOTAL_NOT_POSITIVE",
                "The total is " + result.gross()
                        + ": an invoice of zero or less is not sent by itself. Correct the sale, or"
                        + " handle it by hand."
            };
        }
        var paid = sale.payment();
        if (paid != null && !paid.amount().equals(result.gross())) {
            return new String[] {
                "PAID_AMOUNT_DIFFERS",
                "The buyer paid " + paid.amount() + " but the invoice comes to " + result.gross()
                        + ": was another VAT charged than is due? Correct the sale, or invoice it by hand."
            };
        }
        var most = desk.parts.guards().maxInvoiceAmount();
        if (most.isPresent()
                && result.gross().amount().compareTo(most.get().amount()) > 0
                && state.approvedBy == null) {
            return new String[] {
                "AMOUNT_GUARD",
                "The total " + result.gross() + " is above the limit of " + most.get()
                        + " per invoice: approve it, or raise the limit."
            };
        }
        return null;
    }

    /** This invoice's share of a newly decided sale. */
    TaxResult own(InvoiceState state, TaxResult whole) {
        return parts.invoices(state.frozenSale(), whole).stream()
                .filter(invoice -> invoice.number() == state.part)
                .findFirst()
                .map(Instalments.Invoice::result)
                .orElse(whole);
    }

    TaxQuestion question(ProcessRow row, InvoiceState state) {
        return question(row.key.sale(), state, ofHost(state));
    }

    /** Calls the host. */
    TaxFacts ofHost(InvoiceState state) {
        var facts = desk.parts.taxFacts().apply(state.frozenSale());
        for (String code : state.released) {
            facts = facts.release(code);
        }
        return facts;
    }

    TaxQuestion question(String saleKey, InvoiceState state, TaxFacts ofHost) {
        var sale = state.frozenSale();
        var buyer = asInBooks(state.buyer == null ? sale.buyer() : state.buyer, state.customer);
        var question = new TaxQuestion(sale, buyer, desk.parts.supplier(), taxDate(sale), desk.parts.today(), ofHost);
        return desk.parts.turnover().isEmpty()
                ? question
                : desk.parts
                        .backend()
                        .inTransaction(tx -> question.with(desk.turnover.facts(tx, question, ofHost, saleKey)));
    }

    /** Country and VAT id as the books have them. */
    static Party asInBooks(Party buyer, @Nullable KnownCustomer customer) {
        if (customer == null) {
            return buyer;
        }
        var given = buyer.address();
        var address = new Address(given.street(), given.postalCode(), given.city(), customer.country(), null);
        return buyer.toBuilder()
                .address(customer.country() == null ? given : address)
                .vatNumber(customer.vatNumber() == null ? buyer.vatNumber() : customer.vatNumber())
                .build();
    }

    static LocalDate taxDate(Sale sale) {
        return sale.supplyDate() != null ? sale.supplyDate() : day(sale.wonAt());
    }

    static LocalDate day(Instant instant) {
        return instant.atZone(Parts.ZONE).toLocalDate();
    }

    static String summary(TaxResult result) {
        return result.groups().stream()
                        .map(g -> g.treatment() + " " + g.rate() + " over " + g.base() + " = " + g.vat())
                        .collect(Collectors.joining("; "))
                + "; total " + result.gross();
    }
}
