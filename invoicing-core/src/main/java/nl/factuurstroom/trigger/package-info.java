/** How a sale announces itself: {@link nl.factuurstroom.trigger.Trigger} turns a webhook into references, without any I/O. */
@NonNullByDefault
package nl.factuurstroom.trigger;

import nl.factuurstroom.NonNullByDefault;
