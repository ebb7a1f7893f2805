package nl.factuurstroom.ubl;

import com.helger.diver.api.coord.DVRCoordinate;
import com.helger.phive.api.execute.ValidationExecutionManager;
import com.helger.phive.api.executorset.ValidationExecutorSetRegistry;
import com.helger.phive.api.validity.IValidityDeterminator;
import com.helger.phive.en16931.EN16931Validation;
import com.helger.phive.peppol.PeppolValidation;
import com.helger.phive.peppol.PeppolValidation2025_11;
import com.helger.phive.simplerinvoicing.SimplerInvoicingValidation;
import com.helger.phive.xml.source.IValidationSourceXML;
import com.helger.phive.xml.source.ValidationSourceXML;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;

/**
 * The rules as their owners publish them: XSD, EN 16931, Peppol BIS 3 (November 2025), NLCIUS 2.0.3.12. Loaded once; releases
 * are named only here.
 */
final class OfficialRules {

    private static final ValidationExecutorSetRegistry<IValidationSourceXML> RULES = rules();

    private OfficialRules() {}

    private static ValidationExecutorSetRegistry<IValidationSourceXML> rules() {
        var rules = new ValidationExecutorSetRegistry<IValidationSourceXML>();
        EN16931Validation.initEN16931(rules);
        PeppolValidation.initStandard(rules);
        SimplerInvoicingValidation.initSimplerInvoicing(rules);
        return rules;
    }

    /** Errors with the rule's id; warnings are left out. */
    static List<String> errors(byte[] xml) {
        return findings(xml, true);
    }

    /** Errors and warnings. */
    static List<String> findings(byte[] xml) {
        return findings(xml, false);
    }

    private static List<String> findings(byte[] xml, boolean errorsOnly) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            var document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
            var customization = document.getElementsByTagNameNS("*", "CustomizationID")
                    .item(0)
                    .getTextContent();
            var rules = RULES.getOfID(
                    rulesFor(customization, document.getDocumentElement().getLocalName()));
            var results = ValidationExecutionManager.executeValidation(
                    IValidityDeterminator.createDefault(),
                    rules,
                    ValidationSourceXML.create("invoice", document),
                    Locale.ENGLISH);
            var found = new ArrayList<String>();
            results.forEachFlattened(finding -> {
                if (finding.isError() || !errorsOnly) {
                    found.add(finding.getErrorLevel().getID() + " " + finding.getErrorID() + " "
                            + finding.getErrorText(Locale.ENGLISH));
                }
            });
            return found;
        } catch (Exception e) {
            throw new IllegalStateException("the rules could not be asked", e);
        }
    }

    private static DVRCoordinate rulesFor(String customization, String root) {
        boolean credit = root.equals("CreditNote");
        if (customization.contains("gaccount")) {
            return SimplerInvoicingValidation.VID_SI_INVOICE_20_GACCOUNT_V1_0_12;
        }
        if (customization.contains("nlcius")) {
            return credit
                    ? SimplerInvoicingValidation.VID_SI_CREDIT_NOTE_V2_0_3_12
                    : SimplerInvoicingValidation.VID_SI_INVOICE_V2_0_3_12;
        }
        return credit
                ? PeppolValidation2025_11.VID_OPENPEPPOL_CREDIT_NOTE_UBL_V3
                : PeppolValidation2025_11.VID_OPENPEPPOL_INVOICE_UBL_V3;
    }
}
