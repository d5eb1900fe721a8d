package dev.basin.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program that trains F1 and prints an {@link EpochReport}.
 *
 * @param name the short name used on the command line and in tables
 * @param command how it is started, before {@code --data --batch --epochs --threads}
 * @param missing why it cannot run here, empty if it can
 */
record Contender(String name, List<String> command, Optional<String> missing) {

  Contender {
    command = List.copyOf(command);
  }

  static Contender ready(String name, List<String> command) {
    return new Contender(name, command, Optional.empty());
  }

  static Contender missing(String name, String reason) {
    return new Contender(name, List.of(), Optional.of(reason));
  }

  /** The command line of one job. */
  List<String> commandFor(String data, int batch, int epochs, int threads) {
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of("--data", data));
    line.addAll(List.of("--batch", Integer.toString(batch)));
    line.addAll(List.of("--epochs", Integer.toString(epochs)));
    line.addAll(List.of("--threads", Integer.toString(threads)));
    return line;
  }
}
