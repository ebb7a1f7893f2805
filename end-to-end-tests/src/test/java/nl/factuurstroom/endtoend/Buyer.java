package nl.factuurstroom.endtoend;

import javax.annotation.Nullable;

/**
 * Who buys, in nobody's words.
 *
 * @param id a number, the same at each source that takes numbers
 * @param name of the company or person
 * @param isCompany false for a private person
 * @param kvkNumber of a Dutch company, or null
 * @param vatId prefix first, or null
 * @param email where invoices go
 * @param address where the buyer is
 */
record Buyer(
        int id,
        String name,
        boolean isCompany,
        @Nullable String kvkNumber,
        @Nullable String vatId,
        String email,
        Place address) {

    /**
     * An address.
     *
     * @param country two letters
     * @param countryName as people type it
     */
    record Place(String street, String number, String postalCode, String city, String country, String countryName) {}

    static final Place UTRECHT = new Place("Voorbeeldstraat", "12", "3511 AB", "Utrecht", "NL", "Netherlands");
    static final Place ANTWERP = new Place("Meir", "1", "2000", "Antwerpen", "BE", "Belgium");
    static final Place BERLIN = new Place("Lindenweg", "5", "10115", "Berlin", "DE", "Germany");

    static final Buyer BAKERY =
            new Buyer(501, "Bakkerij De Vries B.V.", true, "68750110", null, "facturen@devries.example", UTRECHT);
    static final Buyer BOOKSHOP =
            new Buyer(502, "Boekhandel Smit B.V.", true, "34567890", null, "crediteuren@smit.example", UTRECHT);
    static final Buyer BELGIAN =
            new Buyer(503, "Frituur Peeters BV", true, null, "BE0428759497", "peeters@frituur.example", ANTWERP);
    static final Buyer GERMAN =
            new Buyer(504, "Muster Maschinen GmbH", true, null, "DE136695976", "rechnung@muster.example", BERLIN);
    static final Buyer CONSUMER = new Buyer(505, "Sanne Bakker", false, null, null, "sanne@bakker.example", UTRECHT);
    static final Buyer WITHOUT_VAT_ID =
            new Buyer(506, "Brasserie Janssens BV", true, null, null, "info@janssens.example", ANTWERP);

    /** The first of two parts of a person's name. */
    String firstName() {
        return name.substring(0, name.indexOf(' '));
    }

    String lastName() {
        return name.substring(name.indexOf(' ') + 1);
    }
}
