package dev.basin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The borders inside core: who may know whom. An instrument asks a function of one flat vector, so
 * it knows no network; a network is only asked, so it knows neither objective nor instrument.
 */
@AnalyzeClasses(packages = "dev.basin", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule dependenciesPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("machine")
          .definedBy("dev.basin.machine..")
          .layer("engine")
          .definedBy("dev.basin.engine..")
          .layer("data")
          .definedBy("dev.basin.data..")
          .layer("network")
          .definedBy("dev.basin.network..")
          .layer("objective")
          .definedBy("dev.basin.objective..")
          .layer("optim")
          .definedBy("dev.basin.optim..")
          .layer("train")
          .definedBy("dev.basin.train..")
          .layer("sharpness")
          .definedBy("dev.basin.sharpness..")
          .layer("curvature")
          .definedBy("dev.basin.curvature..")
          .layer("landscape")
          .definedBy("dev.basin.landscape..")
          .whereLayer("machine")
          .mayNotAccessAnyLayer()
          .whereLayer("engine")
          .mayOnlyAccessLayers("machine")
          .whereLayer("data")
          .mayOnlyAccessLayers("machine", "engine")
          .whereLayer("network")
          .mayOnlyAccessLayers("engine")
          .whereLayer("objective")
          .mayOnlyAccessLayers("engine", "data", "network")
          .whereLayer("optim")
          .mayOnlyAccessLayers("engine", "objective")
          .whereLayer("train")
          .mayOnlyAccessLayers("engine", "data", "network", "objective", "optim")
          .whereLayer("sharpness")
          .mayOnlyAccessLayers("engine", "objective", "optim")
          .whereLayer("curvature")
          .mayOnlyAccessLayers("engine", "objective")
          .whereLayer("landscape")
          .mayOnlyAccessLayers("engine", "objective", "optim");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.basin.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule coreKnowsNeitherLabNorCommand =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.basin.lab..", "dev.basin.cli..", "picocli..");

  /** A library returns or throws; what is printed, and when a process ends, the command decides. */
  @ArchTest
  static final ArchRule coreNeverEndsTheProcess =
      noClasses().should().callMethod(System.class, "exit", int.class);
}
