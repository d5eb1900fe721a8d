package dev.basin.lab.run;

import dev.basin.data.Dataset;
import dev.basin.data.DatasetInfo;
import dev.basin.engine.Cancellation;
import dev.basin.engine.RandomStream;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import dev.basin.objective.DatasetObjective;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** How fast one thread of this machine computes gradients of a network. */
final class Calibration {
  /** A gradient of about a tenth of a second, so that what each call costs hardly counts. */
  private static final double OPERATIONS = 1e10;

  private static final int FEWEST_POINTS = 16;
  private static final int MOST_POINTS = 2048;
  private static final int ROUNDS = 3;

  private Calibration() {}

  /**
   * Floating-point operations a second: the median of three gradients over noise, of so many points
   * that one takes about a tenth of a second.
   *
   * @param alone one worker
   */
  static double flopsPerSecond(Network network, Workers alone) {
    int features = Math.toIntExact(network.inputs());
    int points =
        (int) Math.min(MOST_POINTS, Math.max(FEWEST_POINTS, OPERATIONS / network.gradientFlops()));
    float[] values = new float[points * features];
    RandomStream random = new RandomStream(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = (random.nextLong() >>> 40) * 0x1.0p-24f;
    }
    long[] labels = new long[points];
    Arrays.setAll(labels, i -> i % network.classes());
    DatasetInfo info =
        new DatasetInfo("noise", Math.toIntExact(network.classes()), network.input(), "", "");
    double[] seconds = new double[ROUNDS];
    try (PointerScope scope = new PointerScope();
        Dataset noise = Dataset.ofFloats(info, values, labels)) {
      Tensor x = torch.zeros(network.layout().dimension());
      network.initialise(x, 1);
      Tensor gradient =
          torch.zeros(
              new long[] {network.layout().dimension()},
              new TensorOptions(torch.ScalarType.Double));
      DatasetObjective f = new DatasetObjective(network, noise, points, alone, new Cancellation());
      f.valueAndGradient(x, gradient); // the first one is slower
      for (int k = 0; k < ROUNDS; k++) {
        long begin = System.nanoTime();
        f.valueAndGradient(x, gradient);
        seconds[k] = (System.nanoTime() - begin) * 1e-9;
      }
    }
    Arrays.sort(seconds);
    return points * (double) network.gradientFlops() / seconds[ROUNDS / 2];
  }
}
