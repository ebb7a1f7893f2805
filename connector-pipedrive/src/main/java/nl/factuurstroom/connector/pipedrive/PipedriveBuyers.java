package nl.factuurstroom.connector.pipedrive;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Contact;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Organization;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Person;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.WholeDeal;
import nl.factuurstroom.connector.pipedrive.PipedriveProperties.Property;
import nl.factuurstroom.connector.support.SaleProblem;
import nl.factuurstroom.connector.support.SaleWords;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.party.Party;

/** Organizations and persons become buyers. Pure. */
final class PipedriveBuyers {

    private PipedriveBuyers() {}

    /** @param account begins the buyer's id: {@code pipedrive/8087566} */
    static Party buyer(WholeDeal whole, String account) {
        var deal = whole.deal();
        if (deal.org_id() != null) {
            return company(whole, gone(whole.organization(), "organization", deal.org_id()), account);
        }
        if (deal.person_id() != null) {
            return person(whole, gone(whole.person(), "person", deal.person_id()), account);
        }
        throw new SaleProblem("it has no organization and no person: add the one to invoice");
    }

    private static <T> T gone(@Nullable T record, String kind, long id) {
        if (record == null) {
            throw new SaleProblem("its " + kind + " " + id
                    + " can't be read: choose another one if it was deleted, or let the token's user see it");
        }
        return record;
    }

    private static Party company(WholeDeal whole, Organization organization, String account) {
        var texts = whole.texts();
        var name = named(organization.name(), "organization", organization.id());
        boolean isPerson = SaleWords.yes(texts.get(Property.ORGANIZATION_PRIVATE_PERSON));
        var address = address(organization.address(), texts.get(Property.ORGANIZATION_COUNTRY));
        // Whoever works for another organization must not get this one's invoice.
        var contact = whole.person() != null
                        && (whole.person().org_id() == null || whole.person().org_id() == organization.id())
                ? whole.person()
                : null;
        var own = texts.get(Property.ORGANIZATION_INVOICE_EMAIL);
        return Party.builder(isPerson ? Party.Kind.PRIVATE_PERSON : Party.Kind.COMPANY, name)
                .address(address)
                .vatNumberFrom(texts.get(Property.ORGANIZATION_VAT_ID))
                .kvkNumber(kvk(texts, name, address))
                .email(own != null || contact == null ? own : email(contact, texts))
                .contactName(contact == null ? null : contact.name())
                .phone(contact == null ? null : first(contact.phones()))
                .sourceId(account + ":organization:" + organization.id())
                .purchaseOrderRequired(SaleWords.yes(texts.get(Property.ORGANIZATION_PO_REQUIRED)))
                .build();
    }

    private static Party person(WholeDeal whole, Person person, String account) {
        var address = whole.personAddress() == null ? person.postal_address() : whole.personAddress();
        return Party.builder(Party.Kind.PRIVATE_PERSON, named(person.name(), "person", person.id()))
                .address(address(address, null))
                .email(email(person, whole.texts()))
                .phone(first(person.phones()))
                .sourceId(account + ":person:" + person.id())
                .build();
    }

    private static String named(@Nullable String name, String kind, long id) {
        if (name == null || name.isBlank()) {
            throw new SaleProblem(kind + " " + id + " has no name");
        }
        return name.strip();
    }

    private static @Nullable String email(Person person, Map<Property, String> texts) {
        var own = texts.get(Property.PERSON_INVOICE_EMAIL);
        return own != null ? own : first(person.emails());
    }

    /** The primary one, else the only one. */
    private static @Nullable String first(@Nullable List<Contact> contacts) {
        var filled = (contacts == null ? Stream.<Contact>empty() : contacts.stream())
                .filter(contact -> contact.value() != null && !contact.value().isBlank())
                .toList();
        return filled.stream()
                .filter(contact -> Boolean.TRUE.equals(contact.primary()))
                .findFirst()
                .or(() -> filled.size() == 1 ? filled.stream().findFirst() : Optional.empty())
                .map(Contact::value)
                .orElse(null);
    }

    /** An address that Pipedrive didn't take apart keeps its text as street; its country is never guessed from that. */
    private static Address address(@Nullable PipedriveJson.Address given, @Nullable String ownCountry) {
        if (given == null) {
            return Address.withCountryText(null, null, null, ownCountry);
        }
        var street = Stream.of(given.route(), given.street_number(), given.subpremise())
                .filter(Objects::nonNull)
                .filter(part -> !part.isBlank())
                .map(String::strip)
                .collect(Collectors.joining(" "));
        boolean whole = street.isEmpty() && blank(given.locality()) && blank(given.postal_code());
        return Address.withCountryText(
                whole ? given.value() : street,
                given.postal_code(),
                given.locality(),
                ownCountry == null ? given.country() : ownCountry);
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /** A foreign company may have any text here; a Dutch one's must be right, for it finds the customer. */
    private static @Nullable KvkNumber kvk(Map<Property, String> texts, String name, Address address) {
        var text = texts.get(Property.ORGANIZATION_KVK_NUMBER);
        if (text == null) {
            return null;
        }
        var number = KvkNumber.parse(text).orElse(null);
        boolean abroad = address.country() != null && !address.country().equals(CountryCode.NL);
        if (number == null && !abroad) {
            throw new SaleProblem(
                    "organization '" + name + "' has '" + text + "' as its KvK number, but that has eight digits");
        }
        return abroad ? null : number;
    }
}
