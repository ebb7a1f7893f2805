package nl.factuurstroom.ubl;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.tax.TaxedLine;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.AddressType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.AllowanceChargeType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.BillingReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.DeliveryType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.DocumentReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.ItemIdentificationType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.ItemType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.MonetaryTotalType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.OrderReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PeriodType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PriceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.TaxCategoryType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.TaxSchemeType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.TaxSubtotalType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.TaxTotalType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.AllowanceChargeReasonType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.TaxExemptionReasonType;

/** What invoices and credit notes are made of alike. */
final class Parts {

    static final String VAT = "VAT";

    /** UNTDID 5189: discount. */
    private static final String DISCOUNT = "95";

    /** UNTDID 7161: freight. */
    private static final String FREIGHT = "FC";

    private Parts() {}

    static TaxSchemeType scheme(String id) {
        var scheme = new TaxSchemeType();
        scheme.setID(id);
        return scheme;
    }

    /** BT-13. */
    static OrderReferenceType order(String purchaseOrder) {
        var order = new OrderReferenceType();
        order.setID(purchaseOrder);
        return order;
    }

    /** BG-3. */
    static BillingReferenceType original(UblInvoice.Original original) {
        var reference = new DocumentReferenceType();
        reference.setID(original.number());
        reference.setIssueDate(original.issueDate());
        var billing = new BillingReferenceType();
        billing.setInvoiceDocumentReference(reference);
        return billing;
    }

    /** BG-13: day of supply and, for goods that leave, where they arrive. */
    static DeliveryType delivery(Document document) {
        var delivery = new DeliveryType();
        delivery.setActualDeliveryDate(document.invoice().supplyDate());
        var country = document.tax().details().deliveredTo();
        if (country != null) {
            var address = new AddressType();
            var shipTo = document.invoice().sale().shipTo();
            if (shipTo != null && shipTo.country().equals(country) && shipTo.postalCode() != null) {
                address.setPostalZone(shipTo.postalCode());
            }
            address.setCountry(Parties.country(country));
            var location = new oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.LocationType();
            location.setAddress(address);
            delivery.setDeliveryLocation(location);
        }
        return delivery;
    }

    /** BG-22: sums of lines, discounts, charges, and what is to be paid. */
    static MonetaryTotalType totals(Document document) {
        var tax = document.tax();
        var zero = Money.zero(document.currency());
        var lines = document.lines().stream().map(line -> line.line().net()).reduce(zero, Money::plus);
        var discounts = sum(document, true).negated();
        var charges = sum(document, false);
        var code = document.currency().getCurrencyCode();
        var total = new MonetaryTotalType();
        total.setLineExtensionAmount(amount(lines)).setCurrencyID(code);
        total.setTaxExclusiveAmount(amount(tax.net())).setCurrencyID(code);
        total.setTaxInclusiveAmount(amount(tax.gross())).setCurrencyID(code);
        if (!discounts.isZero()) {
            total.setAllowanceTotalAmount(amount(discounts)).setCurrencyID(code);
        }
        if (!charges.isZero()) {
            total.setChargeTotalAmount(amount(charges)).setCurrencyID(code);
        }
        var paid = document.invoice().paid();
        if (paid != null && !paid.isZero()) {
            total.setPrepaidAmount(amount(paid)).setCurrencyID(code);
        }
        total.setPayableAmount(amount(document.payable())).setCurrencyID(code);
        return total;
    }

    private static Money sum(Document document, boolean discounts) {
        return document.adjustments().stream()
                .filter(line -> Document.isDiscount(line) == discounts)
                .map(TaxedLine::net)
                .reduce(Money.zero(document.currency()), Money::plus);
    }

    /** The breakdown, and in another currency than EUR the VAT in EUR beside it (BT-111). */
    static List<TaxTotalType> taxTotals(Document document) {
        var code = document.currency().getCurrencyCode();
        var total = new TaxTotalType();
        total.setTaxAmount(amount(document.tax().vat())).setCurrencyID(code);
        for (Breakdown group : document.breakdown()) {
            var sub = new TaxSubtotalType();
            sub.setTaxableAmount(amount(group.base())).setCurrencyID(code);
            sub.setTaxAmount(amount(group.vat())).setCurrencyID(code);
            var category = category(group.category(), group.rate());
            if (group.needsReason()) {
                reason(category, group);
            }
            sub.setTaxCategory(category);
            total.addTaxSubtotal(sub);
        }
        var totals = new ArrayList<TaxTotalType>();
        totals.add(total);
        var euro = document.tax().details().vatInEuro();
        if (euro != null) {
            var inEuro = new TaxTotalType();
            inEuro.setTaxAmount(amount(euro.vat())).setCurrencyID("EUR");
            totals.add(inEuro);
        }
        return totals;
    }

    private static void reason(TaxCategoryType category, Breakdown group) {
        if (group.vatex() != null) {
            category.setTaxExemptionReasonCode(group.vatex());
        }
        if (group.reason() != null) {
            var reason = new TaxExemptionReasonType();
            reason.setValue(group.reason());
            category.addTaxExemptionReason(reason);
        }
    }

    /** Without a percentage outside the scope (BR-O-05). */
    static TaxCategoryType category(String code, Percentage rate) {
        var id = Breakdown.category(code, rate);
        var category = new TaxCategoryType();
        category.setID(id);
        if (!id.equals(Breakdown.OUTSIDE_SCOPE)) {
            category.setPercent(rate.value());
        }
        category.setTaxScheme(scheme(VAT));
        return category;
    }

    /** BG-20 and BG-21. */
    static List<AllowanceChargeType> adjustments(Document document) {
        var all = new ArrayList<AllowanceChargeType>();
        for (TaxedLine line : document.adjustments()) {
            boolean discount = Document.isDiscount(line);
            var adjustment = new AllowanceChargeType();
            adjustment.setChargeIndicator(!discount);
            adjustment.setAllowanceChargeReasonCode(discount ? DISCOUNT : FREIGHT);
            adjustment.addAllowanceChargeReason(text(line.line().description()));
            adjustment
                    .setAmount(amount(discount ? line.net().negated() : line.net()))
                    .setCurrencyID(document.currency().getCurrencyCode());
            adjustment.addTaxCategory(category(line.vat().category(), line.rate()));
            all.add(adjustment);
        }
        return all;
    }

    /** BG-27, or null. */
    static @Nullable AllowanceChargeType allowance(Line line) {
        if (line.allowance().isZero()) {
            return null;
        }
        var allowance = new AllowanceChargeType();
        allowance.setChargeIndicator(false);
        allowance.setAllowanceChargeReasonCode(DISCOUNT);
        allowance.addAllowanceChargeReason(text(
                line.line().line().discount() instanceof LineDiscount.Percent percent
                        ? "Korting " + percent.percentage()
                        : "Korting"));
        allowance
                .setAmount(amount(line.allowance()))
                .setCurrencyID(line.allowance().currency().getCurrencyCode());
        return allowance;
    }

    private static AllowanceChargeReasonType text(String text) {
        var reason = new AllowanceChargeReasonType();
        reason.setValue(text);
        return reason;
    }

    /** BG-31 and BG-30. */
    static ItemType item(Line line) {
        var item = new ItemType();
        item.setName(line.line().line().description());
        var sku = line.line().line().sku();
        if (sku != null && !sku.isBlank()) {
            var id = new ItemIdentificationType();
            id.setID(sku);
            item.setSellersItemIdentification(id);
        }
        item.addClassifiedTaxCategory(
                category(line.line().vat().category(), line.line().rate()));
        return item;
    }

    /** BG-29. */
    static PriceType price(Line line) {
        var price = new PriceType();
        price.setPriceAmount(line.price())
                .setCurrencyID(line.allowance().currency().getCurrencyCode());
        return price;
    }

    /** BG-26, or null. */
    static @Nullable PeriodType period(Line line) {
        var period = line.line().line().period();
        if (period == null) {
            return null;
        }
        var to = new PeriodType();
        to.setStartDate(period.from());
        to.setEndDate(period.to());
        return to;
    }

    static BigDecimal amount(Money money) {
        return money.amount();
    }
}
