/** The one family of exceptions: transient, outcome unknown, or a person must act. */
@NonNullByDefault
package nl.factuurstroom.error;

import nl.factuurstroom.NonNullByDefault;
