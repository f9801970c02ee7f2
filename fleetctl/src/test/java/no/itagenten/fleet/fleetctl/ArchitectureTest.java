package no.itagenten.fleet.fleetctl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;

/** Commands know the client, the output and the streams; none of these know a command. */
class ArchitectureTest {
    private static final String ROOT = "no.itagenten.fleet.fleetctl";
    private static final JavaClasses FLEETCTL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void onlyMainAndIoTouchStandardStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".io..")
                .and()
                .haveSimpleNameNotEndingWith("Main")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .allowEmptyShould(true)
                .check(FLEETCTL);
    }

    @Test
    void clientOutputAndIoKnowNoCommand() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".client..", ROOT + ".output..", ROOT + ".io..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".command..", ROOT + ".shell..")
                .allowEmptyShould(true)
                .check(FLEETCTL);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(FLEETCTL);
    }
}
