package dev.basin.cli;

import dev.basin.engine.Sha256;
import dev.basin.lab.RunFolderException;
import dev.basin.network.Network;
import dev.basin.network.Weights;
import dev.basin.network.WeightsMismatchException;
import dev.basin.objective.DatasetObjective;
import dev.basin.objective.Evaluation;
import dev.basin.objective.FiniteLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.pytorch.Tensor;

/**
 * A weight file that is measured: known by its SHA-256, which must be the same when the measurement
 * ends.
 *
 * @param file a safetensors file
 * @param sha256 of its bytes before it was read, in lower-case hexadecimal digits
 */
record MeasuredWeights(Path file, String sha256) {

  /** Takes the file's digest. */
  static MeasuredWeights of(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new WeightsMismatchException(file + ": no such weight file");
    }
    return new MeasuredWeights(file, Sha256.of(file));
  }

  /** Reads the weights; the caller's scope owns them. */
  Tensor load(Network network) {
    return Weights.load(file, network);
  }

  /**
   * Loss and accuracy at the weights, which whatever is measured there starts from.
   *
   * @param f the function
   * @param x what {@link #load} read
   * @throws dev.basin.objective.NonFiniteLossException naming the file, if the loss is not finite
   */
  Evaluation evaluate(DatasetObjective f, Tensor x) {
    Evaluation here = f.evaluate(x);
    FiniteLoss.require(here.loss(), " at " + file);
    return here;
  }

  /**
   * Refuses a result if the file is not what it was.
   *
   * @throws RunFolderException if it changed
   */
  void requireUnchanged() throws IOException {
    if (!Sha256.of(file).equals(sha256)) {
      throw new RunFolderException(
          file + " has changed while it was measured; measure again when it is finished");
    }
  }
}
