package nl.factuurstroom.tax.whatif;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.party.Supplier.VatScheme;
import nl.factuurstroom.sale.MarginItem;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.sale.Transport;
import nl.factuurstroom.tax.TaxDetails.Status;

/** Other words for the same, as people write them. */
final class Words {

    /** Other natural names of a field; the schema has only its own. */
    private static final Map<String, List<String>> FIELDS = Map.ofEntries(
            Map.entry("buyer", List.of("customer")),
            Map.entry("supplier", List.of("seller")),
            Map.entry("supplyDate", List.of("taxDate", "dateOfSupply", "deliveryDate")),
            Map.entry("invoiceDate", List.of("issueDate")),
            Map.entry("pricesIncludeVat", List.of("pricesIncludingVat", "pricesInclVat", "vatIncluded")),
            Map.entry("includesVat", List.of("includingVat", "priceIncludesVat", "vatIncluded")),
            Map.entry("unitPrice", List.of("price")),
            Map.entry("kind", List.of("supplyKind", "type")),
            Map.entry("rateClass", List.of("vatClass")),
            Map.entry("vatRate", List.of("statedRate")),
            Map.entry("reverseCharge", List.of("reverseChargeCategory")),
            Map.entry("performedIn", List.of("placeOfPerformance")),
            Map.entry("vatId", List.of("vatNumber")),
            Map.entry("vatIdCheck", List.of("vies", "viesCheck")),
            Map.entry("status", List.of("result", "outcome")),
            Map.entry("postcode", List.of("postalCode", "zip")),
            Map.entry("country", List.of("countryCode")),
            Map.entry("kvkNumber", List.of("kvk")),
            Map.entry("percent", List.of("percentage")),
            Map.entry("shipTo", List.of("deliverTo", "destination")),
            Map.entry("released", List.of("release")));

    /** Reasons that a person can let go; true instead of a list stands for all of them. */
    static final Set<String> RELEASABLE = Set.copyOf(List.of(
            "VAT_ID_MISSING",
            "VAT_ID_DUTCH",
            "VAT_ID_INVALID",
            "VAT_ID_NOT_CHECKED",
            "VAT_ID_CHECK_UNAVAILABLE",
            "VAT_ID_CHECK_OVERDUE",
            "DESTINATION_NOT_STATED",
            "COLLECTOR_STATEMENT_MISSING",
            "OSS_TURNOVER_UNKNOWN",
            "VAT_ID_CHECK_DIGITS",
            "VAT_ID_OTHER_NAME",
            "VAT_ID_UNREADABLE",
            "DESTINATION_POSTCODE",
            "BUYER_POSTCODE",
            "BUSINESS_STATUS_UNPROVEN"));

    static final Map<String, VatScheme> SCHEMES = Map.of(
            "KOR", VatScheme.SMALL_BUSINESS,
            "FISCALE_EENHEID", VatScheme.FISCAL_UNITY,
            "VAT_GROUP", VatScheme.FISCAL_UNITY,
            "NORMAAL", VatScheme.NORMAL,
            "STANDARD", VatScheme.NORMAL);

    static final Map<String, Party.Kind> BUYERS = Map.ofEntries(
            Map.entry("BUSINESS", Party.Kind.COMPANY),
            Map.entry("B2B", Party.Kind.COMPANY),
            Map.entry("BEDRIJF", Party.Kind.COMPANY),
            Map.entry("ENTREPRENEUR", Party.Kind.COMPANY),
            // Whoever is no private person counts as a company (rule a).
            Map.entry("PUBLIC_BODY", Party.Kind.COMPANY),
            Map.entry("GOVERNMENT", Party.Kind.COMPANY),
            Map.entry("OVERHEID", Party.Kind.COMPANY),
            Map.entry("ASSOCIATION", Party.Kind.COMPANY),
            Map.entry("FOUNDATION", Party.Kind.COMPANY),
            Map.entry("PRIVATE", Party.Kind.PRIVATE_PERSON),
            Map.entry("PERSON", Party.Kind.PRIVATE_PERSON),
            Map.entry("CONSUMER", Party.Kind.PRIVATE_PERSON),
            Map.entry("B2C", Party.Kind.PRIVATE_PERSON),
            Map.entry("PARTICULIER", Party.Kind.PRIVATE_PERSON));

    static final Map<String, SupplyKind> KINDS = Map.ofEntries(
            Map.entry("GOEDEREN", SupplyKind.GOODS),
            Map.entry("SERVICES", SupplyKind.SERVICE),
            Map.entry("DIENST", SupplyKind.SERVICE),
            Map.entry("DIENSTEN", SupplyKind.SERVICE),
            Map.entry("GENERAL_SERVICE", SupplyKind.SERVICE),
            Map.entry("ADVICE", SupplyKind.LISTED_SERVICE),
            Map.entry("CONSULTANCY", SupplyKind.LISTED_SERVICE),
            Map.entry("ADVERTISING", SupplyKind.LISTED_SERVICE),
            Map.entry("LICENCE", SupplyKind.LISTED_SERVICE),
            Map.entry("ELECTRONIC_SERVICE", SupplyKind.DIGITAL_SERVICE),
            Map.entry("IMMOVABLE_PROPERTY", SupplyKind.REAL_ESTATE),
            Map.entry("ACCOMMODATION", SupplyKind.LODGING),
            Map.entry("HOTEL", SupplyKind.LODGING),
            Map.entry("LOGIES", SupplyKind.LODGING),
            Map.entry("EVENT_ENTRANCE", SupplyKind.EVENT_ADMISSION),
            Map.entry("ADMISSION", SupplyKind.EVENT_ADMISSION),
            Map.entry("CATERING", SupplyKind.MEAL),
            Map.entry("DELIVERY", SupplyKind.SHIPPING),
            Map.entry("VERZENDKOSTEN", SupplyKind.SHIPPING),
            Map.entry("BUNDLE", SupplyKind.PACKAGE),
            Map.entry("LISTED", SupplyKind.LISTED_SERVICE),
            Map.entry("DIGITAL", SupplyKind.DIGITAL_SERVICE),
            Map.entry("TBE", SupplyKind.DIGITAL_SERVICE),
            Map.entry("EVENT", SupplyKind.EVENT_ADMISSION),
            Map.entry("RESTAURANT", SupplyKind.MEAL),
            Map.entry("VEHICLE_HIRE", SupplyKind.SHORT_VEHICLE_HIRE));

    static final Map<String, RateClass> CLASSES = Map.of(
            "HIGH", RateClass.STANDARD,
            "HOOG", RateClass.STANDARD,
            "LOW", RateClass.REDUCED,
            "BOOKS", RateClass.CULTURE,
            "LAAG", RateClass.REDUCED,
            "NUL", RateClass.ZERO,
            "VRIJGESTELD", RateClass.EXEMPT,
            "CAMPING", RateClass.CAMPING_PITCH,
            "SOLAR", RateClass.SOLAR_PANELS);

    static final Map<String, Status> CHECKS = Map.ofEntries(
            Map.entry("TRUE", Status.VALID),
            Map.entry("FALSE", Status.INVALID),
            Map.entry("UNKNOWN", Status.UNAVAILABLE),
            Map.entry("DOWN", Status.UNAVAILABLE),
            Map.entry("ERROR", Status.UNAVAILABLE),
            Map.entry("TIMEOUT", Status.UNAVAILABLE),
            Map.entry("MS_UNAVAILABLE", Status.UNAVAILABLE),
            Map.entry("SERVICE_UNAVAILABLE", Status.UNAVAILABLE),
            Map.entry("MS_MAX_CONCURRENT_REQ", Status.UNAVAILABLE),
            Map.entry("GLOBAL_MAX_CONCURRENT_REQ", Status.UNAVAILABLE),
            Map.entry("NONE", Status.NOT_CHECKED),
            Map.entry("UNCHECKED", Status.NOT_CHECKED),
            Map.entry("GELDIG", Status.VALID),
            Map.entry("ONGELDIG", Status.INVALID));

    static final Map<String, Transport> TRANSPORTS = Map.of(
            "SELLER", Transport.SUPPLIER,
            "BUYER", Transport.BUYER_ARRANGES,
            "SUPPLIER_ARRANGES", Transport.SUPPLIER,
            "SELLER_ARRANGES", Transport.SUPPLIER,
            "EX_WORKS", Transport.BUYER_COLLECTS,
            "COLLECTED", Transport.BUYER_COLLECTS,
            "COLLECTS", Transport.BUYER_COLLECTS,
            "PICKUP", Transport.BUYER_COLLECTS,
            "AFHALEN", Transport.BUYER_COLLECTS);

    static final Map<String, MarginItem.Kind> MARGINS = Map.of(
            "USED", MarginItem.Kind.USED_GOODS,
            "COLLECTABLES", MarginItem.Kind.COLLECTABLES_AND_ANTIQUES,
            "ANTIQUES", MarginItem.Kind.COLLECTABLES_AND_ANTIQUES);

    private Words() {}

    static Set<String> otherNames(String field) {
        var names = new TreeSet<>(FIELDS.getOrDefault(field, List.of()));
        names.add(field);
        for (String name : List.copyOf(names)) {
            names.add(name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
        }
        names.remove(field);
        return names;
    }
}
