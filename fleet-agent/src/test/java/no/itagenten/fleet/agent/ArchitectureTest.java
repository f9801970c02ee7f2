package no.itagenten.fleet.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;

/** The agent stands alone: what it shares with the server is the protocol. */
class ArchitectureTest {
    private static final String ROOT = "no.itagenten.fleet.agent";
    private static final JavaClasses AGENT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void onlyMainWritesToStandardStreams() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Main")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .allowEmptyShould(true)
                .check(AGENT);
    }

    @Test
    void knowsNoOtherProgram() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("no.itagenten.fleet.fleetd..", "no.itagenten.fleet.fleetctl..")
                .allowEmptyShould(true)
                .check(AGENT);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(AGENT);
    }
}
