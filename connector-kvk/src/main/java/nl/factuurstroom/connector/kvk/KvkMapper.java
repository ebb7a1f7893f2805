package nl.factuurstroom.connector.kvk;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import nl.factuurstroom.customer.Company;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.KvkNumber;

/** From KvK's profile to our company. Pure. */
final class KvkMapper {

    private static final String VISITING = "bezoekadres";
    private static final String POSTAL = "correspondentieadres";

    private KvkMapper() {}

    /**
     * @param asked the number that was asked for
     * @param today in the Netherlands; a business that ends later hasn't ended
     * @param postalFirst whether the postal address goes before the visiting address
     * @throws TransientException when the answer is about another company or has no name
     */
    static Company company(KvkJson.Basisprofiel profile, KvkNumber asked, LocalDate today, boolean postalFirst) {
        if (!asked.value().equals(profile.kvkNummer())) {
            throw unclear("KvK answered a question about " + asked + " with another company");
        }
        var name = firstFilled(profile.statutaireNaam(), profile.naam())
                .orElseThrow(() -> unclear("KvK gave no name for " + asked));
        return new Company(asked, name, address(profile, postalFirst), legalForm(profile), ended(profile, today));
    }

    private static TransientException unclear(String message) {
        return TransientException.of(message, OutcomeUnknownException.unclearAnswer(message, null, null));
    }

    private static Address address(KvkJson.Basisprofiel profile, boolean postalFirst) {
        var branch = branch(profile).map(KvkJson.Hoofdvestiging::adressen).orElse(List.of());
        var owner = owner(profile).map(KvkJson.Eigenaar::adressen).orElse(List.of());
        var visiting = ofType(branch, VISITING).or(() -> ofType(owner, VISITING));
        var postal = ofType(branch, POSTAL).or(() -> ofType(owner, POSTAL));
        var chosen = postalFirst ? postal.or(() -> visiting) : visiting;
        return chosen.map(KvkMapper::address).orElse(Address.unknown());
    }

    private static Optional<KvkJson.Adres> ofType(List<KvkJson.Adres> addresses, String type) {
        return addresses.stream().filter(address -> type.equals(address.type())).findFirst();
    }

    /** A shielded address comes with parts missing, and so it stays. The country is a Dutch name, never assumed. */
    private static Address address(KvkJson.Adres a) {
        if (filled(a.straatHuisnummer()) || filled(a.postcodeWoonplaats())) {
            return Address.withCountryText(a.straatHuisnummer(), null, a.postcodeWoonplaats(), a.land());
        }
        var number = Stream.of(a.huisnummer(), a.huisletter())
                .filter(KvkMapper::filled)
                .collect(Collectors.joining());
        var street = Stream.of(a.straatnaam(), number, a.huisnummerToevoeging(), a.toevoegingAdres(), a.postbusnummer())
                .filter(KvkMapper::filled)
                .map(part -> Objects.requireNonNull(part).strip())
                .collect(Collectors.joining(" "));
        return Address.withCountryText(street, a.postcode(), a.plaats(), a.land());
    }

    private static @Nullable String legalForm(KvkJson.Basisprofiel profile) {
        return owner(profile).flatMap(owner -> firstFilled(owner.rechtsvorm())).orElse(null);
    }

    private static boolean ended(KvkJson.Basisprofiel profile, LocalDate today) {
        var registration = profile.materieleRegistratie();
        var ended = registration == null ? null : registration.datumEinde();
        var struckOff = owner(profile).map(KvkJson.Eigenaar::datumUitschrijving).orElse(null);
        return past(ended, today) || past(struckOff, today);
    }

    private static boolean past(@Nullable String date, LocalDate today) {
        if (date == null || date.isBlank()) {
            return false;
        }
        try {
            return !LocalDate.parse(date, DateTimeFormatter.BASIC_ISO_DATE).isAfter(today);
        } catch (DateTimeException e) {
            // 20150600: the day isn't known, but it has ended.
            return true;
        }
    }

    private static Optional<KvkJson.Hoofdvestiging> branch(KvkJson.Basisprofiel profile) {
        return Optional.ofNullable(profile.embedded()).map(KvkJson.Embedded::hoofdvestiging);
    }

    private static Optional<KvkJson.Eigenaar> owner(KvkJson.Basisprofiel profile) {
        return Optional.ofNullable(profile.embedded()).map(KvkJson.Embedded::eigenaar);
    }

    private static Optional<String> firstFilled(@Nullable String... texts) {
        return Stream.of(texts)
                .filter(KvkMapper::filled)
                .map(text -> Objects.requireNonNull(text).strip())
                .findFirst();
    }

    private static boolean filled(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
