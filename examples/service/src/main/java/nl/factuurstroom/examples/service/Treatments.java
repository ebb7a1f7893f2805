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
        for (VatTreatment treatment : VatTreatment.values()) {
            names.put(treatment.key(), treatment);
        }
        return names;
    }
}
