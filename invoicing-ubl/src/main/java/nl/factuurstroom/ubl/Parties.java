package nl.factuurstroom.ubl;

import java.util.Map;
import javax.annotation.Nullable;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.ubl.UblInvoice.Endpoint;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.AddressType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.ContactType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.CountryType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.CustomerPartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyLegalEntityType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyTaxSchemeType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.SupplierPartyType;

/** Supplier (BG-4) and buyer (BG-7). */
final class Parties {

    /** Codes that addresses use and the standard's list of countries (BR-CL-14) doesn't have. */
    private static final Map<String, String> OF_COUNTRY = Map.of("IC", "ES", "EA", "ES", "XK", "1A");

    /** A tax number that is not a VAT identifier (BT-32). */
    private static final String OTHER_TAX = "TAX";

    private Parties() {}

    static SupplierPartyType supplier(Document document) {
        var supplier = document.invoice().supplier();
        var party = new PartyType();
        endpoint(party, Endpoints.ofSupplier(document.invoice()));
        party.setPostalAddress(address(supplier.address()));
        // Outside the scope no VAT identifier may stand (BR-O-02), while the law wants the number on every invoice (OB
        // 35a).
        var scheme = document.isOutsideScope() ? OTHER_TAX : Parts.VAT;
        party.addPartyTaxScheme(taxScheme(supplier.vatNumber().value(), scheme));
        var kvk = supplier.kvkNumber();
        party.addPartyLegalEntity(
                legalEntity(supplier.name(), kvk == null ? null : new Endpoint(Endpoints.KVK, kvk.value())));
        var role = new SupplierPartyType();
        role.setParty(party);
        return role;
    }

    static CustomerPartyType buyer(Document document) {
        var buyer = document.invoice().buyer();
        var party = new PartyType();
        endpoint(party, Endpoints.ofBuyer(document.invoice()));
        party.setPostalAddress(address(buyer.address()));
        var vat = buyer.vatNumber();
        if (vat != null && !document.isOutsideScope()) {
            party.addPartyTaxScheme(taxScheme(vat.value(), Parts.VAT));
        }
        var legal = legalEntity(buyer.name(), Endpoints.legalId(document.invoice()));
        boolean dutch = CountryCode.NL.equals(buyer.address().country()); // only KvK and OIN count there (NL-R-005)
        if (legal.getCompanyID() == null && !dutch && buyer.isCompany() && buyer.registrationNumber() != null) {
            legal.setCompanyID(buyer.registrationNumber());
        }
        party.addPartyLegalEntity(legal);
        contact(party, buyer);
        var role = new CustomerPartyType();
        role.setParty(party);
        return role;
    }

    private static void contact(PartyType party, Party buyer) {
        if (buyer.contactName() == null && buyer.phone() == null && buyer.email() == null) {
            return;
        }
        var contact = new ContactType();
        if (buyer.contactName() != null) {
            contact.setName(buyer.contactName());
        }
        if (buyer.phone() != null) {
            contact.setTelephone(buyer.phone());
        }
        if (buyer.email() != null) {
            contact.setElectronicMail(buyer.email());
        }
        party.setContact(contact);
    }

    private static void endpoint(PartyType party, @Nullable Endpoint endpoint) {
        if (endpoint != null) {
            party.setEndpointID(endpoint.id()).setSchemeID(endpoint.scheme());
        }
    }

    private static PartyTaxSchemeType taxScheme(String number, String scheme) {
        var tax = new PartyTaxSchemeType();
        tax.setCompanyID(number);
        tax.setTaxScheme(Parts.scheme(scheme));
        return tax;
    }

    private static PartyLegalEntityType legalEntity(String name, @Nullable Endpoint id) {
        var legal = new PartyLegalEntityType();
        legal.setRegistrationName(name);
        if (id != null) {
            legal.setCompanyID(id.id()).setSchemeID(id.scheme());
        }
        return legal;
    }

    private static AddressType address(Address address) {
        var to = new AddressType();
        if (address.street() != null) {
            to.setStreetName(address.street());
        }
        if (address.city() != null) {
            to.setCityName(address.city());
        }
        if (address.postalCode() != null) {
            to.setPostalZone(address.postalCode());
        }
        if (address.country() != null) {
            to.setCountry(country(address.country()));
        }
        return to;
    }

    static CountryType country(CountryCode country) {
        var to = new CountryType();
        to.setIdentificationCode(OF_COUNTRY.getOrDefault(country.value(), country.value()));
        return to;
    }
}
