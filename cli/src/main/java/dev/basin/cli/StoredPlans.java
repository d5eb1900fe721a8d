package dev.basin.cli;

import dev.basin.lab.RunFolderException;
import dev.basin.lab.store.RunStore;
import dev.basin.lab.study.Plan;
import dev.basin.lab.study.Scale;
import dev.basin.lab.study.yaml.StudyFile;
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
    List<String> leftOut = new ArrayList<>();
    for (StudyFile file : files) {
      if (files.size() == 1 || store.hasPlan(file, scale)) {
        plans.add(store.plan(file, scale));
      } else {
        leftOut.add(
            "basin: study "
                + file.name()
                + " was never run at scale "
                + scale.label()
                + " in this store; left out");
      }
    }
    if (plans.isEmpty()) {
      throw new RunFolderException(
          "none of the "
              + files.size()
              + " studies was ever run at scale "
              + scale.label()
              + " in "
              + store.root()
              + "; run one with 'basin study run', or name another --store or --scale");
    }
    leftOut.forEach(System.err::println);
    return plans;
  }
}
