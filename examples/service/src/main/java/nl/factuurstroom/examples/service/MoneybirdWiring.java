package nl.factuurstroom.examples.service;

import java.util.Optional;
import nl.factuurstroom.connector.moneybird.Moneybird;
import nl.factuurstroom.connector.moneybird.MoneybirdSettings;

/** {@code moneybird.*} as the books. */
final class MoneybirdWiring {

    private static final int MOST_CALLS = 1_000_000;
    private static final int MOST_DAYS = 365;

    private final Configuration configuration;

    MoneybirdWiring(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Empty when something is wrong with it, which is then among the faults. */
    Optional<Books> books() {
        int faultsBefore = configuration.faults().all().size();
        var builder = MoneybirdSettings.builder()
                .baseUri(configuration.address("moneybird.base-url"))
                .accessToken(configuration.text("moneybird.access-token"))
                .webhookToken(configuration.optional("moneybird.webhook-token"))
                .printLegalTexts(configuration.flag("moneybird.print-legal-texts"))
                .remindersByUs(configuration.number("reminder.after-days", 0, MOST_DAYS) > 0)
                .limitPerFiveMinutes(configuration.number("moneybird.limit-per-five-minutes", 0, MOST_CALLS))
                .paymentPollInterval(configuration.durationOrOff("moneybird.payment-poll-interval"))
                .callTimeout(configuration.duration("moneybird.call-timeout"))
                .settleTime(configuration.durationOrOff("moneybird.settle-time"));
        configuration.text("moneybird.administration");
        configuration.list("moneybird.webhook-secret").forEach(builder::webhookSecret);
        if (configuration.has("moneybird.payment-days")) {
            builder.paymentDays(configuration.number("moneybird.payment-days", 0, MOST_DAYS));
        }
        var named = new Named(configuration, "moneybird.");
        named.set("administration", builder::administration);
        named.set("ledger-account", builder::ledgerAccount);
        named.set("project", builder::project);
        named.setEach("ledger-accounts", builder::ledgerAccount);
        named.setEach("projects", builder::project);
        named.set("workflow", builder::workflow);
        named.set("document-style", builder::documentStyle);
        Treatments.byName()
                .forEach((name, treatment) -> named.set("tax-rate." + name, id -> builder.taxRate(treatment, id)));
        if (configuration.faults().all().size() > faultsBefore) {
            return Optional.empty();
        }
        return Optional.ofNullable(configuration.faults().attempt("moneybird", builder::build))
                .map(Moneybird::of)
                .map(moneybird -> new Books(moneybird, moneybird));
    }
}
