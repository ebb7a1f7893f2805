/**
 * What every connector needs to talk to its vendor and would otherwise write again: one HTTP exchange with honest outcomes,
 * credentials, rotating tokens, an error brake, signatures and JSON. Start at {@link
 * nl.factuurstroom.connector.support.VendorHttp}.
 */
@NonNullByDefault
package nl.factuurstroom.connector.support;

import nl.factuurstroom.NonNullByDefault;
