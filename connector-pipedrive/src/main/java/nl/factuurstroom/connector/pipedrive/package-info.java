/**
 * Pipedrive as a source of sales: a deal that is won becomes a {@link nl.factuurstroom.sale.Sale}, and the invoice's fate is
 * written back to the deal. Begin at {@link nl.factuurstroom.connector.pipedrive.Pipedrive}.
 *
 * @see <a href="https://developers.pipedrive.com/docs/api/v1">Pipedrive API reference</a>
 * @see <a href="https://pipedrive.readme.io/docs/guide-for-webhooks-v2">Webhooks v2</a>
 */
@NonNullByDefault
package nl.factuurstroom.connector.pipedrive;

import nl.factuurstroom.NonNullByDefault;
