package dev.basin.lab;

import dev.basin.data.TrainTestData;
import dev.basin.engine.Cancellation;
import dev.basin.engine.Team;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import dev.basin.network.WeightsFormatException;
import dev.basin.network.WeightsMismatchException;
import dev.basin.objective.DatasetObjective;
import dev.basin.train.Checkpoint;
import dev.basin.train.CheckpointFile;
import dev.basin.train.CheckpointMismatchException;
import dev.basin.train.Trainer;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingListener;
import dev.basin.train.TrainingResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Training whose state is saved now and then in a file, from which it goes on; it reaches the same
 * bits however often it was stopped.
 *
 * @param network the model
 * @param data training and test points
 * @param chunkSize the most points of a chunk when the test points are evaluated
 * @param config how to train
 * @param file where the state is kept
 * @param interval how often it is saved, at the end of the next epoch
 * @param cancellation stops it at the next step; the last finished epoch is then saved
 */
public record CheckpointedTraining(
    Network network,
    TrainTestData data,
    int chunkSize,
    TrainingConfig config,
    Path file,
    Duration interval,
    Cancellation cancellation) {

  /**
   * The state to go on from, or null for a fresh start; its tensors belong to the caller's {@code
   * PointerScope}.
   *
   * @throws UnusableCheckpointException if the file is damaged
   */
  public @Nullable Checkpoint saved() {
    if (!Files.exists(file)) {
      return null;
    }
    try {
      Checkpoint state = CheckpointFile.read(file);
      if (state.x().numel() != network.layout().dimension()) {
        throw new WeightsMismatchException(file + " is not a checkpoint of " + network.name());
      }
      return state;
    } catch (WeightsFormatException | WeightsMismatchException e) {
      throw new UnusableCheckpointException(
          "damaged checkpoint: "
              + e.getMessage()
              + "; or remove it and resume, and this run will start over",
          e);
    }
  }

  /**
   * Trains.
   *
   * @param x the start; holds the solution afterwards
   * @param from what {@link #saved} gave
   * @param workers who compute
   * @param most the most members of the team that computes the steps
   * @param listener hears of steps and epochs
   * @param epochs receives each epoch's state before it is saved
   * @throws UnusableCheckpointException if {@code from} is another run's; nothing was trained then
   * @throws CancellationException if stopped
   */
  public TrainingResult run(
      Tensor x,
      @Nullable Checkpoint from,
      Workers workers,
      int most,
      TrainingListener listener,
      Consumer<Checkpoint> epochs) {
    // never cancelled, so that an epoch that was trained is also saved
    DatasetObjective test =
        new DatasetObjective(network, data.test(), chunkSize, workers, new Cancellation());
    Trainer trainer = new Trainer(network, data, test, config, listener, cancellation);
    try (Team team = workers.team(most);
        CheckpointSaver saver = new CheckpointSaver(file, interval, config.stoppingRule())) {
      try {
        return trainer.train(x, from, epochs.andThen(saver), team);
      } catch (CheckpointMismatchException e) {
        throw new UnusableCheckpointException(
            file
                + " does not fit this run: "
                + e.getMessage()
                + "; remove it and resume, and this run will start over",
            e);
      } catch (CancellationException e) {
        saver.flush();
        throw e;
      }
    }
  }
}
