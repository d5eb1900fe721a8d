package dev.basin.cli;

import dev.basin.lab.study.StudyNetworks;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which of the networks of studies. */
final class StudyNetworksOption {
  @Option(
      names = "--only",
      paramLabel = "NETWORK",
      split = ",",
      description = "Only what concerns these networks, such as F1,C1 (default: all).")
  private List<String> only = List.of();

  Set<String> names() {
    return only.stream()
        .map(name -> StudyNetworks.byName(name).name())
        .collect(Collectors.toUnmodifiableSet());
  }
}
