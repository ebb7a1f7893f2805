package nl.factuurstroom.internal.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import nl.factuurstroom.account.Connected;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.accounting.CreditNotes;
import nl.factuurstroom.accounting.RegistersPayments;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.trigger.Trigger;

/** Compares configuration and accounts. A fault stops that vendor's steps only, until it is mended. */
final class Doctor {

    static final String LANE = "doctor";
    private static final String CODE = "CONFIGURATION";
    private static final Duration AGAIN = Duration.ofMinutes(5);

    private final Desk desk;

    Doctor(Desk desk) {
        this.desk = desk;
    }

    /** All findings of all parts. */
    List<Finding> check() {
        var findings = new ArrayList<Finding>();
        desk.parts.connected().forEach(part -> findings.addAll(check(part)));
        if (!desk.parts.supplier().vatNumber().hasValidCheckDigits()) {
            findings.add(Finding.warning(
                    "supplier.vat-id",
                    "the check digits of our own VAT number "
                            + desk.parts.supplier().vatNumber()
                            + " are wrong: it would stand on every invoice, so look for a typing error"));
        }
        findings.addAll(paymentsThatCannotBeRegistered());
        if (desk.parts.refunds().makesCreditNotes()
                && desk.parts.gateway() instanceof CreditNotes books
                && !books.settlesCreditNotes()) {
            findings.add(Finding.warning(
                    desk.parts.gateway().name(),
                    "credit notes of refunds are made here, but stay open in these books until somebody matches them with"
                            + " invoice and refund"));
        }
        findings.addAll(desk.parts.backend().check());
        desk.gates
                .all()
                .forEach(gate -> new StoredTokens(desk.parts.backend(), gate.account)
                        .renew()
                        .ifPresent(why -> findings.add(Finding.error("store.encryption-key", why))));
        return findings;
    }

    private List<Finding> paymentsThatCannotBeRegistered() {
        var books = desk.parts.gateway();
        return books instanceof RegistersPayments
                ? List.of()
                : desk.parts.triggers().values().stream()
                        .filter(Trigger::bringsPayments)
                        .map(trigger -> Finding.warning(
                                books.name(),
                                "the money that comes with the sales of " + trigger.name()
                                        + " can't be registered in these books: such invoices say that they are paid"
                                        + " and stay open there until somebody matches the money"))
                        .toList();
    }

    private static List<Finding> check(Connected part) {
        try {
            return part.check();
        } catch (InvoicingException e) {
            return List.of(Finding.warning(part.account().vendor(), "could not be checked: " + Failures.message(e)));
        }
    }

    /** @return when to look again, or null when all is well */
    @Nullable
    Instant run() {
        var errors = new TreeMap<String, String>();
        for (Connected part : desk.parts.connected()) {
            var found = check(part).stream()
                    .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                    .map(finding -> finding.subject() + ": " + finding.message())
                    .collect(Collectors.joining(" | "));
            errors.merge(part.account().toString(), found, (a, b) -> a.isEmpty() ? b : b.isEmpty() ? a : a + " | " + b);
        }
        errors.forEach((account, text) -> {
            if (text.isEmpty()) {
                mended(account);
            } else {
                desk.parts
                        .backend()
                        .transact(tx ->
                                desk.gates.trouble(tx, desk.parts.name(), account, CODE, text, AGAIN.plusSeconds(30)));
                desk.journal.tell("", CODE, account + ": " + text);
            }
        });
        boolean well = errors.values().stream().allMatch(String::isEmpty);
        return well ? null : desk.parts.now().plus(AGAIN);
    }

    private void mended(String account) {
        var code = desk.parts.backend().inTransaction(tx -> String.valueOf(tx.account(account).troubleCode));
        if (code.equals(CODE)) {
            desk.gates.recovered(desk.parts.name(), account);
        }
    }
}
