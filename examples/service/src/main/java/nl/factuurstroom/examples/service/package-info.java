/**
 * A small service around an {@link nl.factuurstroom.InvoicingPipeline}: one properties file in, webhooks and a few operator's
 * endpoints out. Start at {@link nl.factuurstroom.examples.service.FactuurstroomService}; {@code Keys} lists what can be
 * configured, {@code Wiring} turns that into a pipeline, {@code WebServer} puts it behind HTTP.
 */
@NonNullByDefault
package nl.factuurstroom.examples.service;

import nl.factuurstroom.NonNullByDefault;
