package nl.factuurstroom.connector.stripe;

import java.util.ArrayList;
import java.util.List;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.connector.stripe.StripeJson.WebhookEndpointJson;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.PermanentException;
import nl.factuurstroom.error.RejectedException;

/** Compares the settings with the account: may the key read what it must, and does the webhook endpoint tell enough? */
final class StripeDoctor {

    private final StripeSettings settings;
    private final StripeApi api;

    StripeDoctor(StripeSettings settings, StripeApi api) {
        this.settings = settings;
        this.api = api;
    }

    List<Finding> check() {
        var findings = new ArrayList<Finding>();
        for (String folder : StripeApi.NEEDED_FOLDERS) {
            try {
                api.probe(folder);
            } catch (NotFoundException e) {
                // That a list isn't there proves nothing about the key: each sale will tell for itself.
                findings.add(Finding.warning("stripe.api-key", "the key's rights can't be checked: " + e.getMessage()));
            } catch (PermanentException e) {
                findings.add(Finding.error("stripe.api-key", String.valueOf(e.getMessage())));
            } catch (InvoicingException e) {
                findings.add(Finding.warning("stripe.base-url", "Stripe can't be reached now: " + e.getMessage()));
                return findings;
            }
        }
        if (settings.webhookSecrets.isEmpty()) {
            findings.add(Finding.warning(
                    "stripe.webhook-secret",
                    "without a webhook secret every webhook is refused; payments are found by polling only"));
        } else {
            checkEndpoints(findings);
        }
        return findings;
    }

    private void checkEndpoints(List<Finding> findings) {
        List<WebhookEndpointJson> endpoints;
        try {
            endpoints = api.webhookEndpoints().stream()
                    .filter(endpoint -> "enabled".equals(endpoint.status()))
                    .toList();
        } catch (RejectedException e) {
            findings.add(Finding.warning(
                    "stripe.api-key",
                    "the key may not read webhook endpoints, so nobody checked that one sends what is needed: "
                            + String.join(", ", StripeEvents.NEEDED_TYPES)));
            return;
        } catch (InvoicingException e) {
            findings.add(Finding.warning("stripe.base-url", "Stripe can't be reached now: " + e.getMessage()));
            return;
        }
        var missing = endpoints.stream().map(this::missing).toList();
        if (missing.isEmpty()) {
            findings.add(Finding.warning(
                    "stripe.webhook-secret",
                    "no webhook endpoint is enabled in Stripe: sales are found by polling only"));
        } else if (missing.stream().noneMatch(List::isEmpty)) {
            var fewest = missing.stream()
                    .min(java.util.Comparator.comparingInt(List::size))
                    .orElseThrow();
            findings.add(Finding.warning(
                    "stripe.webhook-secret",
                    "no webhook endpoint sends all that is needed; add to it in Stripe: " + String.join(", ", fewest)));
        }
    }

    private List<String> missing(WebhookEndpointJson endpoint) {
        var enabled = StripeJson.list(endpoint.enabled_events());
        return enabled.contains("*")
                ? List.of()
                : StripeEvents.NEEDED_TYPES.stream()
                        .filter(type -> !enabled.contains(type)
                                && (settings.paymentIntents || !type.equals("payment_intent.succeeded")))
                        .toList();
    }
}
