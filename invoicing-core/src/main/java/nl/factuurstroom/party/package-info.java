/** Who buys and who sells: parties, addresses and the numbers that identify them (VAT id, KvK number, IBAN). */
@NonNullByDefault
package nl.factuurstroom.party;

import nl.factuurstroom.NonNullByDefault;
