package dev.basin.cli;

import dev.basin.landscape.Iterates;
import dev.basin.network.Network;
import dev.basin.network.WeightsMismatchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/**
 * Iterates in weight files.
 *
 * @param network whose weights they are
 * @param files in order
 */
record IterateFiles(Network network, List<MeasuredWeights> files) implements Iterates {
  private static final String ENDING = ".safetensors";

  /**
   * Finds the files.
   *
   * @param network whose weights they are
   * @param paths files, and folders, of which all safetensors files are taken in the order of their
   *     names
   */
  static IterateFiles of(Network network, List<Path> paths) throws IOException {
    List<MeasuredWeights> files = new ArrayList<>();
    for (Path path : paths) {
      for (Path file : Files.isDirectory(path) ? inside(path) : List.of(path)) {
        files.add(MeasuredWeights.of(file));
      }
    }
    return new IterateFiles(network, List.copyOf(files));
  }

  private static List<Path> inside(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> found = entries.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
      if (found.isEmpty()) {
        throw new WeightsMismatchException(folder + ": no file in it ends in " + ENDING);
      }
      return found;
    }
  }

  @Override
  public int size() {
    return files.size();
  }

  @Override
  public Tensor get(int k) {
    return files.get(k).load(network);
  }

  /** Refuses a result if a file is not what it was. */
  void requireUnchanged() throws IOException {
    for (MeasuredWeights file : files) {
      file.requireUnchanged();
    }
  }
}
