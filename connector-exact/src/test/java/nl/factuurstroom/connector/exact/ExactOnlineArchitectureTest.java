package nl.factuurstroom.connector.exact;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rooms of a connector: names, visibility, and who may touch HTTP. */
@AnalyzeClasses(packagesOf = ExactOnline.class, importOptions = ImportOption.DoNotIncludeTests.class)
final class ExactOnlineArchitectureTest {

    @ArchTest
    static final ArchRule ONLY_ENTRANCE_AND_SETTINGS_ARE_PUBLIC = classes()
            .that()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .should()
            .haveNameMatching(".*\\.(ExactOnline|ExactOnlineSettings)");

    @ArchTest
    static final ArchRule EVERY_ROOM_HAS_ITS_NAME = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveNameMatching(".*\\.ExactOnline(Settings|AccountingGateway|Customers|Payments|CreditNotes|Cursor|Doctor"
                    + "|Books|VatCodes|Webhooks|Api|Filter|Json|Mapper|LineMapper|Errors)?");

    @ArchTest
    static final ArchRule ONLY_THE_API_TOUCHES_HTTP = noClasses()
            .that()
            .doNotHaveSimpleName("ExactOnlineApi")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(".*\\.(VendorRequest|VendorResponse|HttpClient|HttpRequest|HttpResponse)");

    @ArchTest
    static final ArchRule TIME_COMES_FROM_THE_CLOCK = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");
}
