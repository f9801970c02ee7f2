package no.itagenten.fleet.fleetd;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;

/** Which room of the server may know which library, and which room which other. */
class ArchitectureTest {
    private static final String ROOT = "no.itagenten.fleet.fleetd";
    private static final JavaClasses FLEETD = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void onlyMainWritesToStandardStreams() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Main")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .allowEmptyShould(true)
                .check(FLEETD);
    }

    @Test
    void onlyMainKnowsPicocli() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .allowEmptyShould(true)
                .check(FLEETD);
    }

    @Test
    void onlyHttpAndSessionAndTheCompositionRootKnowUndertow() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".http..", ROOT + ".session..")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".Fleetd")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.undertow..")
                .allowEmptyShould(true)
                .check(FLEETD);
    }

    @Test
    void onlyTheStoreKnowsDatabaseLibraries() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jdbi..", "org.flywaydb..", "com.zaxxer..")
                .allowEmptyShould(true)
                .check(FLEETD);
    }

    @Test
    void onlyTwoRoomsKnowHowTokensAreWritten() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".jwt..", ROOT + ".oidc..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.nimbusds..")
                .check(FLEETD);
    }

    @Test
    void theDomainKnowsNeitherItsEntrancesNorItsStore() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".device..",
                        ROOT + ".command..",
                        ROOT + ".log..",
                        ROOT + ".metric..",
                        ROOT + ".enrollment..",
                        ROOT + ".access..",
                        ROOT + ".audit..",
                        ROOT + ".jwt..",
                        ROOT + ".oidc..",
                        ROOT + ".event..",
                        ROOT + ".fleet..",
                        ROOT + ".policy..",
                        ROOT + ".secret..",
                        ROOT + ".time..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".http..", ROOT + ".session..", ROOT + ".store..")
                .allowEmptyShould(true)
                .check(FLEETD);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(FLEETD);
    }
}
