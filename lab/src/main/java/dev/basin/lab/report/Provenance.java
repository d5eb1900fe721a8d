package dev.basin.lab.report;

import dev.basin.lab.Environment;
import java.util.LinkedHashSet;
import java.util.Set;

/** With what, and on what, the runs of a study were made. */
final class Provenance {
  private final Set<String> machines = new LinkedHashSet<>();

  /** What the store says of the runs of a study. */
  static Provenance of(StudyView study) {
    Provenance provenance = new Provenance();
    for (RunView run : study.runs()) {
      run.environment().map(Provenance::describe).ifPresent(provenance.machines::add);
    }
    return provenance;
  }

  private static String describe(Environment environment) {
    return environment.processor()
        + ", "
        + environment.cores()
        + (environment.cores() == 1 ? " core, " : " cores, ")
        + environment.operatingSystem()
        + ", "
        + environment.blas()
        + ", Basin "
        + environment.basin()
        + ", commit "
        + environment.commit();
  }

  void write(Markup page) {
    if (!machines.isEmpty()) {
      page.element("h3", "Made on").open("ul");
      machines.forEach(machine -> page.element("li", machine));
      page.close("ul");
    }
  }
}
