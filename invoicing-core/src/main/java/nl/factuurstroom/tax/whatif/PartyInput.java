package nl.factuurstroom.tax.whatif;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.Iban;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.tax.TaxDetails.Status;
import nl.factuurstroom.tax.TaxEvidence;
import nl.factuurstroom.tax.VatCheck;

/** Reads supplier and buyer, and what VIES said of the buyer's id. */
final class PartyInput {

    /** Stands for the supplier's own id where none is given. */
    private static final VatNumber PLACEHOLDER = new VatNumber("NL", "000000000B00");

    private PartyInput() {}

    static Supplier supplier(In in) {
        var country = in.text("country", "NL");
        var vatId = in.text("vatId");
        var number = vatId == null ? PLACEHOLDER : VatNumber.parse(vatId).orElse(null);
        if (number == null) {
            in.complain("vatId", "'" + vatId + "' is not a VAT id (NL123456782B90)");
            number = PLACEHOLDER;
        }
        var scheme = in.choice("scheme", Supplier.VatScheme.class, Words.SCHEMES);
        var kvk = in.text("kvkNumber");
        var supplier = new Supplier(
                in.text("name", "Supplier"),
                number,
                kvk == null ? null : in.make("kvkNumber", () -> KvkNumber.of(kvk)),
                Address.withCountryText(in.text("street"), in.text("postcode"), in.text("city"), country),
                iban(in, "iban"),
                iban(in, "gAccount"),
                scheme == null ? Supplier.VatScheme.NORMAL : scheme);
        if (supplier.address().country() == null) {
            in.complain("country", "'" + country + "' is not a country");
        }
        return supplier;
    }

    private static @Nullable Iban iban(In in, String field) {
        var text = in.text(field);
        return text == null ? null : in.make(field, () -> Iban.of(text));
    }

    static Party buyer(In in) {
        var kind = in.choice("kind", Party.Kind.class, Words.BUYERS);
        if (kind == null && !in.has("kind")) {
            in.missing("kind");
        }
        var kvk = in.text("kvkNumber");
        // Without a name there is nothing that could differ from the one that VIES gave.
        var ofVies = in.raw("vatIdCheck");
        var otherwise = ofVies == null ? "" : ofVies.path("name").asText().trim();
        return Party.builder(
                        kind == null ? Party.Kind.COMPANY : kind,
                        in.text("name", otherwise.isEmpty() ? "Buyer" : otherwise))
                .address(Address.withCountryText(
                        in.text("street"), in.text("postcode"), in.text("city"), in.text("country")))
                .vatNumberFrom(in.text("vatId"))
                .kvkNumber(kvk == null ? null : in.make("kvkNumber", () -> KvkNumber.of(kvk)))
                .registrationNumber(in.text("registrationNumber"))
                .build();
    }

    /** A word, or an object with more. */
    static TaxEvidence evidence(In buyer, Party party, LocalDate invoiceDate) {
        var raw = buyer.raw("vatIdCheck");
        var number = party.vatNumber();
        if (raw == null || number == null) {
            return TaxEvidence.none();
        }
        var noon = invoiceDate.atTime(LocalTime.NOON).atZone(In.ZONE).toInstant();
        if (raw.isValueNode()) {
            var status = buyer.choice("vatIdCheck", Status.class, Words.CHECKS);
            return status == null ? TaxEvidence.none() : evidence(status, number, noon, null, null, null);
        }
        var in = buyer.object("vatIdCheck");
        var status = in.choice("status", Status.class, Words.CHECKS);
        if (status == null) {
            if (!in.has("status")) {
                in.missing("status");
            }
            return TaxEvidence.none();
        }
        var at = in.moment("date");
        var evidence = evidence(
                status,
                number,
                at == null ? noon : at,
                in.text("consultationNumber"),
                in.text("name"),
                in.text("address"));
        var lastValid = in.moment("lastValid");
        if (lastValid != null) {
            evidence = evidence.withEarlier(new VatCheck.Valid(
                    number, lastValid, in.text("consultationNumber"), in.text("name"), in.text("address")));
        }
        var since = in.moment("unavailableSince");
        in.refuseUnknown();
        return since == null ? evidence : evidence.withUnknownSince(number, since);
    }

    private static TaxEvidence evidence(
            Status status,
            VatNumber number,
            Instant at,
            @Nullable String consultation,
            @Nullable String name,
            @Nullable String address) {
        return switch (status) {
            case VALID -> TaxEvidence.of(List.of(new VatCheck.Valid(number, at, consultation, name, address)));
            case INVALID -> TaxEvidence.of(List.of(new VatCheck.Invalid(number, at)));
            case UNAVAILABLE -> TaxEvidence.of(List.of(new VatCheck.Unknown(number, at, "unavailable")));
            case NOT_CHECKED -> new TaxEvidence(Map.of());
        };
    }

    static @Nullable CountryCode country(In in, String field) {
        var text = in.text(field);
        if (text == null) {
            return null;
        }
        var country = CountryCode.fromText(text).orElse(null);
        if (country == null) {
            in.complain(field, "'" + text + "' is not a country");
        }
        return country;
    }
}
