package nl.factuurstroom.connector.hubspot;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.hubspot.HubSpotJson.ObjectJson;
import nl.factuurstroom.connector.support.SaleProblem;
import nl.factuurstroom.connector.support.SaleWords;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.sale.Destination;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SaleRef;

/** A deal with its line items and its buyer becomes a sale. Pure. */
final class HubSpotMapper {

    /** What is asked of every deal, besides the mapped properties. */
    static final Set<String> DEAL_PROPERTIES = Set.of(
            "dealname",
            "amount",
            "deal_currency_code",
            "dealstage",
            "pipeline",
            "closedate",
            "hs_is_closed_won",
            "hs_v2_date_entered_current_stage",
            "hs_merged_object_ids",
            "hs_primary_associated_company");

    private final HubSpotSettings settings;
    private final HubSpotLines lines;
    private final HubSpotFingerprint fingerprint;
    private final Supplier<Optional<String>> accountCurrency;

    /** @param accountCurrency asked only for a deal that names no currency */
    HubSpotMapper(HubSpotSettings settings, HubSpotLines lines, Supplier<Optional<String>> accountCurrency) {
        this.settings = settings;
        this.lines = lines;
        this.fingerprint = new HubSpotFingerprint(settings.properties);
        this.accountCurrency = accountCurrency;
    }

    /** When it was won: the entry into its stage, which HubSpot keeps, else its close date. */
    static Optional<Instant> wonAt(ObjectJson deal) {
        return HubSpotValues.instant(deal.get("hs_v2_date_entered_current_stage"))
                .or(() -> HubSpotValues.instant(deal.get("closedate")));
    }

    /** The ids of the deals that were merged into this one. */
    static Set<String> mergedIds(ObjectJson deal) {
        var ids = deal.get("hs_merged_object_ids");
        if (ids == null) {
            return Set.of();
        }
        var plain = new TreeSet<String>();
        for (String id : ids.split("[;,\\s]+")) {
            if (!id.isBlank() && !id.equals(deal.id())) {
                plain.add(id);
            }
        }
        return plain;
    }

    String version(ObjectJson deal, List<ObjectJson> items) {
        return fingerprint.of(deal, items);
    }

    /**
     * @param asked the id that was asked for; another one than the deal's when deals were merged
     * @throws SaleProblem saying what to mend
     */
    Sale sale(SaleRef asked, ObjectJson deal, List<ObjectJson> items, Party buyer) {
        var names = settings.properties;
        var wonAt = wonAt(deal).orElseThrow(() -> new SaleProblem("it has no close date: fill it in"));
        var currency = currency(deal, items);
        var supplied = date(deal, names.dealSupplyDate());
        var starts = supplied == null ? LocalDate.ofInstant(wonAt, HubSpotValues.AMSTERDAM) : supplied;
        var ref = new SaleRef(asked.source(), asked.account(), deal.id());
        var builder = Sale.builder(ref)
                .reference(settings.referencePrefix + deal.id())
                .title(Optional.ofNullable(deal.get("dealname")).orElse("Deal " + deal.id()))
                .buyer(buyer)
                .lines(items.isEmpty() ? List.of(dealAsLine(deal, currency)) : lines.lines(items, currency, starts))
                .currency(currency)
                .wonAt(wonAt)
                .supplyDate(supplied)
                .shipTo(destination(deal, names.dealShipToCountry(), buyer))
                .purchaseOrder(deal.get(names.dealPoNumber()))
                .invoicedAs(deal.get(names.dealInvoiceNumber()))
                .version(version(deal, items));
        if (!asked.id().equals(deal.id())) {
            builder.alias(asked);
        }
        mergedIds(deal).forEach(id -> builder.alias(new SaleRef(asked.source(), asked.account(), id)));
        return builder.build();
    }

    private SaleLine dealAsLine(ObjectJson deal, Currency currency) {
        if (!settings.fallbackToDealAmount) {
            throw new SaleProblem("it has no line items: add them in HubSpot");
        }
        var amount = deal.get("amount");
        if (amount == null) {
            throw new SaleProblem("it has neither line items nor an amount: add them in HubSpot");
        }
        BigDecimal price = HubSpotValues.number(amount, "its amount");
        if (price.signum() < 0) {
            throw new SaleProblem("its amount is negative");
        }
        return SaleLine.builder(Optional.ofNullable(deal.get("dealname")).orElse("Deal " + deal.id()))
                .unitPrice(Money.of(price, currency))
                .build();
    }

    /** The deal's, else the one that all its lines name, else the account's own. */
    private Currency currency(ObjectJson deal, List<ObjectJson> items) {
        var code = deal.get("deal_currency_code");
        if (code == null) {
            var named = new ArrayList<String>();
            items.forEach(item ->
                    Optional.ofNullable(item.get("hs_line_item_currency_code")).ifPresent(named::add));
            boolean all = !named.isEmpty() && named.size() == items.size();
            code = all && named.stream().distinct().count() == 1 ? named.get(0) : null;
        }
        if (code == null) {
            code = accountCurrency
                    .get()
                    .orElseThrow(() -> new SaleProblem("it has no currency, and the account's own can't be read: "
                            + "fill in the deal's currency"));
        }
        var given = code;
        return SaleWords.currency(code)
                .orElseThrow(() -> new SaleProblem("its currency '" + given + "' is not one of ISO 4217"));
    }

    private static @Nullable LocalDate date(ObjectJson deal, @Nullable String property) {
        var value = deal.get(property);
        return value == null
                ? null
                : HubSpotValues.date(value)
                        .orElseThrow(
                                () -> new SaleProblem("it has '" + value + "' in " + property + ", which is no date"));
    }

    private static @Nullable Destination destination(ObjectJson deal, @Nullable String property, Party buyer) {
        var value = deal.get(property);
        if (value == null) {
            return null;
        }
        var country = CountryCode.fromText(value)
                .orElseThrow(() -> new SaleProblem(
                        "it has '" + value + "' in " + property + ", which is no country that we know"));
        return Destination.in(country, buyer.address());
    }
}
