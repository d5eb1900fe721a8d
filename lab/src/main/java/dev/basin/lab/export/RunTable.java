package dev.basin.lab.export;

import dev.basin.lab.export.TableForm.Value;
import dev.basin.lab.store.TrialOutcome;
import dev.basin.lab.study.Plan;
import dev.basin.lab.study.TrialConfig;
import dev.basin.objective.Evaluation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code runs}. */
final class RunTable {
  private RunTable() {}

  static Table of(Plan plan, List<StoredRun> runs) {
    return new TableForm<StoredRun>("runs")
        .text("study", run -> plan.study().name())
        .text("scale", run -> plan.study().scale().label())
        .text("key", StoredRun::key)
        .text("state", run -> run.state().label())
        .text("remark", run -> run.remark().isEmpty() ? null : run.remark())
        .text("network", run -> run.config().network())
        .text("data", run -> run.config().data())
        .text("arm", run -> run.run().arm())
        .text("batch", run -> run.config().batch().toText())
        .integer("trial", run -> run.config().trial())
        .integer("seed", run -> run.config().seed())
        .integer("limit", run -> run.config().limit())
        .text("optimizer", run -> run.config().optimizer().toText())
        .text("remedies", run -> String.join(" ", run.config().remedies()))
        .text("from_key", RunTable::fromKey)
        .integer("from_epoch", run -> run.run().fromEpoch())
        .text("stopped", outcome(TrialOutcome::stopped))
        .truth("diverged", outcome(TrialOutcome::diverged))
        .integer("epochs", outcome(TrialOutcome::epochs))
        .real("train_loss_nats", outcome(ended -> loss(ended.train())))
        .real("train_accuracy_percent", outcome(ended -> accuracy(ended.train())))
        .real("test_loss_nats", outcome(ended -> loss(ended.test())))
        .real("test_accuracy_percent", outcome(ended -> accuracy(ended.test())))
        .real("distance_from_start", outcome(TrialOutcome::distance))
        .fill(runs);
  }

  private static @Nullable String fromKey(StoredRun run) {
    TrialConfig.Iterate from = run.config().from();
    return from == null ? null : from.trial();
  }

  private static <T> Value<StoredRun, T> outcome(Value<TrialOutcome, T> value) {
    return run -> {
      TrialOutcome outcome = run.outcome();
      return outcome == null ? null : value.of(outcome);
    };
  }

  private static @Nullable Double loss(@Nullable Evaluation evaluation) {
    return evaluation == null ? null : evaluation.loss();
  }

  private static @Nullable Double accuracy(@Nullable Evaluation evaluation) {
    return evaluation == null ? null : evaluation.accuracy();
  }
}
