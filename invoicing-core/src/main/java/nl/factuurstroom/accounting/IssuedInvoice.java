package nl.factuurstroom.accounting;

/**
 * A final invoice and what became of sending it. Final in all three cases.
 *
 * @param invoice final; its number may still be unknown where the books give it in a second call
 * @param sending what became of it
 */
public record IssuedInvoice(BookedInvoice invoice, Sending sending) {

    /** Was it sent? */
    public sealed interface Sending {

        record Sent() implements Sending {}

        /** Final but certainly not sent; a person mends why and sends it. */
        record NotSent(String why) implements Sending {}

        /** Final; whether it was sent can't be told. */
        record Unknown(String why) implements Sending {}
    }
}
