package nl.factuurstroom.internal.engine;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import nl.factuurstroom.SaleStatus;
import nl.factuurstroom.sale.SaleRef;

/** Explains to people where a sale stands. */
final class Standing {

    private final Parts parts;

    Standing(Parts parts) {
        this.parts = parts;
    }

    /** Every part and strand, of the sale that goes on for this one; none when it isn't known. */
    List<SaleStatus> of(SaleRef ref) {
        var name = parts.name();
        return parts.backend()
                .inTransaction(tx -> tx.owner(name, ref.key())
                        .map(owner -> tx.ofSale(name, owner.sale()).stream()
                                .sorted(Comparator.comparing((ProcessRow row) -> row.key.part())
                                        .thenComparing(row -> row.key.strand()))
                                .map(row -> status(row, tx.now()))
                                .toList())
                        .orElse(List.of()));
    }

    private static SaleStatus status(ProcessRow row, Instant now) {
        return new SaleStatus(
                row.key.part(),
                row.key.strand().name().toLowerCase(Locale.ROOT),
                row.step.name(),
                waitsFor(row, now),
                row.parkedOn == null ? row.dueAt : null,
                row.updatedAt,
                row.reference,
                row.invoiceNumber);
    }

    private static String waitsFor(ProcessRow row, Instant now) {
        if (Pause.PARKED.equals(row.parkedOn)) {
            return "the pipeline is paused";
        }
        if (row.parkedOn != null) {
            return "account " + row.parkedOn + " allows nothing more at the moment";
        }
        if (row.dueAt != null && row.lane != null) {
            var when = row.dueAt.isAfter(now) ? "its time" : "its turn";
            return row.attempt > 0 ? when + ", after " + row.attempt + " tries without success" : when;
        }
        if (row.attentionCode != null) {
            return "a person (" + row.attentionCode + "): " + row.attentionText;
        }
        if (row.step == Step.MERGED) {
            var into = InvoiceState.of(row).mergedInto;
            return "nothing: it is the same sale as "
                    + (into == null
                            ? "another"
                            : ProcessKey.parse(row.key.pipeline(), into).ref());
        }
        return row.step == Step.PAYMENT && row.settledOn == null ? "its payment" : "nothing";
    }
}
