package io.symbolon;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Each layer uses those below it, never those above or beside, unless the table says so. */
class ArchitectureTest {
    private static final String ROOT = "io.symbolon";

    /** By bytecode {@code io.symbolon} is both top and bottom; as classes it is not. */
    private static final Set<String> FACADE = Set.of(
            "JwtUserSessionManager",
            "AccessTokenVerifier",
            "AccessTokens",
            "DeviceTokens",
            "HttpRevocationLog",
            "SharedRevocationLog",
            "LiveConnections",
            "LiveConnection",
            "LiveConnectionIndex",
            "VerifyingNode",
            "ManagerWiring",
            "ManagerSettings",
            "VerificationSettings",
            "VerifierSettings",
            "VerifierWiring",
            "SigningKeys",
            "RefreshTokenKeys");

    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("claims", Set.of()),
            Map.entry("pool", Set.of()),
            Map.entry("values", Set.of("json", "claims")),
            Map.entry("storage", Set.of("values", "claims")),
            Map.entry("memory", Set.of("storage", "values", "claims")),
            Map.entry("crypto", Set.of("pool", "values")),
            Map.entry("json", Set.of("claims", "pool")),
            Map.entry("keys", Set.of("crypto", "json", "values", "claims")),
            Map.entry("event", Set.of("json", "storage", "values", "claims")),
            Map.entry("token", Set.of("keys", "json", "values", "claims")),
            Map.entry("net", Set.of()),
            Map.entry("jwks", Set.of("keys", "net")),
            Map.entry("feed", Set.of("net", "json", "storage", "values", "claims")),
            Map.entry("binding", Set.of("keys", "token", "session", "json", "values", "claims")),
            Map.entry("rules", Set.of("storage", "values", "claims")),
            Map.entry("session", Set.of("json", "storage", "values", "claims")),
            Map.entry("revocation", Set.of("event", "storage", "values", "claims")),
            Map.entry(
                    "flow",
                    Set.of(
                            "token",
                            "binding",
                            "json",
                            "rules",
                            "session",
                            "revocation",
                            "event",
                            "storage",
                            "values",
                            "claims")),
            Map.entry(
                    "facade",
                    Set.of(
                            "flow",
                            "token",
                            "binding",
                            "jwks",
                            "feed",
                            "keys",
                            "crypto",
                            "rules",
                            "revocation",
                            "event",
                            "memory",
                            "storage",
                            "values",
                            "claims")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/testkit/"))
            .importPackages(ROOT);

    private static final class Layers implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith(ROOT) ? SliceIdentifier.of(layer(type)) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "the layers";
        }
    }

    @Test
    void everyLayerIsThere() {
        assertThat(CLASSES.stream().map(ArchitectureTest::layer).distinct())
                .containsExactlyInAnyOrderElementsOf(MAY_USE.keySet());
    }

    @Test
    void aLayerUsesOnlyThoseThatItMay() {
        List<String> forbidden = new ArrayList<>();
        for (JavaClass type : CLASSES) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (!target.getPackageName().startsWith(ROOT) || layer(target).equals(layer(type))) {
                    continue;
                }
                if (!MAY_USE.getOrDefault(layer(type), Set.of()).contains(layer(target))) {
                    forbidden.add(layer(type) + " uses " + layer(target) + ": " + dependency.getDescription());
                }
            }
        }
        assertThat(forbidden).isEmpty();
    }

    @Test
    void thereAreNoCyclesBetweenLayers() {
        slices().assignedFrom(new Layers()).should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theModuleExportsTheApiAndTheSpiOnly() throws IOException {
        String file = JwtUserSessionManager.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation() + "module-info.class";
        try (InputStream descriptor = URI.create(file).toURL().openStream()) {
            ModuleDescriptor module = ModuleDescriptor.read(descriptor);

            assertThat(module.exports())
                    .allMatch(export -> !export.isQualified())
                    .extracting(ModuleDescriptor.Exports::source)
                    .containsExactlyInAnyOrder(ROOT, ROOT + ".storage", ROOT + ".storage.memory");
            assertThat(module.opens()).isEmpty();
            assertThat(module.isOpen()).isFalse();
        }
    }

    @Test
    void nothingOfWhatIsExportedShowsAnInternalType() {
        List<String> leaks = new ArrayList<>();
        for (JavaClass type : CLASSES) {
            if (type.getPackageName().contains(".internal") || !isVisible(type)) {
                continue;
            }
            Stream.concat(type.getMethods().stream(), type.getConstructors().stream())
                    .filter(member -> isShown(member.getModifiers()))
                    .filter(ArchitectureTest::showsInternals)
                    .forEach(member -> leaks.add(member.getFullName()));
        }
        assertThat(leaks).isEmpty();
    }

    @Test
    void loggingIsTheSystemLoggersAndNoOtherLibraryIsReached() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.util.logging..",
                        "org.slf4j..",
                        "org.apache..",
                        "java.sql..",
                        "java.rmi..",
                        "javax.naming..",
                        "sun..",
                        "com.sun..",
                        "jdk..",
                        "com.fasterxml..",
                        "com.google..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".internal.json..", ROOT + ".internal.token..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tools.jackson..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".internal.token..", ROOT + ".internal.binding..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.benmanes..")
                .check(CLASSES);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".internal.keys.NewKey")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void timeComesFromAClockAndNothingSleeps() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(CLASSES);
        noClasses()
                .that(DescribedPredicate.describe(
                        "are below the facade",
                        type -> !Set.of("facade", "memory").contains(layer(type))))
                .should()
                .callMethod(Clock.class, "systemUTC")
                .check(CLASSES);
    }

    @Test
    void thereIsNoStaticMutableStateAndNothingToInheritFrom() {
        fields().that().areStatic().should().beFinal().check(CLASSES);
        assertThat(CLASSES.stream()
                        .filter(type -> !type.isInterface() && !type.isEnum() && !type.isAnonymousClass())
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.FINAL)))
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatMayBeNull() throws ClassNotFoundException {
        for (String name :
                CLASSES.stream().map(JavaClass::getPackageName).distinct().toList()) {
            assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
                    .as(name)
                    .isTrue();
        }
    }

    private static String layer(JavaClass type) {
        if (!type.getPackageName().equals(ROOT)) {
            return type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1);
        }
        String name = type.getName().substring(ROOT.length() + 1);
        int nested = name.indexOf('$');
        return FACADE.contains(nested < 0 ? name : name.substring(0, nested)) ? "facade" : "values";
    }

    private static boolean showsInternals(JavaCodeUnit member) {
        return Stream.concat(Stream.of(member.getRawReturnType()), member.getRawParameterTypes().stream())
                .anyMatch(type -> type.getPackageName().contains(".internal"));
    }

    private static boolean isVisible(JavaClass type) {
        return isShown(type.getModifiers());
    }

    private static boolean isShown(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }
}
