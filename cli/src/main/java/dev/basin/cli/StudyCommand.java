package dev.basin.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code basin study}: the paper's tables and figures, and others of the kind. */
@Command(
    name = "study",
    mixinStandardHelpOptions = true,
    description = {
      "Run studies from files: which networks to train in which ways, and what to measure.",
      "Runs are kept in a store. A study that was stopped goes on where it was, and what several"
          + " studies ask for is done once."
    },
    subcommands = {
      StudyListCommand.class,
      StudyShowCommand.class,
      StudyPlanCommand.class,
      StudyRunCommand.class,
      StudyReportCommand.class,
      StudyExportCommand.class
    })
final class StudyCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "missing: list, show, plan, run, report or export");
    }
  }
}
