package dev.basin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
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

  /** A store says what is there, a study what is asked, a report what was found: none trains. */
  @ArchTest
  static final ArchRule whatIsAskedWhereItLiesAndWhoDoesItPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("stats")
          .definedBy("dev.basin.lab.stats..")
          .layer("study")
          .definedBy("dev.basin.lab.study")
          .layer("yaml")
          .definedBy("dev.basin.lab.study.yaml")
          .layer("store")
          .definedBy("dev.basin.lab.store..")
          .layer("run")
          .definedBy("dev.basin.lab.run..")
          .layer("report")
          .definedBy("dev.basin.lab.report..")
          .whereLayer("stats")
          .mayNotAccessAnyLayer()
          .whereLayer("study")
          .mayOnlyAccessLayers("stats")
          .whereLayer("yaml")
          .mayOnlyAccessLayers("study")
          .whereLayer("store")
          .mayOnlyAccessLayers("study", "yaml")
          .whereLayer("run")
          .mayOnlyAccessLayers("study", "yaml", "store")
          .whereLayer("report")
          .mayOnlyAccessLayers("study", "store", "stats");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.basin.(**)").should().beFreeOfCycles();
}
