package nl.factuurstroom.testkit.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;

/**
 * What the code of every connector has in common, whatever rooms it needs. Needs {@code archunit-junit5} on the test's class
 * path.
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "nl.factuurstroom.connector.acme", importOptions = ImportOption.DoNotIncludeTests.class)
 * class AcmeArchitectureTest {
 *
 *     @ArchTest
 *     static final ArchTests EVERY_CONNECTOR = ArchTests.in(ConnectorRules.class);
 * }
 * }</pre>
 */
public final class ConnectorRules {

    private static final int MOST_PUBLIC_TYPES = 3;

    /** R1: at most three types are public. */
    @ArchTest
    public static final ArchRule FEW_TYPES_ARE_PUBLIC = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .arePublic()
            .should(new ArchCondition<>("be three at most") {

                private int number;

                @Override
                public void init(Collection<JavaClass> all) {
                    number = all.size();
                }

                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    events.add(new SimpleConditionEvent(
                            type, number <= MOST_PUBLIC_TYPES, type.getName() + " is one of " + number));
                }
            });

    /** R2: top-level classes are final. */
    @ArchTest
    public static final ArchRule CLASSES_ARE_FINAL = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .areNotInterfaces()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveModifier(JavaModifier.FINAL);

    /** R3: only {@code …Api} makes requests. */
    @ArchTest
    public static final ArchRule ONLY_THE_API_TOUCHES_HTTP = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Api")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(".*\\.(VendorRequest|HttpClient|HttpRequest)")
            .allowEmptyShould(true);

    /** R4: the time is the engine's, from an injected clock. */
    @ArchTest
    public static final ArchRule THE_CLOCK_IS_THE_ENGINES = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    private ConnectorRules() {}
}
