package dev.basin.lab.report;

import dev.basin.data.LastBatch;
import dev.basin.lab.ComparisonResult;
import dev.basin.lab.Environment;
import dev.basin.lab.RunResult;
import dev.basin.lab.TrialResult;
import dev.basin.lab.figure.Numbers;
import dev.basin.sharpness.SharpnessResult;
import java.util.List;
import java.util.TreeMap;

/** What somebody needs who wants to check or repeat the comparison. */
final class Details {

  private Details() {}

  static void write(Markup page, ComparisonResult result) {
    page.open("section").element("h2", "Details").element("h3", "Runs");
    runs(page, result);
    page.element("h3", "Sharpness, run by run");
    sharpness(page, result);
    page.element("h3", "Setting and machine");
    setting(page, result);
    PageFrame.reproduction(page, result.command());
    page.close("section");
  }

  private static void runs(Markup page, ComparisonResult result) {
    open(
        page,
        "Trial",
        "",
        "Batch",
        "Epochs",
        "Stopped by",
        "f, nats",
        "Train, %",
        "Test loss, nats",
        "Test, %",
        "‖x − x₀‖",
        "‖∇f‖",
        "Training",
        "Measuring");
    for (TrialResult trial : result.trials()) {
      run(page, trial, "SB", trial.small());
      run(page, trial, "LB", trial.large());
    }
    close(page);
  }

  private static void run(Markup page, TrialResult trial, String regime, RunResult run) {
    row(
        page,
        Integer.toString(trial.trial()),
        regime,
        Numbers.count(run.batchSize()),
        Integer.toString(run.epochs().size()),
        run.diverged() ? "diverged" : run.stopped(),
        Numbers.significant(run.trainLoss(), 3),
        Numbers.fixed(run.trainAccuracy(), 2),
        Numbers.significant(run.testLoss(), 3),
        Numbers.fixed(run.testAccuracy(), 2),
        Numbers.significant(run.distance(), 3),
        Numbers.significant(run.gradientNorm(), 3),
        Numbers.duration(run.trainSeconds()),
        Numbers.duration(run.measureSeconds()));
  }

  private static void sharpness(Markup page, ComparisonResult result) {
    open(
        page,
        "Trial",
        "",
        "ε",
        "Space",
        "φ, %",
        "max f, nats",
        "Found by",
        "Iterations",
        "Evaluations",
        "Not finite",
        "At bound",
        "Ended because",
        "Subspace seed");
    for (TrialResult trial : result.trials()) {
      sharpness(page, trial, "SB", trial.small().sharpness());
      sharpness(page, trial, "LB", trial.large().sharpness());
    }
    close(page);
  }

  private static void sharpness(
      Markup page, TrialResult trial, String regime, List<SharpnessResult> values) {
    for (SharpnessResult value : values) {
      row(
          page,
          Integer.toString(trial.trial()),
          regime,
          Numbers.epsilon(value.epsilon()),
          value.subspace() == null ? "full" : "p = " + value.subspace(),
          "≥ " + Numbers.significant(value.sharpness(), 3),
          Numbers.significant(value.maximum(), 3),
          value.maximizer(),
          Integer.toString(value.iterations()),
          Integer.toString(value.evaluations()),
          Integer.toString(value.nonFinite()),
          Numbers.fixed(100 * value.atBound(), 1) + " %",
          value.termination(),
          value.subspaceSeed() == null ? "" : Long.toString(value.subspaceSeed()));
    }
  }

  private static void setting(Markup page, ComparisonResult result) {
    Environment environment = result.environment();
    page.open("dl");
    entry(page, "Network", result.network() + ", n = " + Numbers.count(result.parameters()));
    entry(
        page,
        "Data",
        result.data()
            + ", "
            + Numbers.count(result.trainPoints())
            + " training and "
            + Numbers.count(result.testPoints())
            + " test points");
    if (!result.dataOrigin().isEmpty()) {
      entry(page, "Origin of the data", result.dataOrigin());
    }
    entry(page, "Data digest (SHA-256)", result.dataDigest());
    entry(
        page,
        "Chunk size in evaluations",
        Numbers.count(result.chunkSize())
            + " points at most; training points in "
            + result.trainChunks().describe()
            + ", test points in "
            + result.testChunks().describe());
    entry(
        page,
        "Points that whole batches leave over",
        result.lastBatch().equals(LastBatch.DROP.label())
            ? "left out of the epoch"
            : "a smaller last batch");
    entry(page, "Optimiser", result.optimizer());
    entry(page, "Stopping rule", result.stoppingRule());
    entry(page, "Seed", Long.toString(result.seed()));
    entry(page, "Finished", result.created());
    entry(page, "Wall-clock time", Numbers.duration(result.seconds()));
    entry(
        page,
        "Peak memory",
        result.peakMemoryBytes() > 0 ? Numbers.bytes(result.peakMemoryBytes()) : "not known");
    entry(
        page,
        "Machine",
        environment.processor()
            + ", "
            + environment.cores()
            + (environment.cores() == 1 ? " core, " : " cores, ")
            + Numbers.bytes(environment.memoryBytes())
            + ", "
            + environment.operatingSystem());
    entry(page, "Matrix library", environment.blas());
    entry(page, "Basin", environment.basin() + ", commit " + environment.commit());
    new TreeMap<>(environment.versions()).forEach((name, version) -> entry(page, name, version));
    page.close("dl");
    page.element(
        "p",
        "All numbers in full precision: summary.json, runs.csv, epochs.csv, sharpness.csv and"
            + " landscape.csv beside this page; figures as SVG and PNG under figures/.",
        "class",
        "note");
  }

  private static void entry(Markup page, String name, String value) {
    page.element("dt", name).element("dd", value);
  }

  private static void open(Markup page, String... heads) {
    page.open("div", "class", "wide", "tabindex", "0").open("table");
    PageFrame.heads(page, List.of(heads));
    page.open("tbody");
  }

  private static void row(Markup page, String... cells) {
    page.open("tr");
    for (String cell : cells) {
      page.element("td", cell);
    }
    page.close("tr");
  }

  private static void close(Markup page) {
    page.close("tbody").close("table").close("div");
  }
}
