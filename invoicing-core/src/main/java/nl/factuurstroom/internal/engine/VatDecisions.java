package nl.factuurstroom.internal.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.tax.TaxEvidence;
import nl.factuurstroom.tax.TaxQuestion;
import nl.factuurstroom.tax.TaxResult;
import nl.factuurstroom.tax.VatCheck;
import nl.factuurstroom.tax.VatNumberValidator;

/**
 * Evidence and decision together. A confirmation that is young enough is used again, whichever sale it was asked for; every
 * other number on which the decision rests is asked, and while there is no answer the last confirmation on file goes along.
 */
final class VatDecisions {

    /**
     * @param question what was asked
     * @param evidence what was known of VAT numbers
     * @param result what came out
     */
    record Decision(TaxQuestion question, TaxEvidence evidence, TaxResult result) {

        boolean mayIssue() {
            return result.decision() == TaxResult.Decision.ISSUE;
        }
    }

    private final Desk desk;

    VatDecisions(Desk desk) {
        this.desk = desk;
    }

    /** Asks, and remembers the answers in the sale's state and in the store. */
    Decision decide(InvoiceState state, TaxQuestion question) {
        return decide(state, question, true);
    }

    /** Asks, and remembers nothing. */
    Decision preview(InvoiceState state, TaxQuestion question) {
        return decide(state, question, false);
    }

    private Decision decide(InvoiceState state, TaxQuestion question, boolean remember) {
        var usedAgain = new HashSet<VatNumber>();
        var first = calculate(question, evidence(state, question, usedAgain, Set.of(), remember));
        boolean anotherTry = first.result().details().retryable() && !usedAgain.isEmpty();
        // What was young enough for the pipeline is too old for the calculator: ask after all.
        return anotherTry
                ? calculate(question, evidence(state, question, new HashSet<>(), usedAgain, remember))
                : first;
    }

    private Decision calculate(TaxQuestion question, TaxEvidence evidence) {
        return new Decision(question, evidence, desk.parts.calculator().calculate(question, evidence));
    }

    private TaxEvidence evidence(
            InvoiceState state,
            TaxQuestion question,
            Set<VatNumber> usedAgain,
            Set<VatNumber> askAnyway,
            boolean remember) {
        var checks = new ArrayList<VatCheck>();
        var earlier = new HashMap<VatNumber, VatCheck.Valid>();
        for (VatNumber number : desk.parts.calculator().evidenceFor(question)) {
            var onFile = onFile(number);
            onFile.ifPresent(proof -> earlier.put(number, proof));
            var young = askAnyway.contains(number) ? Optional.<VatCheck.Valid>empty() : young(state, number, onFile);
            var validator = desk.parts.validator();
            if (young.isPresent()) {
                usedAgain.add(number);
                checks.add(young.get());
            } else if (validator != null) {
                var check = ask(validator, number, question.supplier().vatNumber());
                checks.add(check);
                if (remember) {
                    remember(state, check);
                }
            }
        }
        if (remember) {
            state.checks = checks;
        }
        var evidence = new TaxEvidence(TaxEvidence.of(checks).checks(), earlier, Map.of());
        for (VatCheck check : checks) {
            var since = state.unknownSince.get(check.number().value());
            evidence = since == null ? evidence : evidence.withUnknownSince(check.number(), since);
        }
        return evidence;
    }

    private Optional<VatCheck.Valid> onFile(VatNumber number) {
        return desk.parts.backend().inTransaction(tx -> tx.vatProof(desk.parts.name(), number));
    }

    private Optional<VatCheck.Valid> young(InvoiceState state, VatNumber number, Optional<VatCheck.Valid> onFile) {
        return state.checks.stream()
                .filter(check ->
                        check instanceof VatCheck.Valid && check.number().equals(number))
                .map(VatCheck.Valid.class::cast)
                .findFirst()
                .filter(valid -> isYoung(valid.at()))
                .or(() -> onFile.filter(valid -> isYoung(valid.at())));
    }

    private boolean isYoung(Instant at) {
        return at.plus(desk.parts.vatCheckedWithin()).isAfter(desk.parts.now());
    }

    /** No answer is an answer: the calculator knows what to do while VIES is down. */
    private VatCheck ask(VatNumberValidator validator, VatNumber number, VatNumber own) {
        var gate = desk.gates.of(validator);
        gate.grantNow(1, Lanes.PRIORITY_SALE);
        try {
            return gate.call(() -> validator.validate(number, own));
        } catch (Flow.CallFailed failed) {
            boolean down =
                    failed.failure instanceof TransientException || failed.failure instanceof OutcomeUnknownException;
            if (!down || Failures.concernsAccount(failed.failure)) {
                throw failed;
            }
            return new VatCheck.Unknown(number, desk.parts.now(), Failures.message(failed.failure));
        }
    }

    /** At once, in a commit of its own: a proof that was asked for is not lost with the run that asked. */
    private void remember(InvoiceState state, VatCheck check) {
        var number = check.number();
        if (check instanceof VatCheck.Unknown unknown) {
            state.unknownSince.putIfAbsent(number.value(), unknown.at());
            return;
        }
        state.unknownSince.remove(number.value());
        desk.parts.backend().transact(tx -> {
            if (check instanceof VatCheck.Valid valid) {
                tx.putVatProof(desk.parts.name(), valid);
            } else {
                tx.dropVatProof(desk.parts.name(), number);
            }
        });
    }

    /** Whether every confirmation on which the decided invoice rests is young enough to go out on. */
    boolean stillFresh(InvoiceState state) {
        boolean asked = state.checks.stream()
                .filter(VatCheck.Valid.class::isInstance)
                .map(VatCheck.Valid.class::cast)
                .allMatch(valid -> isYoung(valid.at()));
        return asked
                && state.decidedTax().details().vatIds().stream()
                        .filter(id -> id.status() == nl.factuurstroom.tax.TaxDetails.Status.VALID)
                        .allMatch(id -> id.at() != null && isYoung(id.at()));
    }

    /** One line per number for the journal. */
    List<String> describe(InvoiceState state) {
        return state.checks.stream().map(VatDecisions::describe).toList();
    }

    private static String describe(VatCheck check) {
        if (check instanceof VatCheck.Valid valid) {
            return valid.number() + " is valid, checked " + valid.at()
                    + (valid.consultationNumber() == null ? "" : ", consultation number " + valid.consultationNumber());
        }
        if (check instanceof VatCheck.Invalid invalid) {
            return invalid.number() + " is not valid, checked " + invalid.at();
        }
        return check.number() + " could not be checked: " + ((VatCheck.Unknown) check).why();
    }
}
