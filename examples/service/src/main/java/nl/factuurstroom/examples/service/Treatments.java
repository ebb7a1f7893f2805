package nl.factuurstroom.examples.service;

import java.util.LinkedHashMap;
import java.util.Map;
import nl.factuurstroom.tax.VatTreatment;

/** VAT treatments by the name that settings give them, the same for every bookkeeping package. */
final class Treatments {

    private static final Map<String, VatTreatment> ALL = all();

    private Treatments() {}

    static Map<String, VatTreatment> byName() {
        return ALL;
    }

    private static Map<String, VatTreatment> all() {
        var names = new LinkedHashMap<String, VatTreatment>();
        names.put("standard", VatTreatment.STANDARD);
        names.put("reduced", VatTreatment.REDUCED);
        names.put("zero", VatTreatment.ZERO);
        names.put("exempt", VatTreatment.EXEMPT);
        names.put("small-business", VatTreatment.SMALL_BUSINESS);
        names.put("margin", VatTreatment.MARGIN);
        names.put("domestic-reverse-charge", VatTreatment.DOMESTIC_REVERSE_CHARGE);
        names.put("intra-eu-services", VatTreatment.EU_SERVICES);
        names.put("intra-eu-goods", VatTreatment.EU_GOODS);
        names.put("export", VatTreatment.EXPORT);
        names.put("outside-scope", VatTreatment.OUTSIDE_SCOPE);
        names.put("oss", VatTreatment.OSS);
        return names;
    }
}
