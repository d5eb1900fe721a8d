package dev.basin.cli;

import dev.basin.lab.study.Plan;
import dev.basin.lab.study.RunStore;
import dev.basin.lab.study.Scale;
import dev.basin.lab.study.StudyFile;
import java.util.ArrayList;
import java.util.List;

/** What studies asked for when they were last run. */
final class StoredPlans {
  private StoredPlans() {}

  /** The plans in a store; of several studies, those never run are named and left out. */
  static List<Plan> of(StudyOptions studies, RunStore store) {
    List<StudyFile> files = studies.files();
    Scale scale = studies.scale();
    List<Plan> plans = new ArrayList<>();
    for (StudyFile file : files) {
      if (files.size() == 1 || store.hasPlan(file, scale)) {
        plans.add(store.plan(file, scale));
      } else {
        System.err.println(
            "basin: study "
                + file.name()
                + " was never run at scale "
                + scale.label()
                + " in this store; left out");
      }
    }
    return plans;
  }
}
