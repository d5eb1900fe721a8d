package dev.basin.cli;

import dev.basin.lab.FileFailure;
import dev.basin.lab.RunFolderException;
import dev.basin.lab.instrument.PointLogs;
import dev.basin.landscape.Measurement;
import dev.basin.landscape.PointLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the points of a measurement of weight files are kept, so that it can be stopped.
 *
 * @param file the first series goes here, and others beside it with an ending more; null to keep
 *     none
 */
record PointsFile(@Nullable Path file) {
  /** The option that names it, without hyphens. */
  static final String NAME = "points-file";

  static final String HELP =
      "Keep every point in this file as soon as it is measured, as tab-separated text; the same"
          + " command goes on where it was stopped.";

  private static final String OPTION = "--" + NAME;

  /** Refuses a file that cannot be written, before any work is done. */
  void check() {
    if (file != null) {
      OutputFile.requireWritable(file, OPTION);
    }
  }

  /** Refuses a file that another option names, too. */
  void requireOtherThan(String option, Path other) {
    OutputFile.requireDifferent(option, other, OPTION, file);
  }

  /**
   * What to do after Ctrl-C.
   *
   * @param possible whether the measurement can keep points
   */
  String advice(boolean possible) {
    if (file != null) {
      return "what was measured is in " + file + "; run the command again to go on";
    }
    return possible
        ? "nothing was kept; run the command again, with " + OPTION + " FILE to be able to go on"
        : "run the command again to measure";
  }

  /**
   * The points of a measurement.
   *
   * @param instrument its name
   * @param settings all that they depend on
   */
  PointLogs logs(String instrument, Map<String, String> settings) {
    Path first = file;
    if (first == null) {
      return PointLogs.NONE;
    }
    boolean[] opened = {false};
    return (series, columns) -> {
      Path place = opened[0] ? first.resolveSibling(first.getFileName() + "." + series) : first;
      opened[0] = true;
      try {
        return PointLog.open(place, new Measurement(instrument + " " + series, settings, columns));
      } catch (IOException e) {
        throw new RunFolderException(
            "cannot write "
                + place
                + ": "
                + FileFailure.reason(e)
                + "; choose another "
                + OPTION
                + ", or give this one room and write permission",
            e);
      }
    };
  }
}
