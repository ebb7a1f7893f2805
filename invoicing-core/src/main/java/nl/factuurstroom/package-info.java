/**
 * The front door: {@link nl.factuurstroom.InvoicingPipeline} and its builder. Start there; the other packages follow in
 * the order in which a sale meets them: {@code trigger}, {@code sale}, {@code customer}, {@code tax}, {@code accounting},
 * {@code followup}.
 */
@NonNullByDefault
package nl.factuurstroom;
