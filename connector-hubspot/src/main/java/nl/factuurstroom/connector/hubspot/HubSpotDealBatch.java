package nl.factuurstroom.connector.hubspot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.factuurstroom.connector.hubspot.HubSpotJson.ObjectJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.TargetJson;
import nl.factuurstroom.connector.support.SaleProblem;
import nl.factuurstroom.party.Party;

/**
 * Line items and buyers of many won deals, read in few calls: associations with line items, line items, associations with
 * companies, companies, and only where needed the billing contacts of companies or the contacts of deals without one.
 */
final class HubSpotDealBatch {

    private final HubSpotApi api;
    private final HubSpotProperties names;
    private final HubSpotBuyers buyers;
    private final Map<String, List<String>> lineIds = new HashMap<>();
    private Map<String, ObjectJson> lines = Map.of();
    private final Map<String, String> companyOf = new HashMap<>();
    private final Map<String, String> contactOf = new HashMap<>();
    private final Map<String, SaleProblem> noBuyer = new HashMap<>();
    private final Map<String, List<String>> billingOf = new HashMap<>();
    private Map<String, ObjectJson> companies = Map.of();
    private Map<String, ObjectJson> contacts = Map.of();

    HubSpotDealBatch(HubSpotApi api, HubSpotProperties names) {
        this.api = api;
        this.names = names;
        this.buyers = new HubSpotBuyers(names);
    }

    /** Two calls, or one when no deal has a line. */
    void readLines(Collection<String> dealIds) {
        if (dealIds.isEmpty()) {
            return;
        }
        var all = new LinkedHashSet<String>();
        api.associations("deals", "line_items", dealIds).forEach((deal, targets) -> {
            var ids = targets.stream().map(TargetJson::id).distinct().toList();
            lineIds.put(deal, ids);
            all.addAll(ids);
        });
        lines = all.isEmpty() ? Map.of() : api.read("line_items", all, names.read("line", HubSpotLines.PROPERTIES));
    }

    /** Two to five calls: whoever needs no contact costs none. */
    void readBuyers(Collection<String> dealIds) {
        if (dealIds.isEmpty()) {
            return;
        }
        chooseCompanies(dealIds);
        companies = companyOf.isEmpty()
                ? Map.of()
                : api.read(
                        "companies",
                        new LinkedHashSet<>(companyOf.values()),
                        names.read("company", HubSpotBuyers.COMPANY_PROPERTIES));
        var wanted = billingContacts();
        wanted.addAll(contactOf.values());
        contacts = wanted.isEmpty() ? Map.of() : api.read("contacts", wanted, HubSpotBuyers.CONTACT_PROPERTIES);
    }

    private void chooseCompanies(Collection<String> dealIds) {
        var without = new ArrayList<String>();
        api.associations("deals", "companies", dealIds)
                .forEach((deal, targets) -> choose(deal, () -> {
                    var company = HubSpotBuyers.primary(targets);
                    if (company == null) {
                        without.add(deal);
                    } else {
                        companyOf.put(deal, company);
                    }
                }));
        if (!without.isEmpty()) {
            api.associations("deals", "contacts", without)
                    .forEach((deal, targets) -> choose(deal, () -> contactOf.put(deal, HubSpotBuyers.only(targets))));
        }
    }

    private void choose(String deal, Runnable choice) {
        try {
            choice.run();
        } catch (SaleProblem problem) {
            noBuyer.put(deal, problem);
        }
    }

    private Set<String> billingContacts() {
        var all = new LinkedHashSet<String>();
        var asked = companies.values().stream()
                .filter(company -> !buyers.hasInvoiceEmail(company))
                .map(ObjectJson::id)
                .toList();
        if (asked.isEmpty()) {
            return all;
        }
        api.associations("companies", "contacts", asked).forEach((company, targets) -> {
            var billing = targets.stream()
                    .filter(contact -> contact.is(HubSpotBuyers.BILLING_CONTACT))
                    .map(TargetJson::id)
                    .distinct()
                    .toList();
            billingOf.put(company, billing);
            all.addAll(billing);
        });
        return all;
    }

    /** The deal's line items, as far as they can be read. */
    List<ObjectJson> readableItems(String dealId) {
        return lineIds.getOrDefault(dealId, List.of()).stream()
                .filter(lines::containsKey)
                .map(lines::get)
                .toList();
    }

    /** All line items of the deal; none may be left out. */
    List<ObjectJson> items(String dealId) {
        for (String id : lineIds.getOrDefault(dealId, List.of())) {
            if (!lines.containsKey(id)) {
                throw new SaleProblem("its line item " + id + " can't be read: take it off the deal if it was deleted");
            }
        }
        return readableItems(dealId);
    }

    /** @param account begins the buyer's id: {@code hubspot/25012345} */
    Party buyer(String dealId, String account) {
        var problem = noBuyer.get(dealId);
        if (problem != null) {
            throw problem;
        }
        var companyId = companyOf.get(dealId);
        return companyId == null ? person(dealId, account) : company(companyId, account);
    }

    private Party company(String id, String account) {
        var company = companies.get(id);
        if (company == null) {
            throw new SaleProblem("its company " + id + " can't be read: choose another one if it was deleted");
        }
        var billing = billingOf.getOrDefault(id, List.of()).stream()
                .filter(contacts::containsKey)
                .map(contacts::get)
                .toList();
        return buyers.company(company, billing, account + ":company:" + company.id());
    }

    private Party person(String dealId, String account) {
        var id = contactOf.get(dealId);
        var contact = id == null ? null : contacts.get(id);
        if (contact == null) {
            throw new SaleProblem("its contact can't be read: choose another one if it was deleted");
        }
        return buyers.person(contact, account + ":contact:" + contact.id());
    }
}
