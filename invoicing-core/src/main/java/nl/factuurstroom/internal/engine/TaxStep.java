package nl.factuurstroom.internal.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import nl.factuurstroom.InvoiceWhen;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.tax.TaxEvidence;
import nl.factuurstroom.tax.TaxQuestion;
import nl.factuurstroom.tax.TaxResult;
import nl.factuurstroom.tax.VatCheck;

/** Gathers evidence and works out VAT; then the rules that a host's user meets first: order number, total, limits. */
final class TaxStep {

    /** Evidence of this age still counts at booking and issuing. */
    static final Duration EVIDENCE_FRESH = Duration.ofHours(24);

    private final Desk desk;
    private final PartSplit parts;

    TaxStep(Desk desk) {
        this.desk = desk;
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
        var question = question(state, supplied);
        var checks = gather(state.checks, question);
        state.checks = new ArrayList<>(checks);
        var result = desk.parts.calculator().calculate(question, TaxEvidence.of(checks));
        state.tax = result;
        state.taxDate = question.taxDate();
        state.invoiceDate = question.invoiceDate();
        if (result.decision() != TaxResult.Decision.ISSUE) {
            held(row, state, result, checks);
            return;
        }
        var problem = problem(sale, state, result);
        if (problem != null) {
            desk.attention(row, state, problem[0], problem[1]);
            return;
        }
        decided(row, state, result, checks);
    }

    /** The same decision for a buyer that the books don't know yet. @return whether the sale waits, and was committed so */
    boolean stopsBeforeCreation(ProcessRow row, InvoiceState state) {
        var question = question(state, taxDate(state.frozenSale()));
        var checks = gather(state.checks, question);
        state.checks = new ArrayList<>(checks);
        var result = desk.parts.calculator().calculate(question, TaxEvidence.of(checks));
        if (result.decision() != TaxResult.Decision.ISSUE) {
            held(row, state, result, checks);
            return true;
        }
        var problem = problem(state.frozenSale(), state, result);
        if (problem != null) {
            desk.attention(row, state, problem[0], problem[1]);
            return true;
        }
        return false;
    }

    private void decided(ProcessRow row, InvoiceState state, TaxResult result, List<VatCheck> checks) {
        var invoices = parts.invoices(state.frozenSale(), result);
        var own = invoices.isEmpty() ? result : invoices.get(0).result();
        state.tax = own;
        row.become(Step.CONFIRM);
        row.clearAttention();
        PartSplit.fill(row, own);
        row.batch(Lanes.confirm(row.key.ref(), state), desk.parts.now());
        desk.commit(row, state, tx -> {
            checks.forEach(check -> desk.note(row, tx, "VAT_CHECK", describe(check)));
            desk.note(row, tx, "VAT_DECIDED", summary(result));
            if (!invoices.isEmpty()) {
                row.dueAt = PartSplit.due(tx, invoices.get(0));
                parts.write(tx, row, state, invoices);
            }
        });
    }

    private void held(ProcessRow row, InvoiceState state, TaxResult result, List<VatCheck> checks) {
        var reasons = result.reasons().stream().map(TaxResult.Reason::text).collect(Collectors.joining(" "));
        var code = result.reasons().isEmpty()
                ? result.decision().name()
                : result.reasons().get(0).code();
        boolean unanswered = checks.stream().anyMatch(c -> c instanceof VatCheck.Unknown);
        if (unanswered && desk.parts.validator() != null) {
            // Shown to people at once, and asked again by ourselves: no answer is not an invalid number.
            row.attention(code, reasons, desk.parts.now());
            row.attempt++;
            row.own(desk.parts.now().plus(Failures.backoff(row.attempt + 2)));
            desk.commit(row, state, tx -> desk.note(row, tx, code, reasons));
            return;
        }
        desk.attention(row, state, code, reasons);
    }

    private @Nullable String[] problem(Sale sale, InvoiceState state, TaxResult result) {
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

    /** What must be asked, asked; fresh answers are used again. */
    List<VatCheck> gather(List<VatCheck> known, TaxQuestion question) {
        var checks = new ArrayList<VatCheck>();
        var validator = desk.parts.validator();
        for (VatNumber number : desk.parts.calculator().evidenceFor(question)) {
            var fresh = known.stream()
                    .filter(c -> c.number().equals(number) && isFresh(c))
                    .findFirst();
            if (fresh.isPresent()) {
                checks.add(fresh.get());
            } else if (validator != null) {
                var gate = desk.gates.of(validator);
                gate.grantNow(1, Lanes.PRIORITY_SALE);
                checks.add(gate.call(
                        () -> validator.validate(number, question.supplier().vatNumber())));
            }
        }
        return checks;
    }

    boolean isFresh(VatCheck check) {
        return check instanceof VatCheck.Valid valid
                && valid.at().plus(EVIDENCE_FRESH).isAfter(desk.parts.now());
    }

    TaxQuestion question(InvoiceState state, LocalDate taxDate) {
        var sale = state.frozenSale();
        var buyer = asInBooks(state.buyer == null ? sale.buyer() : state.buyer, state.customer);
        var facts = desk.parts.taxFacts().apply(sale);
        for (String code : state.released) {
            facts = facts.release(code);
        }
        return new TaxQuestion(sale, buyer, desk.parts.supplier(), taxDate, desk.parts.today(), facts);
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

    static String describe(VatCheck check) {
        if (check instanceof VatCheck.Valid valid) {
            return valid.number() + " is valid, checked " + valid.at()
                    + (valid.consultationNumber() == null ? "" : ", consultation number " + valid.consultationNumber());
        }
        if (check instanceof VatCheck.Invalid invalid) {
            return invalid.number() + " is not valid, checked " + invalid.at();
        }
        return check.number() + " could not be checked: " + ((VatCheck.Unknown) check).why();
    }

    static String summary(TaxResult result) {
        return result.groups().stream()
                        .map(g -> g.treatment() + " " + g.rate() + " over " + g.base() + " = " + g.vat())
                        .collect(Collectors.joining("; "))
                + "; total " + result.gross();
    }
}
