package nl.factuurstroom.connector.pipedrive;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import nl.factuurstroom.connector.support.VendorHttp;
import nl.factuurstroom.connector.support.VendorRequest;

@AnalyzeClasses(packages = "nl.factuurstroom.connector.pipedrive", importOptions = ImportOption.DoNotIncludeTests.class)
class PipedriveArchitectureTest {

    @ArchTest
    static final ArchRule threeTypesArePublic = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .and()
            .haveNameNotMatching(".*\\.(Pipedrive|PipedriveSettings|PipedriveProperties)")
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule everyTypeIsNamedAfterItsVendor = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveSimpleNameStartingWith("Pipedrive");

    @ArchTest
    static final ArchRule classesAreFinal = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .areNotInterfaces()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule onlyTheApiTouchesHttp = noClasses()
            .that()
            .doNotHaveSimpleName("PipedriveApi")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(VendorHttp.class, VendorRequest.class);

    @ArchTest
    static final ArchRule theMapperAndItsPartsArePure = noClasses()
            .that()
            .haveNameMatching(".*\\.Pipedrive(Mapper|Lines|Buyers|Sums|Term|Values|Fingerprint)")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(".*\\.Pipedrive(Api|Fields|Catalogue|Company)");

    @ArchTest
    static final ArchRule theClockIsTheEngines = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");
}
