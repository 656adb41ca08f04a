package io.symbolon.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What users name is in one package; how it comes to be is in the other, which nobody sees. */
@AnalyzeClasses(packages = "io.symbolon.spring", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule WHAT_USERS_NAME_DOES_NOT_KNOW_HOW_IT_IS_CONFIGURED = noClasses()
            .that()
            .resideInAPackage("io.symbolon.spring")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.symbolon.spring.autoconfigure..");

    @ArchTest
    static final ArchRule NOTHING_IN_AUTOCONFIGURE_IS_PUBLIC = classes()
            .that()
            .resideInAPackage("io.symbolon.spring.autoconfigure..")
            .and()
            .areTopLevelClasses()
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.symbolon.spring.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOTHING_INSIDE_CORE_IS_USED =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.symbolon.internal..");
}
