package nl.factuurstroom.connector.pipedrive;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Deal;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Line;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.WholeDeal;
import nl.factuurstroom.connector.pipedrive.PipedriveProperties.Property;
import nl.factuurstroom.connector.support.SaleProblem;
import nl.factuurstroom.connector.support.SaleWords;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.sale.Destination;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SaleRef;

/** A deal with its products, discounts and buyer becomes a sale. Pure. */
final class PipedriveMapper {

    static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    private final PipedriveSettings settings;
    private final PipedriveLines lines;

    PipedriveMapper(PipedriveSettings settings) {
        this.settings = settings;
        this.lines = new PipedriveLines(settings.recurring);
    }

    /** When it was won; for one created as won perhaps only when it was closed or made. */
    static Optional<Instant> wonAt(Deal deal) {
        return Stream.of(deal.won_time(), deal.close_time(), deal.update_time(), deal.add_time())
                .filter(Objects::nonNull)
                .findFirst();
    }

    /**
     * @param version what the deal's fingerprint is now
     * @throws SaleProblem saying what to mend
     */
    Sale sale(SaleRef ref, WholeDeal whole, String version) {
        var deal = whole.deal();
        var texts = whole.texts();
        var wonAt = wonAt(deal).orElseThrow(() -> new SaleProblem("it has no time at which it was won"));
        var currency = currency(deal);
        var supplied = date(texts);
        var starts = supplied == null ? LocalDate.ofInstant(wonAt, AMSTERDAM) : supplied;
        var enabled = PipedriveLines.enabled(whole.lines());
        var buyer = PipedriveBuyers.buyer(whole, ref.source() + "/" + ref.account());
        var builder = Sale.builder(ref)
                .reference(settings.referencePrefix + deal.id())
                .title(title(deal))
                .buyer(buyer)
                .currency(currency)
                .wonAt(wonAt)
                .supplyDate(supplied)
                .shipTo(destination(texts, buyer))
                .purchaseOrder(texts.get(Property.DEAL_PO_NUMBER))
                .invoicedAs(texts.get(Property.DEAL_INVOICE_NUMBER))
                .version(version);
        if (enabled.isEmpty()) {
            return builder.line(dealAsLine(deal, currency)).build();
        }
        var sums = new PipedriveSums(deal, currency);
        var result = lines.lines(enabled, whole.products(), currency, sums, starts);
        return builder.lines(result.lines())
                .pricesIncludeVat(inclusive(enabled))
                .discount(discount(whole, sums, result))
                .build();
    }

    /** The discounts on the whole deal, in so far as Pipedrive's value shows what they mean. */
    private @Nullable LineDiscount discount(WholeDeal whole, PipedriveSums sums, PipedriveLines.Result result) {
        int count = result.lines().size();
        if (whole.discounts().isEmpty()) {
            // How recurring products count in a deal's value isn't documented, so then it says nothing.
            if (settings.checkValue && !result.recur()) {
                sums.checkValue(result.total(), count);
            }
            return null;
        }
        if (result.recur()) {
            throw new SaleProblem("it has a discount on the whole deal and a recurring product, and Pipedrive doesn't"
                    + " say what the one does to the other: give the discount on the products instead");
        }
        return sums.discount(whole.discounts(), result.total(), count, settings.checkValue);
    }

    /** One choice for the whole deal, so a mixture is a deal that was never saved whole. */
    private static boolean inclusive(List<Line> enabled) {
        var methods = enabled.stream()
                .map(line -> "inclusive".equals(line.tax_method()))
                .distinct()
                .toList();
        if (methods.size() > 1) {
            throw new SaleProblem("some of its products have prices with tax and some without: choose one for all");
        }
        return methods.get(0);
    }

    private SaleLine dealAsLine(Deal deal, Currency currency) {
        if (!settings.fallbackToDealValue) {
            throw new SaleProblem("it has no products: add them in Pipedrive");
        }
        if (deal.value() == null || deal.value().signum() <= 0) {
            throw new SaleProblem("it has neither products nor a value: add them in Pipedrive");
        }
        return SaleLine.builder(title(deal))
                .unitPrice(Money.of(deal.value(), currency))
                .build();
    }

    private static String title(Deal deal) {
        return deal.title() == null || deal.title().isBlank()
                ? "Deal " + deal.id()
                : deal.title().strip();
    }

    private static Currency currency(Deal deal) {
        var code = deal.currency() == null ? "" : deal.currency();
        return SaleWords.currency(code)
                .orElseThrow(() -> new SaleProblem("its currency '" + code + "' is not one of ISO 4217"));
    }

    private static @Nullable LocalDate date(Map<Property, String> texts) {
        var value = texts.get(Property.DEAL_SUPPLY_DATE);
        return value == null
                ? null
                : SaleWords.date(value)
                        .orElseThrow(() -> new SaleProblem("its date of supply '" + value + "' is no date"));
    }

    private static @Nullable Destination destination(Map<Property, String> texts, Party buyer) {
        var value = texts.get(Property.DEAL_SHIP_TO_COUNTRY);
        return value == null
                ? null
                : CountryCode.fromText(value)
                        .map(country -> Destination.in(country, buyer.address()))
                        .orElseThrow(
                                () -> new SaleProblem("it ships to '" + value + "', which is no country that we know"));
    }
}
