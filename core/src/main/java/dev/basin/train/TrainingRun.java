package dev.basin.train;

import dev.basin.data.Dataset;
import dev.basin.engine.Seeds;
import dev.basin.engine.Team;
import dev.basin.network.BatchPasses;
import dev.basin.network.Network;
import dev.basin.optim.MonitorFunction;
import dev.basin.optim.Optimizer;
import dev.basin.optim.SavedState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * A training run that is about to begin, as its {@link TrainingHook}s see it: its parts, and how to
 * put something around them. Without hooks a step is {@code g ← ∇ of the batch's loss; x ← one step
 * of the optimiser}.
 *
 * <p>What is added later goes around what was added before. Tensors that a hook makes while it is
 * installed live as long as the run.
 */
public final class TrainingRun implements AutoCloseable {
  private final Network network;
  private final Dataset train;
  private final TrainingConfig config;
  private final Tensor x;
  private final Tensor g;
  private final BatchPasses passes;
  private final Optimizer optimizer;
  private final MonitorFunction monitor;
  private final Team team;
  private final List<Optimizer> optimizers = new ArrayList<>();
  private final List<InputTransform> transforms = new ArrayList<>();
  private final List<IntConsumer> afterEpoch = new ArrayList<>();
  private final List<Runnable> atEnd = new ArrayList<>();
  private final List<Runnable> afterRestore = new ArrayList<>();
  private final Map<String, Tensor> state = new LinkedHashMap<>();
  private StepGradient gradient;
  private Update update;
  private IntUnaryOperator batchSize;
  private int wholeBatch;
  private boolean gradientIsWrapped;

  TrainingRun(
      Network network,
      Dataset train,
      TrainingConfig config,
      Tensor x,
      Tensor g,
      BatchGradient batchGradient,
      MonitorFunction monitor,
      Team team) {
    this.network = network;
    this.train = train;
    this.config = config;
    this.x = x;
    this.g = g;
    this.passes = batchGradient.passes();
    this.monitor = monitor;
    this.team = team;
    this.optimizer = hire();
    this.gradient =
        (inputs, labels, seed) -> batchGradient.compute(inputs, labels, dropoutSeed(seed));
    this.update =
        (inputs, labels, rateFactor) -> {
          Tensor logits = gradient.compute(inputs, labels, stepSeed(optimizer.steps()));
          optimizer.step(rateFactor);
          return logits;
        };
    this.batchSize = epoch -> config.batch().size(epoch);
  }

  /** The model. */
  public Network network() {
    return network;
  }

  /** The training points. */
  public Dataset train() {
    return train;
  }

  /** How it is trained. */
  public TrainingConfig config() {
    return config;
  }

  /** The weights, shape (n), float32. */
  public Tensor x() {
    return x;
  }

  /** Where the gradient is written, shape (n), float32. */
  public Tensor g() {
    return g;
  }

  /** The passes that write {@link #g}. */
  public BatchPasses passes() {
    return passes;
  }

  /** Who moves {@link #x}. */
  public Optimizer optimizer() {
    return optimizer;
  }

  /** Another fresh optimiser of the same kind, which moves {@link #x} too. */
  public Optimizer anotherOptimizer() {
    return hire();
  }

  private Optimizer hire() {
    Optimizer made = config.optimizer().create(x, g, network.layout().matrices(), monitor, team);
    optimizers.add(made);
    return made;
  }

  /** The seed of what is drawn at a step: dropout's masks and the like. */
  public long stepSeed(long step) {
    return Seeds.derive(config.shuffleSeed(), "dropout", Long.toString(step));
  }

  /** What dropout is seeded with at a step's seed; empty for a network without dropout. */
  public OptionalLong dropoutSeed(long seed) {
    return network.hasDropout() ? OptionalLong.of(seed) : OptionalLong.empty();
  }

  /** The gradient so far. */
  public StepGradient gradient() {
    return gradient;
  }

  /** Puts something around the gradient. */
  public void wrapGradient(UnaryOperator<StepGradient> around) {
    gradient = around.apply(gradient);
    gradientIsWrapped = true;
  }

  /**
   * Takes the gradient of another loss in place of that of the network's.
   *
   * @throws IllegalStateException if something was put around the gradient before, which would be
   *     lost
   */
  public void replaceGradient(StepGradient other) {
    if (gradientIsWrapped) {
      throw new IllegalStateException(
          "another loss has to come before what goes around its gradient; add its hook first");
    }
    gradient = other;
    gradientIsWrapped = true;
  }

  /** Puts something around what is done with a batch. */
  public void wrapUpdate(UnaryOperator<Update> around) {
    update = around.apply(update);
  }

  /** Changes the inputs of each batch, after the changes that were asked for before. */
  public void transformInputs(InputTransform transform) {
    transforms.add(transform);
  }

  /**
   * Chooses the batch size.
   *
   * @param byEpoch points a step in an epoch, 1 for the first; at most {@link
   *     TrainingConfig#largestBatch}
   */
  public void chooseBatchSize(IntUnaryOperator byEpoch) {
    batchSize = byEpoch;
  }

  /** Does something after the steps of each epoch; it receives the epoch, 1 for the first. */
  public void afterEpoch(IntConsumer action) {
    afterEpoch.add(action);
  }

  /** Does something when training ends, before {@link #x} is the solution. */
  public void atEnd(Runnable action) {
    atEnd.add(action);
  }

  /**
   * Makes a tensor part of the checkpoint.
   *
   * @param name of its own
   * @param tensor float32 or float64, live
   * @return the tensor
   */
  public Tensor keep(String name, Tensor tensor) {
    if (state.putIfAbsent(name, tensor) != null) {
      throw new IllegalArgumentException("two parts of a run keep '" + name + "'");
    }
    return tensor;
  }

  /** Does something after the kept tensors were brought back to what a checkpoint holds. */
  public void afterRestore(Runnable action) {
    afterRestore.add(action);
  }

  Update update() {
    return update;
  }

  int batchSize(int epoch) {
    return batchSize.applyAsInt(epoch);
  }

  /** Begins an epoch, 1 for the first. */
  void beginEpoch(int epoch) {
    wholeBatch = batchSize(epoch);
  }

  /** Points of a step in the epoch that runs, 0 before the first; its last step may have fewer. */
  public int wholeBatch() {
    return wholeBatch;
  }

  void transform(Tensor inputs, long[] points, int epoch) {
    transforms.forEach(transform -> transform.apply(inputs, points, epoch));
  }

  void endEpoch(int epoch) {
    try (PointerScope scope = new PointerScope()) {
      afterEpoch.forEach(action -> action.accept(epoch));
    }
  }

  void end() {
    atEnd.forEach(Runnable::run);
  }

  Map<String, Tensor> state() {
    return state;
  }

  void restore(Map<String, Tensor> saved) {
    SavedState.restore("training", state, saved);
    afterRestore.forEach(Runnable::run);
  }

  @Override
  public void close() {
    optimizers.forEach(Optimizer::close);
  }
}
