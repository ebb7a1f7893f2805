package nl.factuurstroom.connector.stripe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import nl.factuurstroom.connector.support.VendorHttp;
import nl.factuurstroom.connector.support.VendorRequest;

@AnalyzeClasses(packages = "nl.factuurstroom.connector.stripe", importOptions = ImportOption.DoNotIncludeTests.class)
class StripeArchitectureTest {

    @ArchTest
    static final ArchRule EVERY_PART_HAS_ITS_ROOM = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveNameMatching(
                    ".*\\.Stripe(Settings|Keys|Trigger|Signature|Events|CatchUp|Cursor|SaleReader|Purchase|Line"
                            + "|Lines|SaleLines|Buyers|Amounts|Catalogue|Doctor|Api|Json|LineJson|Mapper|Errors)?");

    @ArchTest
    static final ArchRule ONLY_ENTRANCE_AND_SETTINGS_ARE_PUBLIC = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .arePublic()
            .should()
            .haveNameMatching(".*\\.Stripe(Settings|Keys)?");

    @ArchTest
    static final ArchRule ONLY_THE_API_TOUCHES_HTTP = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Api")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(VendorHttp.class, VendorRequest.class, HttpClient.class, HttpRequest.class);

    /** Mapping must be possible without asking anybody. */
    @ArchTest
    static final ArchRule MAPPING_ASKS_NOBODY = noClasses()
            .that()
            .haveNameMatching(".*\\.Stripe(Mapper|Lines|SaleLines|Buyers|Purchase|Line|Amounts|Events|Signature)")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("StripeApi");
}
