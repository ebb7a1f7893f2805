/**
 * Deals and payments become paid invoices, against simulated vendors: {@code mvn -q -Pquickstart compile}. Start at
 * {@link nl.factuurstroom.examples.quickstart.Quickstart}; {@code Story} plays HubSpot to Exact Online
 * ({@code Company} is the wiring, {@code Vendors} who is simulated), {@code StudioStory} Pipedrive and Stripe to Moneybird
 * ({@code Studio}, {@code StudioVendors}). The recorded payloads lie in {@code src/main/resources/payloads}.
 */
@NonNullByDefault
package nl.factuurstroom.examples.quickstart;

import nl.factuurstroom.NonNullByDefault;
