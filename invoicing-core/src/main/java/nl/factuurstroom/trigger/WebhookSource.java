package nl.factuurstroom.trigger;

/**
 * Something that sends us webhooks: a {@link Trigger}, or a bookkeeping package that hints at changes.
 *
 * <p>Rules, checked by {@code TriggerContract} in the test kit:
 *
 * <ol>
 *   <li>T1: {@link #receive} is pure: no I/O, no state, same answer for the same request.
 *   <li>T2: a wrong, missing or old signature is {@link Receipt.Refused} with 401.
 *   <li>T3: a malformed body is {@link Receipt.Refused} with 400 and a reason.
 *   <li>T4: a malformed event among good ones is reported as unusable; its neighbours are accepted.
 *   <li>T5: events of another account are {@link Receipt.Ignored} with a reason (the vendor gets a 200).
 *   <li>T6: signatures are compared in constant time, over the raw bytes.
 * </ol>
 */
public interface WebhookSource {

    /** Short name, lower case, unique in a pipeline: {@code hubspot}. */
    String name();

    /** Verifies and reads one webhook. May be called from any thread, any number of times for the same delivery. */
    Receipt receive(WebhookRequest request);
}
