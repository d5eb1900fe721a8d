package dev.basin.lab.export.tensorboard;

import dev.basin.lab.export.StoredRun;
import dev.basin.lab.study.Study;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The folder of each run, {@code STUDY/NETWORK/ARM/trial-N}; with {@code NETWORK-DATA} where a
 * study has a network on several data sets, and {@code ARM-from-epoch-N} for warm starts.
 * Characters that some file system does not take become hyphens; a name that is taken already gets
 * a number.
 */
final class RunFolders {
  private final Set<Path> taken = new HashSet<>();

  /** The folder of a run below the export's. */
  Path next(StoredRun run) {
    Integer from = run.run().fromEpoch();
    Path arm =
        Path.of(
            safe(run.study().name()),
            safe(network(run)),
            safe(run.run().arm() + (from == null ? "" : "-from-epoch-" + from)));
    String trial = "trial-" + run.config().trial();
    Path folder = arm.resolve(trial);
    for (int k = 2; !taken.add(folder); k++) {
      folder = arm.resolve(trial + "-" + k);
    }
    return folder;
  }

  private static String network(StoredRun run) {
    Study study = run.study();
    String network = run.config().network();
    long sets = study.subjects().stream().filter(s -> s.network().equals(network)).count();
    return sets == 1 ? network : network + "-" + run.config().data();
  }

  private static String safe(String name) {
    return name.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^\\.+", "-");
  }
}
