/**
 * Moneybird as the books: {@link nl.factuurstroom.connector.moneybird.Moneybird} finds or makes the contact, books drafts,
 * sends them by e-mail and follows their payment. The vendor's own documentation: <a
 * href="https://developer.moneybird.com">developer.moneybird.com</a>.
 */
@NonNullByDefault
package nl.factuurstroom.connector.moneybird;

import nl.factuurstroom.NonNullByDefault;
