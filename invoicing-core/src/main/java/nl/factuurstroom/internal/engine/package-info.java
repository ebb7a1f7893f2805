/** Nobody's API: the durable steps of a sale. */
@NonNullByDefault
package nl.factuurstroom.internal.engine;

import nl.factuurstroom.NonNullByDefault;
