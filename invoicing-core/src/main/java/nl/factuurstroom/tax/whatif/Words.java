package nl.factuurstroom.tax.whatif;

import java.util.Map;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.party.Supplier.VatScheme;
import nl.factuurstroom.sale.MarginItem;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.sale.Transport;
import nl.factuurstroom.tax.TaxDetails.Status;

/** Other words for the same, as people write them. */
final class Words {

    static final Map<String, VatScheme> SCHEMES = Map.of(
            "KOR", VatScheme.SMALL_BUSINESS,
            "FISCALE_EENHEID", VatScheme.FISCAL_UNITY,
            "NORMAAL", VatScheme.NORMAL,
            "STANDARD", VatScheme.NORMAL);

    static final Map<String, Party.Kind> BUYERS = Map.of(
            "BUSINESS", Party.Kind.COMPANY,
            "B2B", Party.Kind.COMPANY,
            "BEDRIJF", Party.Kind.COMPANY,
            "PRIVATE", Party.Kind.PRIVATE_PERSON,
            "PERSON", Party.Kind.PRIVATE_PERSON,
            "CONSUMER", Party.Kind.PRIVATE_PERSON,
            "B2C", Party.Kind.PRIVATE_PERSON,
            "PARTICULIER", Party.Kind.PRIVATE_PERSON);

    static final Map<String, SupplyKind> KINDS = Map.ofEntries(
            Map.entry("GOEDEREN", SupplyKind.GOODS),
            Map.entry("SERVICES", SupplyKind.SERVICE),
            Map.entry("DIENST", SupplyKind.SERVICE),
            Map.entry("DIENSTEN", SupplyKind.SERVICE),
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
            "LAAG", RateClass.REDUCED,
            "NUL", RateClass.ZERO,
            "VRIJGESTELD", RateClass.EXEMPT,
            "CAMPING", RateClass.CAMPING_PITCH,
            "SOLAR", RateClass.SOLAR_PANELS);

    static final Map<String, Status> CHECKS = Map.of(
            "UNKNOWN", Status.UNAVAILABLE,
            "DOWN", Status.UNAVAILABLE,
            "NONE", Status.NOT_CHECKED,
            "GELDIG", Status.VALID,
            "ONGELDIG", Status.INVALID);

    static final Map<String, Transport> TRANSPORTS = Map.of(
            "SELLER", Transport.SUPPLIER,
            "BUYER", Transport.BUYER_ARRANGES,
            "COLLECTS", Transport.BUYER_COLLECTS,
            "PICKUP", Transport.BUYER_COLLECTS,
            "AFHALEN", Transport.BUYER_COLLECTS);

    static final Map<String, MarginItem.Kind> MARGINS = Map.of(
            "USED", MarginItem.Kind.USED_GOODS,
            "COLLECTABLES", MarginItem.Kind.COLLECTABLES_AND_ANTIQUES,
            "ANTIQUES", MarginItem.Kind.COLLECTABLES_AND_ANTIQUES);

    private Words() {}
}
