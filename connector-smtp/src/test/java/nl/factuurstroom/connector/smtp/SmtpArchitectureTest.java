package nl.factuurstroom.connector.smtp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.mail.Transport;
import nl.factuurstroom.testkit.contract.ConnectorRules;

@AnalyzeClasses(packages = "nl.factuurstroom.connector.smtp", importOptions = ImportOption.DoNotIncludeTests.class)
class SmtpArchitectureTest {

    @ArchTest
    static final ArchTests EVERY_CONNECTOR = ArchTests.in(ConnectorRules.class);

    @ArchTest
    static final ArchRule EVERY_PART_HAS_ITS_ROOM = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveNameMatching(".*\\.Smtp(Settings|ReminderSender|Api|Mapper|Texts|Errors)?");

    @ArchTest
    static final ArchRule ONLY_THE_API_TALKS_TO_THE_SERVER = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Api")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Transport.class);
}
