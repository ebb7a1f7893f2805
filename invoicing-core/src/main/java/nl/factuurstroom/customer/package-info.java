/** Finding or creating the customer in the books. */
@NonNullByDefault
package nl.factuurstroom.customer;

import nl.factuurstroom.NonNullByDefault;
