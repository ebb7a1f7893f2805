/**
 * Writes an invoice as UBL 2.1. Start at {@link nl.factuurstroom.ubl.Ubl}.
 *
 * <p>Standards: EN 16931, <a href="https://docs.peppol.eu/poacc/billing/3.0/">Peppol BIS Billing 3</a>, NLCIUS (SI-UBL 2.0).
 */
@NonNullByDefault
package nl.factuurstroom.ubl;

import nl.factuurstroom.NonNullByDefault;
