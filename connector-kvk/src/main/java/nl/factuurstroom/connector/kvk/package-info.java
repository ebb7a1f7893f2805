/**
 * The Dutch trade register: one paid Basisprofiel call tells name, address and legal form of a KvK number. Start at {@link
 * nl.factuurstroom.connector.kvk.Kvk}. The vendor's pages: <a
 * href="https://developers.kvk.nl/documentation">developers.kvk.nl</a>.
 */
@NonNullByDefault
package nl.factuurstroom.connector.kvk;

import nl.factuurstroom.NonNullByDefault;
