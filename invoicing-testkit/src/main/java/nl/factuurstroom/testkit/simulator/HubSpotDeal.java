package nl.factuurstroom.testkit.simulator;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.annotation.Nullable;

/**
 * A deal of a {@link HubSpotSimulator}, set up step by step; every step is made at once.
 *
 * <pre>{@code
 * hubSpot.deal("987").company("501").line("Consultancy", "4", "137.50").stage("closedwon");
 * }</pre>
 */
public final class HubSpotDeal {

    private final HubSpotSimulator simulator;
    private final HubSpotStore store;
    private final HubSpotStore.Row row;

    HubSpotDeal(HubSpotSimulator simulator, HubSpotStore store, HubSpotStore.Row row) {
        this.simulator = simulator;
        this.store = store;
        this.row = row;
    }

    /** HubSpot's id. */
    public String id() {
        return row.id;
    }

    /** Moves it to a stage; whoever subscribed hears of it. */
    public HubSpotDeal stage(String stage) {
        return locked(() -> store.change(row, deal -> {
            deal.put("dealstage", stage);
            var known = store.schema.stage(stage);
            if (known != null) {
                deal.put("pipeline", known.pipeline());
            }
        }));
    }

    /** Sets {@code dealname}. */
    public HubSpotDeal name(String name) {
        return set("dealname", name);
    }

    /** Sets a property, which is defined as text when nobody knew it; null or empty text clears it. */
    public HubSpotDeal set(String property, @Nullable String value) {
        return locked(() -> {
            store.schema.defineIfMissing("deals", property);
            store.change(row, deal -> {
                deal.put(property, value);
                deal.manualAmount |= property.equals("amount");
            });
        });
    }

    /** The value as HubSpot keeps it, computed ones too; null when empty. */
    public @Nullable String get(String property) {
        return simulator.locked(() -> row.get(property));
    }

    /** Associates a company, created when missing, as the primary one. */
    public HubSpotDeal company(String companyId) {
        alsoCompany(companyId);
        return locked(() -> {
            store.links.label("deals", row.id, "companies", companyId, HubSpotLinks.PRIMARY_COMPANY);
            store.touch(row);
        });
    }

    /** Associates a company, created when missing, that isn't the primary one. */
    public HubSpotDeal alsoCompany(String companyId) {
        simulator.company(companyId);
        return locked(() -> store.link("deals", row.id, "companies", companyId));
    }

    /** Takes a company off the deal. */
    public HubSpotDeal withoutCompany(String companyId) {
        return locked(() -> {
            store.links.unlink("deals", row.id, "companies", companyId);
            store.touch(row);
        });
    }

    /** Associates a contact, created when missing. */
    public HubSpotDeal contact(String contactId) {
        simulator.contact(contactId);
        return locked(() -> store.link("deals", row.id, "contacts", contactId));
    }

    /** Adds a line item; the deal's amount follows. */
    public HubSpotDeal line(String name, String quantity, String price) {
        return line(name, quantity, price, line -> {});
    }

    /** Adds a line item with more to say about it. */
    public HubSpotDeal line(String name, String quantity, String price, Consumer<HubSpotRecord> more) {
        var line = simulator.locked(() -> {
            var created = store.create("line_items", store.newId());
            int position = store.links.of("deals", row.id, "line_items").size();
            store.change(created, item -> {
                item.put("name", name);
                item.put("quantity", quantity);
                item.put("price", price);
                item.put("hs_position_on_quote", Integer.toString(position));
                item.put("hs_line_item_currency_code", row.get("deal_currency_code"));
            });
            store.link("deals", row.id, "line_items", created.id);
            return new HubSpotRecord(simulator, store, created);
        });
        more.accept(line);
        return this;
    }

    /** The line items, in the order in which they were added. */
    public List<HubSpotRecord> lines() {
        return related("line_items");
    }

    /** The notes, in the order in which they were made. */
    public List<HubSpotRecord> notes() {
        return related("notes");
    }

    /** From now on HubSpot refuses writes to this deal, as after a rule of an administrator. */
    public HubSpotDeal refuseWrites(@Nullable String message) {
        return locked(() -> row.refusesWrites = message);
    }

    /** Deletes it; whoever subscribed hears of it. */
    public void delete() {
        locked(() -> store.delete(row));
    }

    private List<HubSpotRecord> related(String type) {
        return simulator.locked(() -> store.links.of("deals", row.id, type).keySet().stream()
                .flatMap(id -> store.visible(type, id).stream())
                .map(found -> new HubSpotRecord(simulator, store, found))
                .toList());
    }

    private HubSpotDeal locked(Runnable action) {
        Supplier<HubSpotDeal> whole = () -> {
            action.run();
            return this;
        };
        return simulator.locked(whole);
    }
}
