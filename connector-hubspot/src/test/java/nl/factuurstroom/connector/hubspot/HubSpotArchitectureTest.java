package nl.factuurstroom.connector.hubspot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import nl.factuurstroom.connector.support.VendorHttp;
import nl.factuurstroom.connector.support.VendorRequest;

@AnalyzeClasses(packages = "nl.factuurstroom.connector.hubspot", importOptions = ImportOption.DoNotIncludeTests.class)
class HubSpotArchitectureTest {

    @ArchTest
    static final ArchRule threeTypesArePublic = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .and()
            .haveNameNotMatching(".*\\.(HubSpot|HubSpotSettings|HubSpotProperties)")
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule everyTypeIsNamedAfterItsVendor = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveSimpleNameStartingWith("HubSpot");

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
    static final ArchRule onlyTheApiSendsRequests = noClasses()
            .that()
            .doNotHaveSimpleName("HubSpotApi")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(VendorRequest.class);

    @ArchTest
    static final ArchRule onlyTheApiAndItsMakerKnowTheExchange = noClasses()
            .that()
            .doNotHaveSimpleName("HubSpotApi")
            .and()
            .doNotHaveSimpleName("HubSpot")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(VendorHttp.class);

    @ArchTest
    static final ArchRule theClockIsTheEngines = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");
}
