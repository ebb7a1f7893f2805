package nl.factuurstroom.connector.stripe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
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
    static final ArchRule threeTypesArePublic = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .and()
            .haveNameNotMatching(".*\\.(Stripe|StripeSettings|StripeKeys)")
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule everyTypeIsNamedAfterItsVendor = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveSimpleNameStartingWith("Stripe");

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
            .doNotHaveSimpleName("StripeApi")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(VendorHttp.class, VendorRequest.class, HttpClient.class, HttpRequest.class);

    @ArchTest
    static final ArchRule mappingAndEventsAskNobody = noClasses()
            .that()
            .haveNameMatching(".*\\.Stripe(Mapper|Lines|SaleLines|Buyers|Purchase|Line|Amounts|Events|Signature)")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("StripeApi");
}
