package nl.factuurstroom;

import java.util.List;
import javax.annotation.Nullable;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.tax.TaxResult;

/**
 * What would happen to one sale. Nothing was written anywhere to find out.
 *
 * @param ref which sale
 * @param sale as read; null when it can't be read
 * @param customer who it is in the books, or that it would be created; null when that can't be told
 * @param tax lines, VAT and why; null when it wasn't reached
 * @param recipient where the invoice would go, or null
 * @param problems what would stop it, as sentences; empty when nothing would
 */
public record Preview(
        SaleRef ref,
        @Nullable Sale sale,
        @Nullable String customer,
        @Nullable TaxResult tax,
        @Nullable String recipient,
        List<String> problems) {

    public Preview {
        problems = List.copyOf(problems);
    }

    /** Whether the sale would be invoiced as it stands. */
    public boolean ready() {
        return problems.isEmpty() && tax != null;
    }

    /** For people: customer, lines, VAT and why, total, recipient, or what is missing. */
    @Override
    public String toString() {
        var text = new StringBuilder(ref.toString());
        if (sale != null) {
            text.append("  ").append(sale.title());
        }
        if (customer != null) {
            text.append("\n  customer:  ").append(customer);
        }
        if (tax != null) {
            tax.lines()
                    .forEach(line -> text.append("\n  line:      ")
                            .append(line.line().description())
                            .append("  ")
                            .append(line.net())
                            .append("  ")
                            .append(line.treatment())
                            .append(" ")
                            .append(line.rate())
                            .append("  (")
                            .append(line.why())
                            .append(")"));
            text.append("\n  total:     ")
                    .append(tax.gross())
                    .append(" of which VAT ")
                    .append(tax.vat());
        }
        if (recipient != null) {
            text.append("\n  sent to:   ").append(recipient);
        }
        problems.forEach(problem -> text.append("\n  stops at:  ").append(problem));
        return text.toString();
    }
}
