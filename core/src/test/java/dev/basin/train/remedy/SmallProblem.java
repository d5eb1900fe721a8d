package dev.basin.train.remedy;

import dev.basin.Formula;
import dev.basin.data.Dataset;
import dev.basin.data.TrainTestData;
import dev.basin.engine.PointShape;
import dev.basin.engine.Team;
import dev.basin.network.Network;
import dev.basin.network.Parameters;
import dev.basin.network.Sequential;
import dev.basin.objective.CrossEntropy;
import dev.basin.optim.OptimizerConfig;
import dev.basin.train.BatchSchedule;
import dev.basin.train.StepGradient;
import dev.basin.train.StoppingRule;
import dev.basin.train.TestRuns;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingRun;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** A network of two hidden layers on pictures of 4 by 4 pixels, and a function known by hand. */
final class SmallProblem implements AutoCloseable {
  static final PointShape SHAPE = PointShape.image(1, 4, 4);
  static final int CLASSES = 5;
  static final int POINTS = 96;

  private static final Network NETWORK =
      Sequential.named("small", PointShape.vector(SHAPE.features()))
          .normalised(2, 12)
          .softmax(CLASSES);

  private final PointerScope scope = new PointerScope();
  private final Team team = new Team(1);
  final Network network = NETWORK;
  final TrainTestData data =
      new TrainTestData(
          Formula.dataset(POINTS, SHAPE, CLASSES, 1_000, 700_000),
          Formula.dataset(40, SHAPE, CLASSES, 100_000, 800_000));

  /** What each gradient of the quadratic gave its caller. */
  final List<Tensor> answers = new ArrayList<>();

  static TrainingConfig config(int batch, int epochs, String optimizer, String... remedies) {
    TrainingConfig plain =
        new TrainingConfig(
            BatchSchedule.constant(batch),
            new StoppingRule(epochs, epochs, 0),
            OptimizerConfig.parse(optimizer),
            99);
    return Remedies.parse(List.of(remedies)).applyTo(plain, NETWORK);
  }

  Tensor start() {
    Tensor x = torch.zeros(network.layout().dimension());
    network.initialise(x, 5);
    return x;
  }

  /** A run with everything installed. */
  TrainingRun run(TrainingConfig config) {
    TrainingRun run = TestRuns.of(network, data.train(), config, start(), team);
    config.hooks().forEach(hook -> hook.install(run));
    return run;
  }

  /**
   * A run on {@code f(w) = ½ Σ a_i w_i²} with {@code a = (1, 2, 3, 1, 2, 3, …)}, whatever the
   * batch; everything else is as it is.
   */
  TrainingRun onQuadratic(TrainingConfig config, Tensor x) {
    TrainingRun run = TestRuns.of(network, data.train(), config, x, team);
    run.wrapGradient(plain -> quadratic(x, run.g()));
    config.hooks().forEach(hook -> hook.install(run));
    return run;
  }

  /** A run on {@code ½ (w_0 − c)²}, c being the mean label of what the gradient is asked for. */
  TrainingRun onLabels(TrainingConfig config, Tensor x) {
    TrainingRun run = TestRuns.of(network, data.train(), config, x, team);
    run.wrapGradient(
        plain ->
            (inputs, labels, seed) -> {
              double mean = labels.to(torch.ScalarType.Double).mean().item_double();
              run.g().zero_();
              run.g().get(0).fill_(new Scalar(x.get(0).item_double() - mean));
              return torch.zeros(labels.numel(), CLASSES);
            });
    config.hooks().forEach(hook -> hook.install(run));
    return run;
  }

  private StepGradient quadratic(Tensor x, Tensor g) {
    Tensor a = slopes(x.numel());
    return (inputs, labels, seed) -> {
      torch.mul_out(g, a, x);
      Tensor logits = torch.zeros(labels.numel(), CLASSES);
      answers.add(logits);
      return logits;
    };
  }

  private static Tensor slopes(long n) {
    float[] a = new float[(int) n];
    for (int i = 0; i < n; i++) {
      a[i] = 1 + i % 3;
    }
    return Tensor.create(a);
  }

  Tensor inputs(int from, int count) {
    return data.train().inputs(from, count);
  }

  Tensor labels(int from, int count) {
    return data.train().labels(from, count);
  }

  /** A scalar whose derivative by the weights autograd is asked for. */
  interface Loss {
    Tensor of(Parameters weights);
  }

  /** The gradient of a loss in float64, by autograd. */
  double[] gradient(Tensor x, Loss loss) {
    Tensor g = torch.zeros(new long[] {x.numel()}, new TensorOptions(torch.ScalarType.Double));
    loss.of(Parameters.withGradient(network.layout(), x.to(torch.ScalarType.Double), g)).backward();
    return Formula.read(g);
  }

  /** The mean cross entropy in float64. */
  Tensor loss(Parameters weights, Tensor inputs, Tensor labels) {
    return CrossEntropy.mean(logits(weights, inputs), labels);
  }

  Tensor logits(Parameters weights, Tensor inputs) {
    return network.logits(weights, inputs.to(torch.ScalarType.Double));
  }

  Dataset train() {
    return data.train();
  }

  @Override
  public void close() {
    data.close();
    team.close();
    scope.close();
  }
}
