package nl.factuurstroom.connector.hubspot;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.hubspot.HubSpotJson.OptionJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.PropertyCreateJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.PropertyJson;
import nl.factuurstroom.connector.support.CachedValue;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.followup.CrmUpdate;

/** The deal properties that are written: what they should look like, which the account has, and how missing ones are made. */
final class HubSpotSetup {

    private static final Duration GOOD_FOR = Duration.ofDays(1);
    private static final String GROUP = "dealinformation";
    private static final Map<CrmUpdate.Status, String> LABELS = Map.of(
            CrmUpdate.Status.INVOICED, "Gefactureerd",
            CrmUpdate.Status.PARTLY_PAID, "Deels betaald",
            CrmUpdate.Status.PAID, "Betaald",
            CrmUpdate.Status.OVERDUE, "Te laat",
            CrmUpdate.Status.CREDITED, "Gecrediteerd");

    private final HubSpotApi api;
    private final HubSpotSettings settings;
    private final CachedValue<Map<String, String>> writable;

    HubSpotSetup(HubSpotApi api, HubSpotSettings settings, Clock clock) {
        this.api = api;
        this.settings = settings;
        this.writable = new CachedValue<>(clock, GOOD_FOR, this::findWritable);
    }

    /** What a status is called in HubSpot. */
    static String value(CrmUpdate.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /** The names to write, by the setting that holds them. Costs a call a day, or none when the names were given by hand. */
    Map<String, String> writable() {
        return writable.get();
    }

    private Map<String, String> findWritable() {
        var wanted = settings.properties.written();
        if (wanted.isEmpty()) {
            return wanted;
        }
        if (settings.createProperties) {
            create();
            return wanted;
        }
        var usual = settings.properties.usual();
        if (wanted.keySet().stream().noneMatch(usual::contains)) {
            return wanted;
        }
        try {
            var known = names(api.properties("deals"));
            var there = new LinkedHashMap<>(wanted);
            there.entrySet().removeIf(entry -> usual.contains(entry.getKey()) && !known.contains(entry.getValue()));
            return there;
        } catch (NotFoundException | RejectedException e) {
            return wanted;
        }
    }

    /** Makes the properties that the account doesn't have; answers their names. May be repeated. */
    List<String> create() {
        var known = names(api.properties("deals"));
        var created = new ArrayList<String>();
        for (PropertyCreateJson property : wanted()) {
            if (!known.contains(property.name()) && createdNow(property)) {
                created.add(property.name());
            }
        }
        writable.forget();
        return created;
    }

    private boolean createdNow(PropertyCreateJson property) {
        try {
            api.createProperty("deals", property);
            return true;
        } catch (RejectedException e) {
            if (e.vendorCode().orElse("").equals("409")) {
                return false;
            }
            throw e;
        }
    }

    /** The properties as we would make them. */
    List<PropertyCreateJson> wanted() {
        var properties = new ArrayList<PropertyCreateJson>();
        settings.properties
                .written()
                .forEach((setting, name) -> properties.add(
                        switch (setting) {
                            case "deal.invoice-number" -> property(name, "Factuurnummer", "string", "text", null);
                            case "deal.invoice-status" ->
                                property(name, "Factuurstatus", "enumeration", "select", options());
                            case "deal.amount-paid" -> property(name, "Betaald bedrag", "number", "number", null);
                            default -> property(name, "Betaald op", "date", "date", null);
                        }));
        return properties;
    }

    /** The values that a property for the status must allow. */
    static Set<String> statusValues() {
        return Stream.of(CrmUpdate.Status.values()).map(HubSpotSetup::value).collect(Collectors.toSet());
    }

    private static List<OptionJson> options() {
        return Stream.of(CrmUpdate.Status.values())
                .map(status -> new OptionJson(
                        LABELS.getOrDefault(status, value(status)), value(status), status.ordinal(), false))
                .toList();
    }

    private static PropertyCreateJson property(
            String name, String label, String type, String fieldType, @Nullable List<OptionJson> options) {
        return new PropertyCreateJson(
                name, label, type, fieldType, GROUP, "Wordt bijgewerkt door de facturatie", options);
    }

    static Set<String> names(List<PropertyJson> properties) {
        return properties.stream().map(PropertyJson::name).collect(Collectors.toSet());
    }
}
