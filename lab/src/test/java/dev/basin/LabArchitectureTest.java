package dev.basin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The lab uses core and is used by the command; it knows nothing of command lines. */
@AnalyzeClasses(packages = "dev.basin", importOptions = DoNotIncludeTests.class)
final class LabArchitectureTest {

  @ArchTest
  static final ArchRule labDoesNotKnowTheCommand =
      noClasses()
          .that()
          .resideInAPackage("dev.basin.lab..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.basin.cli..", "picocli..");

  @ArchTest
  static final ArchRule labNeverEndsTheProcess =
      noClasses()
          .that()
          .resideInAPackage("dev.basin.lab..")
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.basin.(**)").should().beFreeOfCycles();
}
