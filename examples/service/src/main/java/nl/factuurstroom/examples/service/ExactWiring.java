package nl.factuurstroom.examples.service;

import java.util.Optional;
import nl.factuurstroom.connector.exact.ExactOnline;
import nl.factuurstroom.connector.exact.ExactOnlineSettings;

/** {@code exact.*} as the books. */
final class ExactWiring {

    private final Configuration configuration;

    ExactWiring(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Empty when something is wrong with it, which is then among the faults. */
    Optional<Books> books() {
        int faultsBefore = configuration.faults().all().size();
        var builder = ExactOnlineSettings.builder()
                .baseUri(configuration.address("exact.base-url"))
                .journal(configuration.text("exact.journal"))
                .item(configuration.optional("exact.item"))
                .paymentCondition(configuration.optional("exact.payment-condition"))
                .webhookSecret(configuration.optional("exact.webhook-secret"))
                .positiveCreditNotes(configuration.flag("exact.positive-credit-notes"))
                .limitPerMinute(configuration.number("exact.limit-per-minute", 0, 1_000_000))
                .limitPerDay(configuration.number("exact.limit-per-day", 0, 100_000_000))
                .paymentPollInterval(configuration.durationOrOff("exact.payment-poll-interval"))
                .callTimeout(configuration.duration("exact.call-timeout"))
                .settleTime(configuration.durationOrOff("exact.settle-time"));
        if (configuration.has("exact.division")) {
            builder.division(configuration.number("exact.division", 1, Integer.MAX_VALUE));
        }
        var vatCodes = new Named(configuration, "exact.vat-code.");
        Treatments.byName().forEach((name, treatment) -> vatCodes.set(name, code -> builder.vatCode(treatment, code)));
        configuration
                .list("exact.currencies")
                .forEach(code -> configuration.faults().attempt("exact.currencies", () -> builder.currency(code)));
        var mapped = new Named(configuration, "exact.");
        mapped.setEach("items", builder::item);
        mapped.set("cost-center", builder::costCenter);
        mapped.setEach("cost-centers", builder::costCenter);
        credentials(builder);
        if (configuration.faults().all().size() > faultsBefore) {
            return Optional.empty();
        }
        return Optional.ofNullable(configuration.faults().attempt("exact", builder::build))
                .map(ExactOnline::of)
                .map(exact -> new Books(exact, exact));
    }

    private void credentials(ExactOnlineSettings.Builder builder) {
        boolean app = configuration.has("exact.client-id") || configuration.has("exact.client-secret");
        if (app) {
            builder.oauth(
                    configuration.text("exact.client-id"),
                    configuration.text("exact.client-secret"),
                    configuration.optional("exact.refresh-token"));
        }
        builder.accessToken(configuration.optional("exact.access-token"));
        if (!app && !configuration.has("exact.access-token")) {
            configuration
                    .faults()
                    .add("exact.client-id, exact.client-secret and exact.refresh-token are missing:"
                            + " they belong to your app and the login with it");
        }
    }
}
