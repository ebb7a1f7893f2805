/**
 * The EU's check of VAT numbers, with the consultation number as proof. Start at {@link
 * nl.factuurstroom.connector.vies.Vies}. The Commission's page: <a
 * href="https://ec.europa.eu/taxation_customs/vies/">ec.europa.eu/taxation_customs/vies</a>.
 */
@NonNullByDefault
package nl.factuurstroom.connector.vies;

import nl.factuurstroom.NonNullByDefault;
