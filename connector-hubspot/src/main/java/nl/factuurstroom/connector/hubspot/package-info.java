/**
 * HubSpot as the place where sales are won, and as the CRM that is told how they fare. Start at {@link
 * nl.factuurstroom.connector.hubspot.HubSpot}. Uses version 2026-09 of the API,
 * https://developers.hubspot.com/docs/api-reference/overview.
 */
@NonNullByDefault
package nl.factuurstroom.connector.hubspot;

import nl.factuurstroom.NonNullByDefault;
