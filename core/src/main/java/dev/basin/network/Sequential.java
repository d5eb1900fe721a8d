package dev.basin.network;

import dev.basin.engine.PointShape;
import dev.basin.engine.Precision;
import dev.basin.engine.Team;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * A network whose layers follow one another. Tensors are named by kind and order ({@code
 * linear0.weight}); in x all convolutions and dense layers come first, then all normalisations.
 */
public final class Sequential implements Network {
  /** From here on a batch has points enough for blocks of points, below for blocks of features. */
  private static final int MANY_POINTS = 1024;

  /**
   * What double backward keeps, in outputs of every layer: as measured, 3 to 4 for C1 and 4.5 to 5
   * for F1.
   */
  private static final long SECOND_DERIVATIVE = 5;

  private final String name;
  private final PointShape input;
  private final long classes;
  private final List<Layer> layers;
  private final ParameterLayout layout;

  /** For each layer, the stem of its tensors' names. */
  private final String[] stems;

  /** For each layer, the place of its first tensor in the layout. */
  private final int[] firstSlot;

  Sequential(String name, PointShape input, long classes, List<Layer> layers) {
    this.name = name;
    this.input = input;
    this.classes = classes;
    this.layers = List.copyOf(layers);
    this.firstSlot = new int[layers.size()];
    this.stems = new String[layers.size()];
    List<ParameterLayout.NamedShape> tensors = new ArrayList<>();
    place(tensors, false);
    place(tensors, true);
    this.layout = ParameterLayout.of(tensors);
  }

  private void place(List<ParameterLayout.NamedShape> tensors, boolean normalisations) {
    Map<String, Integer> counts = new HashMap<>();
    for (int k = 0; k < layers.size(); k++) {
      Layer layer = layers.get(k);
      if (isNormalisation(layer) != normalisations) {
        continue;
      }
      firstSlot[k] = tensors.size();
      boolean named = !layer.tensors().isEmpty();
      stems[k] = named ? layer.kind() + (counts.merge(layer.kind(), 1, Integer::sum) - 1) : "";
      for (ParameterLayout.NamedShape tensor : layer.tensors()) {
        tensors.add(new ParameterLayout.NamedShape(stems[k] + "." + tensor.name(), tensor.shape()));
      }
    }
  }

  private static boolean isNormalisation(Layer layer) {
    return layer instanceof BatchNorm || layer instanceof FixedNorm;
  }

  /** Starts the description of a network for points of that shape. */
  public static SequentialBuilder named(String name, PointShape input) {
    return new SequentialBuilder(name, input);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public PointShape input() {
    return input;
  }

  @Override
  public long classes() {
    return classes;
  }

  @Override
  public ParameterLayout layout() {
    return layout;
  }

  List<Layer> layers() {
    return layers;
  }

  @Override
  public Tensor logits(Parameters parameters, Tensor batch) {
    Tensor h = arranged(batch);
    for (int k = 0; k < layers.size(); k++) {
      h = layers.get(k).apply(tensorsOf(k, parameters), h);
    }
    return h;
  }

  @Override
  public List<NormStatistics> batchStatistics(Parameters parameters, Tensor batch) {
    List<NormStatistics> statistics = new ArrayList<>();
    Tensor h = arranged(batch);
    for (int k = 0; k < layers.size(); k++) {
      if (isNormalisation(layers.get(k))) {
        statistics.add(BatchNorm.statisticsOf(h));
      }
      h = layers.get(k).apply(tensorsOf(k, parameters), h);
    }
    return List.copyOf(statistics);
  }

  @Override
  public Sequential normalisedBy(List<NormStatistics> statistics) {
    long found = layers.stream().filter(BatchNorm.class::isInstance).count();
    if (found != statistics.size()) {
      throw new IllegalArgumentException(
          "statistics of " + statistics.size() + " layers; " + name + " has " + found);
    }
    List<Layer> fixed = new ArrayList<>();
    Iterator<NormStatistics> next = statistics.iterator();
    for (Layer layer : layers) {
      if (!(layer instanceof BatchNorm norm)) {
        fixed.add(layer);
        continue;
      }
      NormStatistics constants = next.next();
      if (constants.mean().size() != norm.features()) {
        throw new IllegalArgumentException(
            "statistics of " + constants.mean().size() + " features; " + norm + " was expected");
      }
      fixed.add(new FixedNorm(norm, constants));
    }
    return new Sequential(name, input, classes, fixed);
  }

  /** A batch (B, inputs) as the first layer wants it; never copied. */
  Tensor arranged(Tensor batch) {
    return layers.get(0) instanceof Convolution
        ? batch
            .view(batch.size(0), input.height(), input.width(), input.channels())
            .permute(0, 3, 1, 2)
        : batch;
  }

  @Override
  public void initialise(Tensor x, long seed) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      Generator generator = torch.make_generator_cpu(seed);
      Parameters parameters = Parameters.of(layout, x);
      for (int k = 0; k < layers.size(); k++) {
        layers.get(k).initialise(tensorsOf(k, parameters), generator);
      }
    }
  }

  @Override
  public Optional<BatchPasses> passes(
      Tensor x, @Nullable Tensor g, int largestBatch, long activationMemory, Team team) {
    return chainPasses(x, g, largestBatch, activationMemory, Precision.FLOAT32, team);
  }

  @Override
  public Optional<BatchPasses> stepPasses(
      Tensor x, Tensor g, int largestBatch, long activationMemory, Precision precision, Team team) {
    boolean blocksOfFeatures =
        precision == Precision.FLOAT32
            && largestBatch < MANY_POINTS
            && BlockedGradient.supports(layers);
    return blocksOfFeatures
        ? Optional.of(new BlockedGradient(this, x, g, largestBatch, team))
        : chainPasses(x, g, largestBatch, activationMemory, precision, team);
  }

  private Optional<BatchPasses> chainPasses(
      Tensor x,
      @Nullable Tensor g,
      int largestBatch,
      long activationMemory,
      Precision precision,
      Team team) {
    return Chain.of(this)
        .map(chain -> chain.in(precision))
        .map(chain -> new ChainPasses(chain, x, g, largestBatch, activationMemory, team));
  }

  @Override
  public boolean hasDropout() {
    return layers.stream().anyMatch(Dropout.class::isInstance);
  }

  @Override
  public boolean hasBatchNorm() {
    return layers.stream().anyMatch(BatchNorm.class::isInstance);
  }

  @Override
  public int fewestPoints() {
    PointShape shape = input;
    for (Layer layer : layers) {
      if (layer instanceof BatchNorm && !shape.isImage()) {
        return 2;
      }
      shape = layer.outputs(shape);
    }
    return 1;
  }

  @Override
  public List<LayerSummary> summary() {
    List<LayerSummary> summary = new ArrayList<>();
    PointShape shape = input;
    for (int k = 0; k < layers.size(); k++) {
      Layer layer = layers.get(k);
      shape = layer.outputs(shape);
      long parameters =
          layer.tensors().stream()
              .mapToLong(tensor -> tensor.shape().stream().reduce(1L, Math::multiplyExact))
              .sum();
      summary.add(
          new LayerSummary(stems[k], layer.describe(), shape, parameters, layer.forwardFlops()));
    }
    return List.copyOf(summary);
  }

  /** How many dense layers there are, the output among them. */
  int denseLayers() {
    return (int) layers.stream().filter(Dense.class::isInstance).count();
  }

  @Override
  public long forwardFlops() {
    return layers.stream().mapToLong(Layer::forwardFlops).sum();
  }

  @Override
  public long gradientFlops() {
    // backward: one product for each weight's gradient and one for each layer's input's, which the
    // first layer does not need
    long first =
        layers.stream()
            .mapToLong(Layer::forwardFlops)
            .filter(flops -> flops > 0)
            .findFirst()
            .orElse(0);
    return forwardFlops() * 3 - first;
  }

  @Override
  public long activationBytes() {
    return Chain.of(this).map(Chain::keptBytesAPoint).orElse(0L);
  }

  @Override
  public long hessianBytes() {
    long numbers = 0;
    PointShape shape = input;
    for (Layer layer : layers) {
      shape = layer.outputs(shape);
      numbers += shape.features();
    }
    return SECOND_DERIVATIVE * numbers * Float.BYTES;
  }

  /** The place in the layout of a layer's first tensor. */
  int firstSlot(int layer) {
    return firstSlot[layer];
  }

  private List<Tensor> tensorsOf(int layer, Parameters parameters) {
    List<Tensor> tensors = new ArrayList<>();
    for (int k = 0; k < layers.get(layer).tensors().size(); k++) {
      tensors.add(parameters.get(firstSlot[layer] + k));
    }
    return tensors;
  }
}
