/**
 * Exact Online: customers, invoices and payments of one administration (division) through its REST API. Start at {@link
 * nl.factuurstroom.connector.exact.ExactOnline}. The vendor's reference:
 * https://start.exactonline.nl/docs/HlpRestAPIResources.aspx
 */
@NonNullByDefault
package nl.factuurstroom.connector.exact;

import nl.factuurstroom.NonNullByDefault;
