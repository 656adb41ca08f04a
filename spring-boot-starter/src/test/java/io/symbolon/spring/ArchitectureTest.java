package io.symbolon.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** What users name is in one package; how it comes to be is in the other, which nobody sees. */
class ArchitectureTest {
    private static final String AUTOCONFIGURE = "io.symbolon.spring.autoconfigure..";

    private final JavaClasses starter =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.symbolon.spring");

    @Test
    void whatUsersNameDoesNotKnowHowItIsConfigured() {
        noClasses()
                .that()
                .resideInAPackage("io.symbolon.spring")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(AUTOCONFIGURE)
                .check(starter);
    }

    @Test
    void nothingInAutoconfigureIsPublic() {
        classes()
                .that()
                .resideInAPackage(AUTOCONFIGURE)
                .and()
                .areTopLevelClasses()
                .should()
                .notBePublic()
                .check(starter);
    }

    @Test
    void nothingInsideTheOtherModulesIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.symbolon.internal..", "io.symbolon.web.internal..", "io.symbolon.http.internal..")
                .check(starter);
    }
}
