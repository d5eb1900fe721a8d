package dev.basin.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program that trains a network and prints an {@link EpochReport} or a {@link StepReport}.
 *
 * @param name the short name used on the command line and in tables
 * @param command how it is started, before {@code --data --batch --threads} and {@code --epochs} or
 *     {@code --steps}
 * @param missing why it cannot run here, empty if it can
 * @param onRequest whether it takes part only where it is asked for by name
 */
record Contender(String name, List<String> command, Optional<String> missing, boolean onRequest) {

  Contender {
    command = List.copyOf(command);
  }

  static Contender ready(String name, List<String> command) {
    return new Contender(name, command, Optional.empty(), false);
  }

  static Contender missing(String name, String reason) {
    return new Contender(name, List.of(), Optional.of(reason), false);
  }

  /** The same, started with more words. */
  Contender with(String newName, String... words) {
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of(words));
    return new Contender(newName, line, missing, onRequest);
  }

  /** The same, only where it is asked for by name. */
  Contender whenAskedFor() {
    return new Contender(name, command, missing, true);
  }

  boolean takesPart(List<String> only) {
    return only.isEmpty() ? !onRequest : only.contains(name);
  }

  /** The command line of one job of whole epochs. */
  List<String> epochs(String data, int batch, int threads, int epochs) {
    return job(data, batch, threads, "--epochs", epochs);
  }

  /** The command line of one job of single steps. */
  List<String> steps(String data, int batch, int threads, int steps) {
    return job(data, batch, threads, "--steps", steps);
  }

  private List<String> job(String data, int batch, int threads, String length, int count) {
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of("--data", data));
    line.addAll(List.of("--batch", Integer.toString(batch)));
    line.addAll(List.of("--threads", Integer.toString(threads)));
    line.addAll(List.of(length, Integer.toString(count)));
    return line;
  }
}
