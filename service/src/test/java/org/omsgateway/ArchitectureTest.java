package org.omsgateway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

/** Imports flow one way. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.omsgateway");

    @Test
    void importsFlowFromTheEntryPointsToTheRules() {
        layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true)
                .layer("root").definedBy("org.omsgateway")
                .layer("cli").definedBy("org.omsgateway.cli..")
                .layer("report").definedBy("org.omsgateway.report..")
                .layer("status").definedBy("org.omsgateway.status..")
                .layer("proxy").definedBy("org.omsgateway.proxy..")
                .layer("auth").definedBy("org.omsgateway.auth..")
                .layer("agent").definedBy("org.omsgateway.agent..")
                .layer("config").definedBy("org.omsgateway.config..")
                .layer("store").definedBy("org.omsgateway.store..")
                .layer("watch").definedBy("org.omsgateway.watch..")
                .layer("policy").definedBy("org.omsgateway.policy..")
                .layer("tls").definedBy("org.omsgateway.tls..")
                .layer("x509").definedBy("org.omsgateway.x509..")
                .layer("windows").definedBy("org.omsgateway.windows..")
                .whereLayer("report").mayOnlyBeAccessedByLayers("cli")
                .whereLayer("status").mayOnlyBeAccessedByLayers("root", "cli", "report")
                .whereLayer("proxy").mayOnlyBeAccessedByLayers("root", "cli", "status")
                .whereLayer("agent").mayOnlyBeAccessedByLayers("root", "cli")
                .whereLayer("auth").mayOnlyBeAccessedByLayers("proxy")
                .whereLayer("config").mayOnlyBeAccessedByLayers("root", "cli", "proxy", "auth", "store")
                .whereLayer("store").mayOnlyBeAccessedByLayers("root")
                .whereLayer("watch").mayOnlyBeAccessedByLayers("root", "agent", "config", "store")
                .whereLayer("policy").mayOnlyBeAccessedByLayers("root", "cli", "status", "proxy", "agent", "config")
                .whereLayer("tls").mayOnlyBeAccessedByLayers("root", "cli", "status", "proxy", "config")
                .whereLayer("x509").mayOnlyBeAccessedByLayers("policy", "tls")
                .whereLayer("windows").mayOnlyBeAccessedByLayers("status", "store")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.omsgateway.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void classesOfAPackageHaveNoCycles() {
        slices().assignedFrom(new TopLevelClasses()).should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void x509TlsAndPolicyKnowNeitherNettyNorJna() {
        noClasses().that(resideInAnyPackage("org.omsgateway.x509..", "org.omsgateway.tls..", "org.omsgateway.policy.."))
                .should().dependOnClassesThat(resideInAnyPackage("io.netty..", "com.sun.jna..")).check(CLASSES);
    }

    @Test
    void x509StandsOnNothing() {
        classes().that().resideInAPackage("org.omsgateway.x509..")
                .should().onlyDependOnClassesThat(resideInAnyPackage(
                        "org.omsgateway.x509..", "java.lang..", "java.net..", "java.nio..", "java.util.."))
                .check(CLASSES);
    }

    @Test
    void onlyWindowsClassesKnowJna() {
        noClasses().that().haveNameNotMatching(".*\\.Windows[^.]*")
                .should().dependOnClassesThat(resideInAnyPackage("com.sun.jna..")).check(CLASSES);
    }

    /** A class with its nested classes. */
    private static final class TopLevelClasses implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getName().replaceFirst("[$].*", ""));
        }

        @Override
        public String getDescription() {
            return "classes with those nested in them";
        }
    }
}
