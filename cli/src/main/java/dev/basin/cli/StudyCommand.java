package dev.basin.cli;

import picocli.CommandLine.Command;

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
final class StudyCommand {}
