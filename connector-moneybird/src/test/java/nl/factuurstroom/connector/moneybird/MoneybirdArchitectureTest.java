package nl.factuurstroom.connector.moneybird;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import nl.factuurstroom.testkit.contract.ConnectorRules;

@AnalyzeClasses(packages = "nl.factuurstroom.connector.moneybird", importOptions = ImportOption.DoNotIncludeTests.class)
class MoneybirdArchitectureTest {

    @ArchTest
    static final ArchTests EVERY_CONNECTOR = ArchTests.in(ConnectorRules.class);

    @ArchTest
    static final ArchRule EVERY_PART_HAS_ITS_ROOM = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveNameMatching(
                    ".*\\.Moneybird(Settings|AccountingGateway|Api|Books|CreditNotes|Cursor|Customers|Doctor|DraftCheck"
                            + "|Drafts|Errors|Json|LineMapper|Mapper|Payments|TaxRates|Webhooks)?");
}
