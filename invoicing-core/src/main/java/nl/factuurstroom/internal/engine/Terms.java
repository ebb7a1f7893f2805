package nl.factuurstroom.internal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import nl.factuurstroom.Retention;
import nl.factuurstroom.internal.engine.Backend.Tx;
import nl.factuurstroom.tax.VatTreatment;

/** How long the law asks to keep what is known of a sale. */
final class Terms {

    private static final Set<Step> INVOICED = EnumSet.of(Step.ISSUED, Step.DRAFTED, Step.DONE_BY_HAND);
    private static final LocalDate FOR_EVER = LocalDate.of(9999, 12, 31);

    private Terms() {}

    /** The last day of the legal term; null when no law asks for anything, because nothing was booked. */
    static @Nullable LocalDate keptUntil(Tx tx, List<ProcessRow> rows, Retention retention) {
        boolean invoiced = rows.stream()
                .filter(row -> row.key.strand() == Strand.INVOICE)
                .anyMatch(row -> INVOICED.contains(row.step) || mayBeBooked(tx, row));
        if (!invoiced) {
            return null;
        }
        int years = retention.invoiceYears();
        if (rows.stream().anyMatch(row -> isOss(StateJson.tree(row.state)))) {
            years = years == 0 || retention.ossYears() == 0 ? 0 : Math.max(years, retention.ossYears());
        }
        // A record's term begins when it stops being current: at the end of the year of the last thing that happened.
        return years == 0 ? FOR_EVER : LocalDate.of(lastDay(rows).getYear() + years, 12, 31);
    }

    static Instant lastTouched(List<ProcessRow> rows) {
        return rows.stream()
                .map(row -> row.updatedAt)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /** Abandoned by a person, but something of it may stand in the books. */
    private static boolean mayBeBooked(Tx tx, ProcessRow row) {
        return tx.effect(row.key, BookStep.ACT).filter(EffectRow::mayExist).isPresent();
    }

    private static LocalDate lastDay(List<ProcessRow> rows) {
        return rows.stream()
                .flatMap(row -> Stream.of(row.invoiceDate, row.settledOn))
                .filter(day -> day != null)
                .max(Comparator.naturalOrder())
                .orElseGet(() -> lastTouched(rows).atZone(Parts.ZONE).toLocalDate());
    }

    private static boolean isOss(JsonNode state) {
        return state.findValuesAsText("treatment").contains(VatTreatment.OSS.name());
    }
}
