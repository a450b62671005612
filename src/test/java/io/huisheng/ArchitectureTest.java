package io.huisheng;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.implement;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.mock;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.huisheng.casefile.CaseSection;
import io.huisheng.casefile.StaffSection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.modulith.core.ApplicationModules;

@DisplayName("The house")
@AnalyzeClasses(packages = "io.huisheng", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @Test
    void everyRoomKeepsToItsDoors() {
        ApplicationModules.of(HuishengApplication.class).verify();
    }

    @ArchTest
    static final ArchRule onlyTheProcessRoomKnowsTheEngine = noClasses()
            .that()
            .resideOutsideOfPackage("io.huisheng.process..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..");

    @ArchTest
    static final ArchRule noDiagramTalksToTheWorldOutside = noClasses()
            .that()
            .resideInAPackage("io.huisheng.process..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.mail..", "jakarta.mail..", "java.net.http..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.web.client.RestClient")
            .because("a provider that hangs must never hold a job of the engine (reliability 3.4)");

    @ArchTest
    static final ArchRule everybodyAsksTheClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callConstructor(java.util.Date.class)
            .because("a moment that does not come from " + Clock.class.getName()
                    + " cannot be moved by a test or the demo");

    @ArchTest
    static void everyPartOfACaseIsOnItsPage(JavaClasses house) throws IOException {
        var page = new ClassPathResource("templates/casefile/case.html").getContentAsString(StandardCharsets.UTF_8);
        var parts = Stream.concat(
                        partsOf(house, CaseSection.class).map(CaseSection::name),
                        partsOf(house, StaffSection.class).map(StaffSection::name))
                .toList();
        assertThat(parts)
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(page).contains("('" + name + "')"));
    }

    private static <T> Stream<T> partsOf(JavaClasses house, Class<T> kind) {
        return house.that(implement(kind)).stream().map(type -> kind.cast(mock(type.reflect(), CALLS_REAL_METHODS)));
    }

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .because("a sleep hopes, it does not know");

    @ArchTest
    static final ArchRule theDemoStaysOutOfEverything = noClasses()
            .that()
            .resideOutsideOfPackage("io.huisheng.demo..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.huisheng.demo..");
}
