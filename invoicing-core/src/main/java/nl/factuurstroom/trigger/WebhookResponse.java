package nl.factuurstroom.trigger;

/**
 * What the host answers the vendor. 2xx only after everything in the request was stored.
 *
 * @param status HTTP status
 * @param body short plain text, never anything secret
 */
public record WebhookResponse(int status, String body) {

    public boolean accepted() {
        return status >= 200 && status < 300;
    }
}
