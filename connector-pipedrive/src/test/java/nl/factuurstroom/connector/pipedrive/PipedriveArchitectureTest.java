package nl.factuurstroom.connector.pipedrive;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import nl.factuurstroom.testkit.contract.ConnectorRules;

@AnalyzeClasses(packages = "nl.factuurstroom.connector.pipedrive", importOptions = ImportOption.DoNotIncludeTests.class)
class PipedriveArchitectureTest {

    @ArchTest
    static final ArchTests EVERY_CONNECTOR = ArchTests.in(ConnectorRules.class);

    @ArchTest
    static final ArchRule EVERY_PART_HAS_ITS_ROOM = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveNameMatching(".*\\.Pipedrive(Settings|Properties|Api|Buyers|CatchUp|Catalogue|Company|CrmUpdater"
                    + "|Cursor|DealBatch|Doctor|Errors|Events|Fields|Fingerprint|Json|Lines"
                    + "|Mapper|Notes|Pace|SaleReader|Setup|Signature|Sums|Term|ValueBasis)?");

    @ArchTest
    static final ArchRule MAPPING_ASKS_NOBODY = noClasses()
            .that()
            .haveNameMatching(".*\\.Pipedrive(Mapper|Lines|Buyers|Sums|Term|Fingerprint)")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(".*\\.Pipedrive(Api|Fields|Catalogue|Company)");
}
