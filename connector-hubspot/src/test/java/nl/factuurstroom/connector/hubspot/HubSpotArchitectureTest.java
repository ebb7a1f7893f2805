package nl.factuurstroom.connector.hubspot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import nl.factuurstroom.testkit.contract.ConnectorRules;

@AnalyzeClasses(packages = "nl.factuurstroom.connector.hubspot", importOptions = ImportOption.DoNotIncludeTests.class)
class HubSpotArchitectureTest {

    @ArchTest
    static final ArchTests EVERY_CONNECTOR = ArchTests.in(ConnectorRules.class);

    @ArchTest
    static final ArchRule EVERY_PART_HAS_ITS_ROOM = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveNameMatching(".*\\.HubSpot(Settings|Properties|Api|Buyers|CatchUp|CrmUpdater|Cursor|DealBatch"
                    + "|Doctor|Errors|Events|Fingerprint|Json|Lines|Mapper|Notes|Portal"
                    + "|SaleReader|Setup|Signature|Stages|TaxRates|Term|Values)?");
}
