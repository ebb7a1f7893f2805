package nl.factuurstroom.connector.stripe;

/**
 * Under which names a seller keeps what Stripe itself has no place for: custom fields of the checkout page, custom fields of
 * invoices, and metadata. Immutable.
 *
 * @param kvkNumber custom field or metadata: the buyer's number in the Dutch trade register
 * @param purchaseOrder custom field or metadata: the buyer's order number
 * @param rateClass metadata of line, price or product: standard, reduced, zero, exempt, or hoog, laag, nul, vrijgesteld
 * @param supplyKind metadata of line, price or product: goods, services, goederen, diensten. Where there is none a product's
 *     own {@code shippable} counts
 * @param sku metadata of line, price or product: the article code
 * @param productGroup metadata of line, price or product: for discounts and for mappings in the books
 */
public record StripeKeys(
        String kvkNumber, String purchaseOrder, String rateClass, String supplyKind, String sku, String productGroup) {

    public StripeKeys {
        for (String key : new String[] {kvkNumber, purchaseOrder, rateClass, supplyKind, sku, productGroup}) {
            if (key.isBlank() || key.length() > 200) {
                throw new IllegalArgumentException("a key has 1 to 200 characters, was '" + key + "'");
            }
        }
    }

    /** {@code kvk}, {@code po_number}, {@code vat_rate}, {@code supply_kind}, {@code sku} and {@code product_group}. */
    public static StripeKeys standard() {
        return new StripeKeys("kvk", "po_number", "vat_rate", "supply_kind", "sku", "product_group");
    }

    public StripeKeys withKvkNumber(String key) {
        return new StripeKeys(key, purchaseOrder, rateClass, supplyKind, sku, productGroup);
    }

    public StripeKeys withPurchaseOrder(String key) {
        return new StripeKeys(kvkNumber, key, rateClass, supplyKind, sku, productGroup);
    }

    public StripeKeys withRateClass(String key) {
        return new StripeKeys(kvkNumber, purchaseOrder, key, supplyKind, sku, productGroup);
    }

    public StripeKeys withSupplyKind(String key) {
        return new StripeKeys(kvkNumber, purchaseOrder, rateClass, key, sku, productGroup);
    }

    public StripeKeys withSku(String key) {
        return new StripeKeys(kvkNumber, purchaseOrder, rateClass, supplyKind, key, productGroup);
    }

    public StripeKeys withProductGroup(String key) {
        return new StripeKeys(kvkNumber, purchaseOrder, rateClass, supplyKind, sku, key);
    }
}
