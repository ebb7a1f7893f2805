package nl.factuurstroom.connector.stripe;

import static nl.factuurstroom.connector.stripe.StripeJson.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.stripe.StripeJson.AnswerJson;
import nl.factuurstroom.connector.stripe.StripeJson.BillingDetailsJson;
import nl.factuurstroom.connector.stripe.StripeJson.CustomFieldJson;
import nl.factuurstroom.connector.stripe.StripeJson.CustomerJson;
import nl.factuurstroom.connector.stripe.StripeJson.InvoiceJson;
import nl.factuurstroom.connector.stripe.StripeJson.SessionJson;
import nl.factuurstroom.connector.stripe.StripeJson.ShippingJson;
import nl.factuurstroom.connector.stripe.StripeJson.TaxIdJson;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.sale.Destination;
import nl.factuurstroom.sale.SaleFacts;

/**
 * Who bought, from what the checkout page asked, the invoice froze, the payment method knows or the customer object holds, in
 * this order. A business name, a tax id or a KvK number makes a company of it. Pure.
 */
final class StripeBuyers {

    /** Tax ids that are VAT numbers, in the order in which they count. */
    private static final List<String> VAT_TYPES = List.of("eu_vat", "gb_vat", "ch_vat", "no_vat");

    /** What one object knows about the buyer. */
    private record Known(
            @Nullable String business,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable StripeJson.AddressJson address,
            List<TaxIdJson> taxIds) {}

    /** One of the texts. */
    private interface Part {
        @Nullable
        String of(Known known);
    }

    private final StripeSettings settings;

    StripeBuyers(StripeSettings settings) {
        this.settings = settings;
    }

    /** Empty when not even a name or an e-mail address is known. */
    Optional<Party> buyer(StripePurchase purchase) {
        var known = known(purchase);
        var business = first(known, Known::business);
        var person = first(known, Known::name);
        var email = first(known, Known::email);
        var name = business.or(() -> person).or(() -> email);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        var taxIds = known.stream()
                .map(Known::taxIds)
                .filter(ids -> !ids.isEmpty())
                .findFirst()
                .orElseGet(List::of);
        var kvk = kvk(purchase);
        boolean company = business.isPresent() || !taxIds.isEmpty() || kvk.isPresent();
        var kind = company ? Party.Kind.COMPANY : Party.Kind.PRIVATE_PERSON;
        return Optional.of(Party.builder(kind, name.get())
                .address(address(known))
                .vatNumberFrom(vatNumber(taxIds))
                .kvkNumber(kvk.orElse(null))
                .email(email.orElse(null))
                .contactName(business.isPresent() && !person.equals(business) ? person.orElse(null) : null)
                .phone(first(known, Known::phone).orElse(null))
                .sourceId(purchase.customer().map(this::sourceId).orElse(null))
                .language(language(purchase))
                .build());
    }

    /** Where goods go, when the buyer was asked for it. */
    @Nullable
    Destination shipTo(StripePurchase purchase) {
        var shipping = shipping(purchase);
        var address = shipping == null ? null : shipping.address();
        return address == null || address.country() == null
                ? null
                : CountryCode.fromText(address.country())
                        .map(country -> new Destination(country, address.postal_code()))
                        .orElse(null);
    }

    /** What it says about where goods go, when no country can be read from it. */
    SaleFacts facts(StripePurchase purchase) {
        var shipping = shipping(purchase);
        var address = shipping == null ? null : shipping.address();
        return address == null || address.country() == null || shipTo(purchase) != null
                ? SaleFacts.none()
                : SaleFacts.builder().shipToText(address.country()).build();
    }

    private static @Nullable ShippingJson shipping(StripePurchase purchase) {
        var session = purchase.session();
        if (session != null
                && session.collected_information() != null
                && session.collected_information().shipping_details() != null) {
            return session.collected_information().shipping_details();
        }
        if (purchase.invoice() != null && purchase.invoice().customer_shipping() != null) {
            return purchase.invoice().customer_shipping();
        }
        return purchase.intent() == null ? null : purchase.intent().shipping();
    }

    /** What the seller noted as metadata, which corrects what the buyer typed into a custom field, under this key. */
    Optional<String> answer(StripePurchase purchase, String key) {
        var noted = purchase.metadata(key);
        if (noted.isPresent()) {
            return noted;
        }
        if (purchase.session() != null) {
            for (CustomFieldJson field : list(purchase.session().custom_fields())) {
                var typed = key.equals(field.key()) ? value(field) : "";
                if (!typed.isBlank()) {
                    return Optional.of(typed.strip());
                }
            }
        }
        if (purchase.invoice() != null) {
            for (var field : list(purchase.invoice().custom_fields())) {
                if (key.equals(field.name()) && field.value() != null) {
                    return Optional.of(field.value().strip());
                }
            }
        }
        return Optional.empty();
    }

    /** People type anything into an optional field; what is no number names no company. */
    private Optional<KvkNumber> kvk(StripePurchase purchase) {
        return answer(purchase, settings.keys.kvkNumber()).flatMap(KvkNumber::parse);
    }

    /** Something that was meant as a number of the trade register but isn't one; empty when all is well. */
    Optional<String> wrongKvk(StripePurchase purchase) {
        return answer(purchase, settings.keys.kvkNumber())
                .filter(text -> text.chars().filter(Character::isDigit).count() >= 6
                        && KvkNumber.parse(text).isEmpty());
    }

    private static List<Known> known(StripePurchase purchase) {
        var known = new ArrayList<Known>();
        if (purchase.session() != null) {
            known.add(known(purchase.session()));
        }
        if (purchase.invoice() != null) {
            known.add(known(purchase.invoice()));
        }
        var receipt = purchase.intent() == null ? null : purchase.intent().receipt_email();
        known.add(new Known(null, null, receipt, null, null, List.of()));
        purchase.charge().map(StripeJson.ChargeJson::billing_details).ifPresent(billing -> known.add(known(billing)));
        purchase.customer().ifPresent(customer -> known.add(known(customer)));
        return known;
    }

    private static Known known(SessionJson session) {
        var collected = session.collected_information();
        var business = collected == null ? null : collected.business_name();
        var details = session.customer_details();
        if (details == null) {
            return new Known(business, null, null, null, null, List.of());
        }
        return new Known(
                details.business_name() == null ? business : details.business_name(),
                details.individual_name() == null ? details.name() : details.individual_name(),
                details.email(),
                details.phone(),
                details.address(),
                list(details.tax_ids()));
    }

    private static Known known(InvoiceJson invoice) {
        return new Known(
                null,
                invoice.customer_name(),
                invoice.customer_email(),
                invoice.customer_phone(),
                invoice.customer_address(),
                list(invoice.customer_tax_ids()));
    }

    private static Known known(BillingDetailsJson billing) {
        return new Known(null, billing.name(), billing.email(), billing.phone(), billing.address(), List.of());
    }

    private static Known known(CustomerJson customer) {
        return new Known(
                customer.business_name(),
                customer.name(),
                customer.email(),
                customer.phone(),
                customer.address(),
                customer.tax_ids() == null ? List.of() : list(customer.tax_ids().data()));
    }

    private static Address address(List<Known> known) {
        return known.stream()
                .map(Known::address)
                .filter(Objects::nonNull)
                .findFirst()
                .map(found ->
                        Address.withCountryText(street(found), found.postal_code(), found.city(), found.country()))
                .orElseGet(Address::unknown);
    }

    private static @Nullable String vatNumber(List<TaxIdJson> taxIds) {
        for (String type : VAT_TYPES) {
            for (TaxIdJson id : taxIds) {
                if (type.equals(id.type()) && id.value() != null) {
                    return id.value();
                }
            }
        }
        return null;
    }

    private String sourceId(CustomerJson customer) {
        return Stripe.NAME + "/" + settings.accountName() + ":customer:" + customer.id();
    }

    private static @Nullable String language(StripePurchase purchase) {
        var locales = new ArrayList<String>();
        if (purchase.session() != null && purchase.session().locale() != null) {
            locales.add(purchase.session().locale());
        }
        locales.addAll(purchase.customer().map(CustomerJson::preferred_locales).orElseGet(List::of));
        return locales.stream()
                .filter(locale -> locale.matches("[a-z]{2}(-.*)?"))
                .map(locale -> locale.substring(0, 2))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String street(StripeJson.AddressJson address) {
        var second = address.line2();
        return second == null || second.isBlank() || address.line1() == null
                ? address.line1()
                : address.line1() + ", " + second;
    }

    private static String value(CustomFieldJson field) {
        for (AnswerJson answer : new AnswerJson[] {field.text(), field.numeric(), field.dropdown()}) {
            if (answer != null && answer.value() != null) {
                return answer.value();
            }
        }
        return "";
    }

    private static Optional<String> first(List<Known> all, Part part) {
        for (Known known : all) {
            var text = part.of(known);
            if (text != null && !text.isBlank()) {
                return Optional.of(text.strip());
            }
        }
        return Optional.empty();
    }
}
