package nl.factuurstroom.tax.whatif;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import javax.annotation.Nullable;
import nl.factuurstroom.money.EpcQr;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.PaymentReference;
import nl.factuurstroom.party.Iban;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.tax.TaxResult;

/** What a payer quotes, made from the number of the invoice. A reference that the number is too long for is null. */
final class PaymentOutput {

    private static final Currency EUR = Currency.getInstance("EUR");

    private PaymentOutput() {}

    static ObjectNode of(String invoiceNumber, Supplier supplier, TaxResult result) {
        var digits = invoiceNumber.replaceAll("[^0-9]", "");
        var rf = made(
                PaymentReference::rf, invoiceNumber.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", ""));
        var out = JsonNodeFactory.instance.objectNode();
        out.put("invoiceNumber", invoiceNumber);
        out.put("betalingskenmerk", made(PaymentReference::betalingskenmerk, digits));
        out.put("ogm", made(PaymentReference::ogm, digits));
        out.put("rf", rf);
        var codes = out.putArray("epcQr");
        var split = result.details().gAccount();
        if (split != null) {
            code(codes, supplier, split.gAccount(), split.blocked(), rf);
            code(codes, supplier, split.account(), split.normal(), rf);
        } else if (supplier.iban() != null) {
            code(codes, supplier, supplier.iban(), result.gross(), rf);
        }
        return out;
    }

    private static @Nullable String made(UnaryOperator<String> reference, String of) {
        try {
            return reference.apply(of);
        } catch (IllegalArgumentException | IllegalStateException e) {
            return null;
        }
    }

    /** A code pays euros; there is none for a credit note. */
    private static void code(ArrayNode codes, Supplier supplier, Iban account, Money amount, @Nullable String rf) {
        if (!amount.currency().equals(EUR) || amount.signum() <= 0 || rf == null) {
            return;
        }
        var payload =
                made(name -> EpcQr.withReference(name, account, amount, rf).payload(), supplier.name());
        if (payload != null) {
            codes.addObject()
                    .put("account", account.value())
                    .put("amount", amount.amount().toPlainString())
                    .put("payload", payload);
        }
    }

    static String text(ObjectNode payment) {
        var text = new StringBuilder("To quote when paying:\n");
        for (String kind : List.of("betalingskenmerk", "ogm", "rf")) {
            if (payment.hasNonNull(kind)) {
                text.append("  - ")
                        .append(kind)
                        .append(' ')
                        .append(payment.path(kind).asText())
                        .append('\n');
            }
        }
        return text.toString();
    }
}
