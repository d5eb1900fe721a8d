package dev.basin.cli;

import dev.basin.landscape.Measurement;
import dev.basin.landscape.PointLog;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a measurement keeps its points, so that it can be interrupted. */
final class PointsOption {
  private static final String NAME = "--" + PointsFile.NAME;

  @Option(names = NAME, paramLabel = "FILE", description = PointsFile.HELP)
  private @Nullable Path file;

  /** As the option was called while no command measured runs of a store. */
  @Option(names = "--store", hidden = true)
  private @Nullable Path former;

  /** Refuses a file that cannot be written, before any work is done. */
  void check() {
    if (former != null) {
      throw new IllegalArgumentException(
          "--store names a store of runs; give "
              + NAME
              + " "
              + former
              + " to keep points in a file");
    }
    if (file != null) {
      OutputFile.requireWritable(file, NAME);
    }
  }

  /** Refuses a file that another option names, too. */
  void requireOtherThan(String option, @Nullable Path other) {
    OutputFile.requireDifferent(NAME, file, option, other);
  }

  /** What to do after Ctrl-C. */
  String advice() {
    return file == null
        ? "nothing was kept; run the command again, with " + NAME + " FILE to be able to go on"
        : "what was measured is in " + file + "; run the command again to go on";
  }

  /** Opens the file, or a log in memory. */
  PointLog open(Measurement measurement) throws IOException {
    return file == null ? PointLog.inMemory(measurement) : PointLog.open(file, measurement);
  }

  /** The same for a second series of points, in a file whose name has an ending more. */
  PointLog open(Measurement measurement, String ending) throws IOException {
    return file == null
        ? PointLog.inMemory(measurement)
        : PointLog.open(file.resolveSibling(file.getFileName() + ending), measurement);
  }
}
