package dev.basin.bench;

import dev.basin.data.FetchProgress;
import dev.basin.data.fetch.DataStore;
import dev.basin.data.image.ImageFolder;
import dev.basin.data.image.ImageFolderOptions;
import dev.basin.data.prepared.PreparedSet;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What every comparison is told. */
final class RunOptions {
  @Option(
      names = "--data",
      required = true,
      description =
          "F1: MNIST's four uncompressed IDX files; C1 and C2: CIFAR-10 as an image folder, or as"
              + " the set prepared from it")
  private Path data = Path.of("");

  @Option(
      names = {"--batch", "--batches"},
      split = ",",
      description = "default 256 and a tenth of the training set")
  private List<Integer> batches = List.of();

  @Option(
      names = "--only",
      split = ",",
      description = "contenders by name; default: all usual ones")
  private List<String> only = List.of();

  @Option(names = "--rounds", description = "default ${DEFAULT-VALUE}")
  private int rounds = 3;

  @Option(names = "--quick", description = "one short round, to see that everything runs")
  private boolean quick;

  @Option(names = "--cores", description = "cores to use; default all")
  private int cores = Runtime.getRuntime().availableProcessors();

  @Option(names = "--python", description = "default ${DEFAULT-VALUE}")
  private Path python = Path.of("/usr/bin/python3");

  @Option(names = "--bench", description = "this module's directory")
  private Path bench = Path.of("bench");

  /** What contenders read; an image folder is decoded first, once. */
  Path data(Workload workload) {
    return workload.network().input().isImage() && !PreparedSet.isOne(data)
        ? ImageFolder.prepare(
            data,
            ImageFolderOptions.DEFAULT,
            DataStore.ofProcess(null),
            cores,
            FetchProgress.SILENT)
        : data;
  }

  List<Integer> batches(Workload workload) {
    return batches.isEmpty() ? workload.batches() : batches;
  }

  List<String> only() {
    return only;
  }

  int rounds() {
    return quick ? 1 : rounds;
  }

  boolean quick() {
    return quick;
  }

  int cores() {
    return cores;
  }

  Path python() {
    return python;
  }

  Path bench() {
    return bench;
  }
}
