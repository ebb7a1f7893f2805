package nl.factuurstroom.examples.quickstart;

import java.util.List;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.sale.SaleRef;

/** Reads what a pipeline wrote down about a sale. */
final class Journal {

    private Journal() {}

    /** Texts of the entries with these codes: each entry is "moment  CODE  text". */
    static List<String> texts(InvoicingPipeline pipeline, SaleRef sale, String... codes) {
        return pipeline.journal(sale).stream()
                .map(line -> line.split("  ", 3))
                .filter(entry -> List.of(codes).contains(entry[1]))
                .map(entry -> entry[2])
                .toList();
    }
}
