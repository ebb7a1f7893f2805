package nl.factuurstroom.testkit.simulator;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import javax.annotation.Nullable;

/**
 * An invoice in the simulated administration.
 *
 * @param id guid
 * @param reference YourRef, empty when none
 * @param number null until processed
 * @param status 20 open, 50 processed
 * @param type 8020 invoice, 8021 credit note
 * @param customer guid of the account
 * @param description of the head
 * @param paymentCondition code
 * @param invoiceDate its date
 * @param net without VAT
 * @param vat as the administration computed it
 * @param total VAT included
 * @param open still to be paid; zero before processing
 * @param mailedTo one address per mail that went out
 * @param lines in order
 */
public record ExactInvoice(
        String id,
        String reference,
        @Nullable Integer number,
        int status,
        int type,
        String customer,
        String description,
        String paymentCondition,
        LocalDate invoiceDate,
        BigDecimal net,
        BigDecimal vat,
        BigDecimal total,
        BigDecimal open,
        List<String> mailedTo,
        List<Line> lines) {

    public ExactInvoice {
        mailedTo = List.copyOf(mailedTo);
        lines = List.copyOf(lines);
    }

    /**
     * @param itemCode code of the item
     * @param description as printed
     * @param quantity of the item
     * @param netPrice per unit
     * @param amount of the line, without VAT for codes of type E, B and N
     * @param vatCode trimmed, empty when none
     * @param costCenter its code, empty when none
     */
    public record Line(
            String itemCode,
            String description,
            BigDecimal quantity,
            BigDecimal netPrice,
            BigDecimal amount,
            String vatCode,
            String costCenter) {}
}
