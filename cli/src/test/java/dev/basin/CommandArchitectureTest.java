package dev.basin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The whole house: the command stands on lab and core, and nothing stands on the command. */
@AnalyzeClasses(packages = "dev.basin", importOptions = DoNotIncludeTests.class)
final class CommandArchitectureTest {

  @ArchTest
  static final ArchRule nothingKnowsTheCommand =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.basin.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.basin.cli..", "picocli..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.basin.(**)").should().beFreeOfCycles();
}
