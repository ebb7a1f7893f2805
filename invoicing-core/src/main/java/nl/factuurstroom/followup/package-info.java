/** What happens after the invoice: the CRM is told, late payers are reminded, and {@link nl.factuurstroom.followup.Insights} adds up. */
@NonNullByDefault
package nl.factuurstroom.followup;

import nl.factuurstroom.NonNullByDefault;
