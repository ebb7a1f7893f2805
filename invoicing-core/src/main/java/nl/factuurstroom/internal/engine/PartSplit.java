package nl.factuurstroom.internal.engine;

import java.time.Instant;
import java.util.List;
import nl.factuurstroom.internal.engine.Backend.Tx;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.tax.Instalments;
import nl.factuurstroom.tax.TaxQuestion;
import nl.factuurstroom.tax.TaxResult;

/** Makes the parts of a sale that is invoiced in instalments: one process each, in the commit that decides VAT. */
final class PartSplit {

    private final Desk desk;

    PartSplit(Desk desk) {
        this.desk = desk;
    }

    /** The invoices of this sale; none when it isn't split. */
    List<Instalments.Invoice> invoices(Sale sale, TaxResult whole) {
        return desk.parts
                .instalments()
                .apply(sale)
                .map(plan -> Instalments.split(whole, plan))
                .orElse(List.of());
    }

    /** Makes or renews the parts behind the first. Called in the commit of the first. */
    void write(Tx tx, ProcessRow first, InvoiceState state, List<Instalments.Invoice> invoices, TaxQuestion question) {
        for (Instalments.Invoice invoice : invoices.subList(1, invoices.size())) {
            var key = new ProcessKey(first.key.pipeline(), first.key.sale(), invoice.number(), Strand.INVOICE);
            var known = tx.process(key);
            var row = known.orElseGet(() -> new ProcessRow(key, Step.CONFIRM, tx.now()));
            if (row.step != Step.CONFIRM) {
                continue;
            }
            var part = StateJson.read(StateJson.write(state), InvoiceState.class);
            part.tax = invoice.result();
            part.part = invoice.number();
            part.confirmedSignals = -1;
            desk.turnover.reserve(tx, key, part, question, invoice.result());
            part.into(row);
            row.priority = first.priority;
            row.reference = part.reference();
            fill(row, invoice.result());
            row.clearAttention();
            row.batch(Lanes.confirm(key.ref(), part), due(tx, invoice));
            if (known.isPresent() ? tx.update(row) : tx.insert(row)) {
                tx.wake(row);
                desk.journal.write(
                        tx,
                        key.sale(),
                        "INSTALMENT",
                        "Part " + invoice.number() + " of " + invoice.of() + ", "
                                + invoice.result().gross() + ", on " + invoice.date());
            }
        }
    }

    static Instant due(Tx tx, Instalments.Invoice invoice) {
        var day = invoice.date().atStartOfDay(Parts.ZONE).toInstant();
        return day.isAfter(tx.now()) ? day : tx.now();
    }

    static void fill(ProcessRow row, TaxResult result) {
        row.currency = result.gross().currency().getCurrencyCode();
        row.netMinor = result.net().rounded().minorUnits();
        row.grossMinor = result.gross().rounded().minorUnits();
    }
}
