package nl.factuurstroom.connector.pipedrive;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.User;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Webhook;
import nl.factuurstroom.connector.pipedrive.PipedriveProperties.Property;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.error.InvoicingException;

/** Compares the settings with the account, and reports all faults at once. Reads only: at most some 52 tokens. */
final class PipedriveDoctor {

    private final PipedriveSettings settings;
    private final PipedriveApi api;
    private final PipedriveCompany company;
    private final PipedriveFields fields;
    private final PipedriveSetup setup;

    PipedriveDoctor(
            PipedriveSettings settings,
            PipedriveApi api,
            PipedriveCompany company,
            PipedriveFields fields,
            PipedriveSetup setup) {
        this.settings = settings;
        this.api = api;
        this.company = company;
        this.fields = fields;
        this.setup = setup;
    }

    /** @param writes whether deals are updated, so that the fields for it matter */
    List<Finding> check(boolean writes) {
        var findings = new ArrayList<Finding>();
        receiving(findings);
        try {
            user(api.me(), findings);
        } catch (AuthenticationException e) {
            findings.add(
                    Finding.error(settings.oauth == null ? "pipedrive.api-token" : "pipedrive.client-id", message(e)));
            return findings;
        } catch (InvoicingException e) {
            findings.add(Finding.warning("pipedrive.base-url", "Pipedrive can't be reached now: " + message(e)));
            return findings;
        }
        fields(writes, findings);
        webhooks(findings);
        return findings;
    }

    private void receiving(List<Finding> findings) {
        if (settings.requireAuth && settings.webhookPassword == null) {
            findings.add(Finding.warning(
                    "pipedrive.webhook-password",
                    "without user name and password every webhook is refused; deals are found by polling only"));
        }
        if (!settings.requireAuth) {
            findings.add(Finding.warning(
                    "pipedrive.require-auth", "webhooks are taken in from anyone: meant for tests only"));
        }
    }

    private void user(User me, List<Finding> findings) {
        var theirs = String.valueOf(me.company_id());
        if (company.configured() && !company.known().filter(theirs::equals).isPresent()) {
            findings.add(Finding.error(
                    "pipedrive.company-id",
                    "the token belongs to company " + theirs + " (" + me.company_name() + "), not to "
                            + company.known().orElse("") + ": correct one of the two"));
        } else if (!company.configured()) {
            findings.add(Finding.warning(
                    "pipedrive.company-id",
                    "set it to " + theirs + ", so that webhooks of other companies are refused from the first second"));
        }
        boolean admin =
                me.access() != null && me.access().stream().anyMatch(access -> Boolean.TRUE.equals(access.admin()));
        if (!admin) {
            findings.add(Finding.warning(
                    "pipedrive.api-token",
                    "the token's user is no administrator: deals, organizations and persons that this user may not see"
                            + " are missing without an error"));
        }
    }

    private void fields(boolean writes, List<Finding> findings) {
        for (String owner : List.of("deal", "organization", "person", "product")) {
            try {
                settings.properties.named(owner).forEach((property, name) -> {
                    if (writes || !property.isWritten()) {
                        field(property, name, findings);
                    }
                });
            } catch (InvoicingException e) {
                findings.add(Finding.warning("pipedrive.property." + owner, "the fields can't be read: " + message(e)));
            }
        }
    }

    private void field(Property property, String name, List<Finding> findings) {
        try {
            var field = fields.fieldIfThere(property);
            if (field.isPresent()) {
                setup.fault(property, field.get())
                        .ifPresent(fault -> findings.add(Finding.error(property.setting, fault)));
            } else {
                findings.add(missing(property, name));
            }
        } catch (ConfigurationException e) {
            findings.add(Finding.error(property.setting, message(e)));
        }
    }

    /** A name that we chose ourselves and that isn't there is passed over at run time. */
    private Finding missing(Property property, String name) {
        var what = property.owner + "s have no custom field '" + name + "'";
        if (fields.willBeMade(property, name)) {
            return Finding.warning(property.setting, what + " yet; it is made at the first write");
        }
        return settings.properties.isUsual(property)
                ? Finding.warning(property.setting, what + "; it is passed over")
                : Finding.error(
                        property.setting, what + (property.isWritten() ? ": have it made by createProperties()" : ""));
    }

    private void webhooks(List<Finding> findings) {
        try {
            var about = api.webhooks().stream()
                    .filter(PipedriveDoctor::tellsOfDeals)
                    .toList();
            if (about.stream().noneMatch(webhook -> Integer.valueOf(1).equals(webhook.is_active()))) {
                findings.add(Finding.warning(
                        "pipedrive.webhook-user",
                        "no active webhook tells of changed deals: create one," + " or wait for the poll each time"
                                + removed(about)));
            }
            about.stream()
                    .filter(PipedriveDoctor::fails)
                    .forEach(webhook -> findings.add(Finding.warning(
                            "pipedrive.webhook-user",
                            "webhook " + webhook.id() + " got status " + webhook.last_http_status()
                                    + " at its last delivery: look at its address, user name and password")));
        } catch (InvoicingException e) {
            findings.add(Finding.warning(
                    "pipedrive.webhook-user", "webhooks can't be listed (that takes an administrator): " + message(e)));
        }
    }

    private static boolean tellsOfDeals(Webhook webhook) {
        return Set.of("deal", "*").contains("" + webhook.event_object())
                && Set.of("change", "updated", "*").contains("" + webhook.event_action());
    }

    private static boolean fails(Webhook webhook) {
        return webhook.last_http_status() != null && webhook.last_http_status() / 100 != 2;
    }

    private static String removed(List<Webhook> webhooks) {
        return webhooks.stream()
                .filter(webhook -> webhook.remove_reason() != null)
                .map(webhook -> " (webhook " + webhook.id() + " was removed: " + webhook.remove_reason() + ")")
                .findFirst()
                .orElse("");
    }

    private static String message(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
