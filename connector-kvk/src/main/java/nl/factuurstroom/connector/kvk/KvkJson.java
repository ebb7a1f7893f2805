package nl.factuurstroom.connector.kvk;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import javax.annotation.Nullable;

/** What KvK sends, by its own names. Every part can be missing. */
final class KvkJson {

    private KvkJson() {}

    record Basisprofiel(
            @Nullable String kvkNummer,
            @Nullable String naam,
            @Nullable String statutaireNaam,
            @Nullable MaterieleRegistratie materieleRegistratie,
            @JsonProperty("_embedded") @Nullable Embedded embedded) {}

    /** Dates are {@code yyyyMMdd}; unknown parts are zeros. */
    record MaterieleRegistratie(
            @Nullable String datumAanvang, @Nullable String datumEinde) {}

    record Embedded(
            @Nullable Hoofdvestiging hoofdvestiging,
            @Nullable Eigenaar eigenaar) {}

    record Hoofdvestiging(@Nullable List<Adres> adressen) {}

    record Eigenaar(
            @Nullable String rechtsvorm,
            @Nullable String datumUitschrijving,
            @Nullable List<Adres> adressen) {}

    /** {@code volledigAdres} is left out: it is padded with runs of blanks. */
    record Adres(
            @Nullable String type,
            @Nullable String straatnaam,
            @Nullable String huisnummer,
            @Nullable String huisletter,
            @Nullable String huisnummerToevoeging,
            @Nullable String toevoegingAdres,
            @Nullable String postbusnummer,
            @Nullable String postcode,
            @Nullable String plaats,
            @Nullable String straatHuisnummer,
            @Nullable String postcodeWoonplaats,
            @Nullable String land) {}
}
