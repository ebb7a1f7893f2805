package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * One company as {@link KvkSimulator} holds it. Begin with {@link #legalPerson} or {@link #soleTrader}; each {@code with…}
 * gives a changed copy. Immutable.
 *
 * @param kvkNumber eight digits
 * @param name registered name
 * @param statutory whether it has a statutory name; sole traders have none
 * @param legalForm KvK's Dutch word for it
 * @param branchAddresses addresses of the main branch; null for companies without branches
 * @param ownerAddresses addresses of the owner
 * @param ended {@code yyyyMMdd}, unknown parts zero, or null
 */
public record KvkProfile(
        String kvkNumber,
        String name,
        boolean statutory,
        String legalForm,
        @Nullable List<Map<String, Object>> branchAddresses,
        List<Map<String, Object>> ownerAddresses,
        @Nullable String ended) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public KvkProfile {
        branchAddresses = branchAddresses == null ? null : List.copyOf(branchAddresses);
        ownerAddresses = List.copyOf(ownerAddresses);
    }

    /** A company with limited liability that has a main branch without addresses yet. */
    public static KvkProfile legalPerson(String kvkNumber, String name) {
        return new KvkProfile(
                kvkNumber, name, true, "Besloten vennootschap met gewone structuur", List.of(), List.of(), null);
    }

    /** A sole trader: no statutory name. */
    public static KvkProfile soleTrader(String kvkNumber, String name) {
        return new KvkProfile(kvkNumber, name, false, "Eenmanszaak", List.of(), List.of(), null);
    }

    /** KvK's own fictitious companies of its test environment. */
    static List<KvkProfile> testCompanies() {
        return List.of(
                legalPerson("68750110", "Test BV Donald")
                        .withPostBox(200, "1000AE", "Rommeldam")
                        .withVisitingAddress("Hizzaarderlaan", 3, "A", "8823SJ", "Lollum"),
                soleTrader("69599084", "Test EMZ Dagobert")
                        .withVisitingAddress("Abebe Bikilalaan", 17, "", "1034WL", "Amsterdam"),
                new KvkProfile(
                        "90000749",
                        "Global Conron",
                        true,
                        "Vereniging van Eigenaars",
                        null,
                        List.of(visiting("Blaauwweg", 163, "", "3328XD", "Dordrecht")),
                        null));
    }

    /** A Dutch visiting address of the main branch. */
    public KvkProfile withVisitingAddress(String street, int number, String addition, String postcode, String city) {
        return withBranchAddress(visiting(street, number, addition, postcode, city));
    }

    /** A postal address of the main branch. */
    public KvkProfile withPostBox(int number, String postcode, String city) {
        return withBranchAddress(Map.of(
                "type",
                "correspondentieadres",
                "indAfgeschermd",
                "Nee",
                "volledigAdres",
                padded("Postbus " + number, postcode + " " + city),
                "straatnaam",
                "Postbus",
                "postbusnummer",
                number,
                "postcode",
                postcode,
                "plaats",
                city,
                "land",
                "Nederland"));
    }

    /** A visiting address of which the register shows the town only. */
    public KvkProfile withShieldedAddress(String city) {
        return withBranchAddress(
                Map.of("type", "bezoekadres", "indAfgeschermd", "Ja", "plaats", city, "land", "Nederland"));
    }

    /** A visiting address abroad: two lines, and the country by its Dutch name. */
    public KvkProfile withForeignAddress(String streetAndNumber, String postcodeAndCity, String country) {
        return withBranchAddress(Map.of(
                "type",
                "bezoekadres",
                "indAfgeschermd",
                "Nee",
                "volledigAdres",
                padded(streetAndNumber, postcodeAndCity + " " + country),
                "straatHuisnummer",
                streetAndNumber,
                "postcodeWoonplaats",
                postcodeAndCity,
                "land",
                country));
    }

    /** @param date {@code yyyyMMdd}; unknown parts zero: {@code 20150600} */
    public KvkProfile withEnd(String date) {
        return new KvkProfile(kvkNumber, name, statutory, legalForm, branchAddresses, ownerAddresses, date);
    }

    private KvkProfile withBranchAddress(Map<String, Object> address) {
        var addresses = new ArrayList<>(branchAddresses == null ? List.of() : branchAddresses);
        addresses.add(address);
        return new KvkProfile(kvkNumber, name, statutory, legalForm, addresses, ownerAddresses, ended);
    }

    private static Map<String, Object> visiting(
            String street, int number, String addition, String postcode, String city) {
        return Map.of(
                "type",
                "bezoekadres",
                "indAfgeschermd",
                "Nee",
                "volledigAdres",
                padded(street + " " + number + " " + addition, postcode + " " + city),
                "straatnaam",
                street,
                "huisnummer",
                number,
                "huisnummerToevoeging",
                addition,
                "postcode",
                postcode,
                "plaats",
                city,
                "land",
                "Nederland");
    }

    private static String padded(String first, String second) {
        return first + " ".repeat(33) + second;
    }

    ObjectNode json() {
        var body = JSON.createObjectNode();
        body.put("kvkNummer", kvkNumber)
                .put("indNonMailing", "Ja")
                .put("naam", name)
                .put("formeleRegistratiedatum", "20170519");
        var registration = body.putObject("materieleRegistratie").put("datumAanvang", "20170500");
        if (ended != null) {
            registration.put("datumEinde", ended);
        }
        if (statutory) {
            body.put("statutaireNaam", name);
        }
        body.putArray("handelsnamen").addObject().put("naam", name).put("volgorde", 0);
        var self = "https://api.kvk.nl/test/api/v1/basisprofielen/" + kvkNumber;
        body.putObject("_links").putObject("self").put("href", self);
        var embedded = body.putObject("_embedded");
        if (branchAddresses != null) {
            var branch = embedded.putObject("hoofdvestiging");
            branch.put("vestigingsnummer", "0000" + kvkNumber).put("indHoofdvestiging", "Ja");
            addresses(branch.putArray("adressen"), branchAddresses);
        }
        var owner = embedded.putObject("eigenaar").put("rechtsvorm", legalForm);
        if (!ownerAddresses.isEmpty()) {
            addresses(owner.putArray("adressen"), ownerAddresses);
        }
        return body;
    }

    private static void addresses(ArrayNode into, List<Map<String, Object>> addresses) {
        addresses.forEach(address -> into.add(JSON.valueToTree(address)));
    }

    /** A second branch first, then the main one; a company without branches is a "rechtspersoon". */
    List<ObjectNode> searchRows() {
        if (branchAddresses == null) {
            return List.of(searchRow("rechtspersoon"));
        }
        return List.of(searchRow("nevenvestiging"), searchRow("hoofdvestiging"));
    }

    private ObjectNode searchRow(String type) {
        var row = JSON.createObjectNode();
        row.put("kvkNummer", kvkNumber).put("naam", name).put("type", type).put("actief", ended == null ? "Ja" : "Nee");
        row.putObject("adres")
                .putObject("binnenlandsAdres")
                .put("type", "bezoekadres")
                .put("straatnaam", "Straat")
                .put("postcode", "1000AA")
                .put("huisnummer", 1)
                .put("plaats", "Plaats");
        return row;
    }
}
