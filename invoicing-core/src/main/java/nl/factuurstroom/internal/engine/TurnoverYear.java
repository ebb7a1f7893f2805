package nl.factuurstroom.internal.engine;

/**
 * One running total.
 *
 * @param supplier whose: a VAT id; pipelines of one supplier on one store share it
 * @param scheme of which threshold
 * @param year calendar year of supply
 */
public record TurnoverYear(String supplier, TurnoverScheme scheme, int year) {

    TurnoverYear before() {
        return new TurnoverYear(supplier, scheme, year - 1);
    }
}
