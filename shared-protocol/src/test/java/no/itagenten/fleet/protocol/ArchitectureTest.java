package no.itagenten.fleet.protocol;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;

/** The wire format is plain data: it knows gson and nothing that prints, stores or connects. */
class ArchitectureTest {
    private static final String ROOT = "no.itagenten.fleet.protocol";
    private static final JavaClasses PROTOCOL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void knowsOnlyJavaAndGson() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + "..", "java..", "com.google.gson..")
                .allowEmptyShould(true)
                .check(PROTOCOL);
    }

    @Test
    void writesToNoStandardStream() {
        noClasses()
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .allowEmptyShould(true)
                .check(PROTOCOL);
    }

    /** The codec is the front of the json package, which has to know the types it reads and writes. */
    @Test
    void packagesHaveNoCyclesButForTheCodec() {
        slices().matching("no.itagenten.fleet.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(name(ROOT + ".MessageCodec"), resideInAPackage(ROOT + ".json"))
                .allowEmptyShould(true)
                .check(PROTOCOL);
    }
}
