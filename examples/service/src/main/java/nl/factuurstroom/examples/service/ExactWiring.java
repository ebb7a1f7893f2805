package nl.factuurstroom.examples.service;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nl.factuurstroom.connector.exact.ExactOnline;
import nl.factuurstroom.connector.exact.ExactOnlineSettings;
import nl.factuurstroom.tax.VatTreatment;

/** {@code exact.*} as the books. */
final class ExactWiring {

    private static final Map<String, VatTreatment> VAT_CODES = vatCodes();

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
                .limitPerMinute(configuration.number("exact.limit-per-minute", 0, 1_000_000))
                .limitPerDay(configuration.number("exact.limit-per-day", 0, 100_000_000))
                .paymentPollInterval(configuration.durationOrOff("exact.payment-poll-interval"))
                .callTimeout(configuration.duration("exact.call-timeout"))
                .settleTime(configuration.durationOrOff("exact.settle-time"));
        if (configuration.has("exact.division")) {
            builder.division(configuration.number("exact.division", 1, Integer.MAX_VALUE));
        }
        VAT_CODES.forEach((name, treatment) -> {
            var code = configuration.optional("exact.vat-code." + name);
            if (code != null) {
                builder.vatCode(treatment, code);
            }
        });
        credentials(builder);
        if (configuration.faults().all().size() > faultsBefore) {
            return Optional.empty();
        }
        var settings = configuration.faults().attempt("exact", builder::build);
        if (settings == null) {
            return Optional.empty();
        }
        var exact = ExactOnline.of(settings);
        return Optional.of(new Books(exact, exact));
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

    private static Map<String, VatTreatment> vatCodes() {
        var codes = new LinkedHashMap<String, VatTreatment>();
        codes.put("standard", VatTreatment.STANDARD);
        codes.put("reduced", VatTreatment.REDUCED);
        codes.put("zero", VatTreatment.ZERO);
        codes.put("exempt", VatTreatment.EXEMPT);
        codes.put("export", VatTreatment.EXPORT);
        codes.put("outside-scope", VatTreatment.OUTSIDE_SCOPE);
        codes.put("intra-eu-services", VatTreatment.EU_SERVICES);
        codes.put("intra-eu-goods", VatTreatment.EU_GOODS);
        codes.put("domestic-reverse-charge", VatTreatment.DOMESTIC_REVERSE_CHARGE);
        return codes;
    }
}
