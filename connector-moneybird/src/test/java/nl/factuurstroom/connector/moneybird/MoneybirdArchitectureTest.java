package nl.factuurstroom.connector.moneybird;

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

@AnalyzeClasses(packages = "nl.factuurstroom.connector.moneybird", importOptions = ImportOption.DoNotIncludeTests.class)
class MoneybirdArchitectureTest {

    @ArchTest
    static final ArchRule EVERY_PART_HAS_ITS_ROOM = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveNameMatching(".*\\.Moneybird(Settings|AccountingGateway|Api|Books|Cursor|Customers|Doctor|DraftCheck"
                    + "|Drafts|Errors|Json|LineMapper|Mapper|Payments|TaxRates|Webhooks)?");

    @ArchTest
    static final ArchRule ONLY_ENTRANCE_AND_SETTINGS_ARE_PUBLIC = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .arePublic()
            .should()
            .haveNameMatching(".*\\.Moneybird(Settings)?");

    @ArchTest
    static final ArchRule ONLY_THE_API_TOUCHES_HTTP = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Api")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(VendorHttp.class, VendorRequest.class, HttpClient.class, HttpRequest.class);
}
