package nl.factuurstroom.connector.hubspot;

import java.util.List;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.hubspot.HubSpotJson.ObjectJson;
import nl.factuurstroom.connector.hubspot.HubSpotJson.TargetJson;
import nl.factuurstroom.connector.support.SaleProblem;
import nl.factuurstroom.connector.support.SaleWords;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.party.Party;

/** Companies and contacts become buyers. Pure; never picks one of several. */
final class HubSpotBuyers {

    /** Association type of a deal's primary company. */
    static final int PRIMARY_COMPANY = 5;

    /** Association type of a company's billing contact. */
    static final int BILLING_CONTACT = 930;

    /** What is asked of every company, besides the mapped properties. */
    static final Set<String> COMPANY_PROPERTIES =
            Set.of("name", "address", "address2", "zip", "city", "country", "phone");

    /** What is asked of every contact. */
    static final Set<String> CONTACT_PROPERTIES =
            Set.of("email", "firstname", "lastname", "phone", "address", "zip", "city", "country");

    private final HubSpotProperties names;

    HubSpotBuyers(HubSpotProperties names) {
        this.names = names;
    }

    /** The company to invoice; null when there is none at all. */
    static @Nullable String primary(List<TargetJson> companies) {
        var ids = companies.stream().map(TargetJson::id).distinct().toList();
        var primary = companies.stream()
                .filter(company -> company.is(PRIMARY_COMPANY))
                .map(TargetJson::id)
                .distinct()
                .toList();
        if (primary.size() == 1) {
            return primary.get(0);
        }
        if (ids.size() > 1) {
            throw new SaleProblem("it has " + ids.size() + " companies and none of them is the primary one: mark the "
                    + "company to invoice as primary");
        }
        return ids.isEmpty() ? null : ids.get(0);
    }

    /** The only contact of a deal without a company. */
    static String only(List<TargetJson> contacts) {
        var ids = contacts.stream().map(TargetJson::id).distinct().toList();
        if (ids.isEmpty()) {
            throw new SaleProblem("it has no company and no contact: add the one to invoice");
        }
        if (ids.size() > 1) {
            throw new SaleProblem("it has no company and " + ids.size()
                    + " contacts: add the company to invoice, or leave one contact");
        }
        return ids.get(0);
    }

    /** Whether the company itself says where its invoices go. */
    boolean hasInvoiceEmail(ObjectJson company) {
        return company.get(names.companyInvoiceEmail()) != null;
    }

    /** @param billing the company's billing contacts, asked only when it doesn't say itself where invoices go */
    Party company(ObjectJson company, List<ObjectJson> billing, String sourceId) {
        var name = company.get("name");
        if (name == null) {
            throw new SaleProblem("company " + company.id() + " has no name");
        }
        boolean person = SaleWords.yes(company.get(names.companyPrivatePerson()));
        var address = Address.withCountryText(
                street(company), company.get("zip"), company.get("city"), company.get("country"));
        var only = billing.size() == 1 ? billing.get(0) : null;
        var own = company.get(names.companyInvoiceEmail());
        return Party.builder(person ? Party.Kind.PRIVATE_PERSON : Party.Kind.COMPANY, name)
                .address(address)
                .vatNumberFrom(company.get(names.companyVatId()))
                .kvkNumber(kvk(company, name, address))
                .email(own != null || only == null ? own : only.get("email"))
                .contactName(only == null ? null : fullName(only))
                .phone(company.get("phone"))
                .sourceId(sourceId)
                .purchaseOrderRequired(SaleWords.yes(company.get(names.companyPoRequired())))
                .build();
    }

    Party person(ObjectJson contact, String sourceId) {
        var name = fullName(contact);
        if (name == null) {
            throw new SaleProblem("contact " + contact.id() + " has no name");
        }
        return Party.builder(Party.Kind.PRIVATE_PERSON, name)
                .address(Address.withCountryText(
                        contact.get("address"), contact.get("zip"), contact.get("city"), contact.get("country")))
                .email(contact.get("email"))
                .phone(contact.get("phone"))
                .sourceId(sourceId)
                .build();
    }

    /** A foreign company may have any text here; a Dutch one's must be right, for it finds the customer. */
    private @Nullable KvkNumber kvk(ObjectJson company, String name, Address address) {
        var text = company.get(names.companyKvkNumber());
        if (text == null) {
            return null;
        }
        var number = KvkNumber.parse(text).orElse(null);
        boolean abroad = address.country() != null && !address.country().equals(CountryCode.NL);
        if (number == null && !abroad) {
            throw new SaleProblem("company '" + name + "' has '" + text + "' in " + names.companyKvkNumber()
                    + ", but a KvK number has eight digits");
        }
        return abroad ? null : number;
    }

    private static @Nullable String street(ObjectJson company) {
        var first = company.get("address");
        var second = company.get("address2");
        return first == null ? second : second == null ? first : first + ", " + second;
    }

    private static @Nullable String fullName(ObjectJson contact) {
        var first = contact.get("firstname");
        var last = contact.get("lastname");
        return first == null ? last : last == null ? first : first + " " + last;
    }
}
