/** Nobody's API: what is kept, per table, over JDBC. */
@NonNullByDefault
package nl.factuurstroom.internal.jdbc;

import nl.factuurstroom.NonNullByDefault;
