package nl.factuurstroom.connector.hubspot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.Nullable;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.connector.hubspot.HubSpotJson.OptionJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.PropertyCreateJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.PropertyJson;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.InvoicingException;
import nl.factuurstroom.error.PermanentException;

/** Compares the settings with the account and reports all that doesn't fit. Reads only. */
final class HubSpotDoctor {

    private static final Map<String, String> TYPES =
            Map.of("company", "companies", "line", "line_items", "deal", "deals");
    private static final String SOME_ID = "1";

    private final HubSpotApi api;
    private final HubSpotPortal portal;
    private final HubSpotStages stages;
    private final HubSpotSetup setup;
    private final HubSpotSettings settings;

    HubSpotDoctor(
            HubSpotApi api, HubSpotPortal portal, HubSpotStages stages, HubSpotSetup setup, HubSpotSettings settings) {
        this.api = api;
        this.portal = portal;
        this.stages = stages;
        this.setup = setup;
        this.settings = settings;
    }

    /** @param writes whether deals are updated, so that the properties for it matter */
    List<Finding> check(boolean writes) {
        var findings = new ArrayList<Finding>();
        webhooks(findings);
        if (!account(findings)) {
            return findings;
        }
        scopes(findings);
        pipelines(findings);
        for (String type : List.of("company", "line", "deal")) {
            properties(type, writes, findings);
        }
        return findings;
    }

    private void webhooks(List<Finding> findings) {
        if (settings.requireSignature && settings.clientSecret == null) {
            findings.add(Finding.warning(
                    "hubspot.client-secret",
                    "without the app's client secret every webhook is refused; deals are found by polling only"));
        }
        if (!settings.requireSignature) {
            findings.add(Finding.warning(
                    "hubspot.require-signature", "webhooks are taken in from anyone: meant for tests only"));
        }
    }

    /** Whether it makes sense to go on. */
    private boolean account(List<Finding> findings) {
        try {
            var account = portal.read();
            var actual = HubSpotPortal.text(account.portalId());
            var known = portal.known().orElse("");
            if (actual != null && !known.equals(actual)) {
                findings.add(Finding.error(
                        "hubspot.portal-id",
                        "the token belongs to portal " + actual + ", not to " + known + ": correct one of the two"));
            } else if (!portal.configured()) {
                findings.add(Finding.warning(
                        "hubspot.portal-id",
                        "set it to " + known
                                + ", so that webhooks of other portals are refused from the first second"));
            }
            if (account.companyCurrency() != null && !account.companyCurrency().equals("EUR")) {
                findings.add(Finding.warning(
                        "HubSpot",
                        "the account's currency is " + account.companyCurrency()
                                + ": deals that name none are invoiced in it, and the books must have it"));
            }
            return true;
        } catch (AuthenticationException e) {
            findings.add(Finding.error("hubspot.access-token", message(e)));
            return false;
        } catch (InvoicingException e) {
            findings.add(Finding.warning("HubSpot", "the account's details can't be read: " + message(e)));
            return e instanceof PermanentException;
        }
    }

    /** Reading one record that hardly exists tells whether the token may read at all. */
    private void scopes(List<Finding> findings) {
        for (String type : List.of("deals", "line_items", "companies", "contacts")) {
            attempt(findings, "scope crm.objects." + type + ".read", () -> api.read(type, List.of(SOME_ID), Set.of()));
        }
    }

    private void pipelines(List<Finding> findings) {
        attempt(findings, "HubSpot pipelines", () -> {
            for (String id : stages.unknownConfigured()) {
                findings.add(Finding.error(
                        "HubSpot pipelines and won stages", "the account has no pipeline or stage " + id));
            }
            if (settings.wonStages.isEmpty() && !stages.read().containsValue(true)) {
                findings.add(Finding.warning(
                        "HubSpot pipelines", "no stage of any pipeline counts as won, so no deal will be invoiced"));
            }
        });
    }

    private void properties(String type, boolean writes, List<Finding> findings) {
        var read = settings.properties.named(type);
        var wanted = type.equals("deal") && writes ? setup.wanted() : List.<PropertyCreateJson>of();
        if (read.isEmpty() && wanted.isEmpty()) {
            return;
        }
        var objects = TYPES.getOrDefault(type, type);
        attempt(findings, "HubSpot properties of " + objects, () -> {
            var known = new HashMap<String, PropertyJson>();
            api.properties(objects).forEach(property -> known.put(property.name(), property));
            if (known.isEmpty()) {
                findings.add(Finding.warning(
                        "HubSpot properties of " + objects, "HubSpot shows none, so they can't be checked"));
                return;
            }
            read.forEach((setting, name) -> {
                if (!known.containsKey(name) && !settings.properties.written().containsKey(setting)) {
                    findings.add(missing(setting, name, "there is no such property of " + objects));
                }
            });
            settings.properties
                    .written()
                    .forEach((setting, name) -> wanted.stream()
                            .filter(property -> property.name().equals(name))
                            .forEach(property -> written(setting, property, known.get(name), findings)));
        });
    }

    private void written(
            String setting, PropertyCreateJson wanted, @Nullable PropertyJson actual, List<Finding> findings) {
        var subject = "hubspot.property." + setting;
        if (actual == null) {
            if (!settings.createProperties) {
                findings.add(missing(
                        setting, wanted.name(), "there is no such deal property: have it made by createProperties()"));
            }
            return;
        }
        if (actual.modificationMetadata() != null
                && Json.bool(actual.modificationMetadata().get("readOnlyValue")).orElse(false)) {
            findings.add(Finding.error(subject, "deal property " + actual.name() + " can't be written"));
        }
        var type = actual.type() == null ? "string" : actual.type();
        if (!type.equals(wanted.type()) && !type.equals("string")) {
            findings.add(Finding.error(
                    subject, "deal property " + actual.name() + " is of type " + type + ", not " + wanted.type()));
        }
        if (type.equals("enumeration") && wanted.options() != null) {
            var lacking = new TreeSet<>(HubSpotSetup.statusValues());
            actual.options().stream().map(OptionJson::value).forEach(lacking::remove);
            if (!lacking.isEmpty()) {
                findings.add(Finding.error(
                        subject,
                        "deal property " + actual.name() + " lacks the options " + String.join(", ", lacking)));
            }
        }
    }

    /** A name that we chose ourselves and that isn't there is passed over at run time. */
    private Finding missing(String setting, String name, String what) {
        var message = name + ": " + what;
        return settings.properties.usual().contains(setting)
                ? Finding.warning("hubspot.property." + setting, message + "; it is passed over")
                : Finding.error("hubspot.property." + setting, message);
    }

    /** Refused rights are an error; what can't be reached or isn't there to be asked is a warning. */
    private static void attempt(List<Finding> findings, String subject, Runnable check) {
        try {
            check.run();
        } catch (AuthenticationException e) {
            findings.add(Finding.error(subject, message(e)));
        } catch (InvoicingException e) {
            findings.add(Finding.warning(subject, "can't be checked: " + message(e)));
        }
    }

    private static String message(InvoicingException e) {
        return String.valueOf(e.getMessage());
    }
}
