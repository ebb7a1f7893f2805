package nl.factuurstroom.testkit.simulator;

import javax.annotation.Nullable;

/** A company, contact, line item or note of a {@link HubSpotSimulator}. Every change is made at once. */
public final class HubSpotRecord {

    private final HubSpotSimulator simulator;
    private final HubSpotStore store;
    private final HubSpotStore.Row row;

    HubSpotRecord(HubSpotSimulator simulator, HubSpotStore store, HubSpotStore.Row row) {
        this.simulator = simulator;
        this.store = store;
        this.row = row;
    }

    /** HubSpot's id. */
    public String id() {
        return row.id;
    }

    /** Sets a property, which is defined as text when nobody knew it; null or empty text clears it. */
    public HubSpotRecord set(String property, @Nullable String value) {
        return simulator.locked(() -> {
            store.schema.defineIfMissing(row.type, property);
            store.change(row, changed -> {
                changed.put(property, value);
                changed.manualAmount |= property.equals("amount") || property.equals("hs_total_discount");
            });
            return this;
        });
    }

    /** The value as HubSpot keeps it, computed ones too; null when empty. */
    public @Nullable String get(String property) {
        return simulator.locked(() -> row.get(property));
    }

    /** Sets {@code name}. */
    public HubSpotRecord name(String name) {
        return set("name", name);
    }

    /** Sets a company's or contact's address. */
    public HubSpotRecord address(String street, String zip, String city, @Nullable String country) {
        return set("address", street).set("zip", zip).set("city", city).set("country", country);
    }

    /** Makes a contact, created when missing, a billing contact of this company. */
    public HubSpotRecord billingContact(String contactId) {
        contact(contactId);
        return simulator.locked(() -> {
            store.links.label("companies", row.id, "contacts", contactId, HubSpotLinks.BILLING_CONTACT);
            return this;
        });
    }

    /** Associates a contact, created when missing, with this company. */
    public HubSpotRecord contact(String contactId) {
        simulator.contact(contactId);
        return simulator.locked(() -> {
            store.link("companies", row.id, "contacts", contactId);
            return this;
        });
    }

    /** From now on HubSpot refuses writes to this record, as after a rule of an administrator. */
    public HubSpotRecord refuseWrites(@Nullable String message) {
        return simulator.locked(() -> {
            row.refusesWrites = message;
            return this;
        });
    }

    /** Deletes it. */
    public void delete() {
        simulator.locked(() -> {
            store.delete(row);
            return this;
        });
    }
}
