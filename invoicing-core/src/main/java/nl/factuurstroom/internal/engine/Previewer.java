package nl.factuurstroom.internal.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.factuurstroom.Preview;
import nl.factuurstroom.customer.Resolution;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.sale.Reading;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.tax.TaxResult;

/** Goes the way of a sale without writing anything anywhere: reads only. */
final class Previewer {

    private final Desk desk;
    private final TaxStep tax;
    private final VatDecisions decisions;

    Previewer(Desk desk, TaxStep tax, VatDecisions decisions) {
        this.desk = desk;
        this.tax = tax;
        this.decisions = decisions;
    }

    Map<SaleRef, Preview> preview(Set<SaleRef> refs) {
        var result = new LinkedHashMap<SaleRef, Preview>();
        var bySource = new LinkedHashMap<String, Set<SaleRef>>();
        refs.forEach(ref -> bySource.computeIfAbsent(ref.source(), s -> new java.util.LinkedHashSet<>())
                .add(ref));
        bySource.forEach((source, ofSource) -> {
            var trigger = desk.parts.triggers().get(source);
            if (trigger == null) {
                ofSource.forEach(
                        ref -> result.put(ref, stopped(ref, "No trigger named '" + source + "' in this pipeline.")));
                return;
            }
            var ask = new ArrayList<>(ofSource);
            int size = trigger.reader().batchSize();
            for (int from = 0; from < ask.size(); from += size) {
                var batch = new java.util.LinkedHashSet<>(ask.subList(from, Math.min(ask.size(), from + size)));
                try {
                    trigger.reader().read(batch).forEach((ref, reading) -> result.put(ref, of(ref, reading)));
                } catch (InvoicingException e) {
                    batch.forEach(ref -> result.put(ref, stopped(ref, Failures.message(e))));
                }
            }
        });
        return result;
    }

    private Preview of(SaleRef ref, Reading reading) {
        if (reading instanceof Reading.Found found) {
            try {
                return of(found.sale());
            } catch (InvoicingException e) {
                return new Preview(ref, found.sale(), null, null, null, List.of(Failures.message(e)));
            } catch (Flow flow) {
                return new Preview(ref, found.sale(), null, null, null, List.of(String.valueOf(flow.getMessage())));
            }
        }
        if (reading instanceof Reading.NotWon notWon) {
            return stopped(ref, "Not won: " + notWon.why());
        }
        if (reading instanceof Reading.Gone gone) {
            return stopped(ref, "Gone: " + gone.why());
        }
        return stopped(ref, ((Reading.Unusable) reading).what());
    }

    private Preview of(Sale sale) {
        var problems = new ArrayList<String>();
        if (sale.invoicedAs() != null) {
            problems.add("The sale shows as already invoiced as " + sale.invoicedAs() + ".");
        }
        if (sale.lines().isEmpty()) {
            problems.add("The sale has no lines: add them at the source.");
            return new Preview(sale.ref(), sale, null, null, null, problems);
        }
        Party buyer = sale.buyer();
        String customer = null;
        String recipient = null;
        var state = new InvoiceState();
        state.sale = sale;
        var resolution =
                desk.parts.resolver().resolve(buyer, desk.parts.gateway().customers());
        if (resolution instanceof Resolution.Known known) {
            customer = CustomerStep.label(known.customer()) + " (found by " + known.by() + ")";
            recipient = known.customer().email();
            state.customer = known.customer();
        } else if (resolution instanceof Resolution.Create) {
            var enriched = new Enrichment(desk).enrich(buyer);
            if (enriched.problem() != null) {
                problems.add(enriched.problem());
            }
            buyer = enriched.party();
            customer = buyer.name() + " (would be created)";
            recipient = buyer.email();
        } else {
            problems.add(
                    resolution instanceof Resolution.Ambiguous ambiguous
                            ? ambiguous.why()
                            : ((Resolution.Hold) resolution).why());
        }
        if (desk.parts.delivery().issues() && recipient == null) {
            problems.add("There is no e-mail address to send the invoice to.");
        }
        state.buyer = buyer;
        var result = decide(state);
        if (result.decision() != TaxResult.Decision.ISSUE) {
            result.reasons().forEach(reason -> problems.add(reason.text()));
        }
        return new Preview(
                sale.ref(),
                sale,
                customer,
                result.decision() == TaxResult.Decision.ISSUE ? result : null,
                recipient,
                problems);
    }

    private TaxResult decide(InvoiceState state) {
        var key = state.frozenSale().ref().key();
        return decisions
                .preview(state, tax.question(key, state, tax.ofHost(state)))
                .result();
    }

    private static Preview stopped(SaleRef ref, String why) {
        return new Preview(ref, null, null, null, null, List.of(why));
    }
}
