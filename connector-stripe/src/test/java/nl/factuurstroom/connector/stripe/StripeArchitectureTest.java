package nl.factuurstroom.connector.stripe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import nl.factuurstroom.testkit.contract.ConnectorRules;

@AnalyzeClasses(packages = "nl.factuurstroom.connector.stripe", importOptions = ImportOption.DoNotIncludeTests.class)
class StripeArchitectureTest {

    @ArchTest
    static final ArchTests EVERY_CONNECTOR = ArchTests.in(ConnectorRules.class);

    @ArchTest
    static final ArchRule EVERY_PART_HAS_ITS_ROOM = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveNameMatching(".*\\.Stripe(Settings|Keys|Amounts|Api|Buyers|Catalogue|CatchUp|Cursor|Doctor|Errors"
                    + "|Events|Json|Line|LineJson|Lines|Mapper|Purchase|RefundReader|SaleLines|SaleReader"
                    + "|Signature)?");

    @ArchTest
    static final ArchRule MAPPING_ASKS_NOBODY = noClasses()
            .that()
            .haveNameMatching(".*\\.Stripe(Mapper|Lines|SaleLines|Buyers|Purchase|Line|Amounts|Events|Signature)")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("StripeApi");
}
