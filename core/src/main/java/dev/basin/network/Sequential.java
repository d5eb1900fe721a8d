package dev.basin.network;

import dev.basin.engine.Team;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A network whose layers follow one another. Tensors are named by kind and order ({@code
 * linear0.weight}); in x all dense layers come first, then all normalisations.
 */
public final class Sequential implements Network {
  private final String name;
  private final long inputs;
  private final long classes;
  private final List<Layer> layers;
  private final ParameterLayout layout;

  /** For each layer, the place of its first tensor in the layout. */
  private final int[] firstSlot;

  private Sequential(String name, long inputs, long classes, List<Layer> layers) {
    this.name = name;
    this.inputs = inputs;
    this.classes = classes;
    this.layers = List.copyOf(layers);
    this.firstSlot = new int[layers.size()];
    List<ParameterLayout.NamedShape> tensors = new ArrayList<>();
    place(tensors, false);
    place(tensors, true);
    this.layout = ParameterLayout.of(tensors);
  }

  private void place(List<ParameterLayout.NamedShape> tensors, boolean normalisations) {
    Map<String, Integer> counts = new HashMap<>();
    for (int k = 0; k < layers.size(); k++) {
      Layer layer = layers.get(k);
      if (layer instanceof BatchNorm != normalisations) {
        continue;
      }
      firstSlot[k] = tensors.size();
      int index = counts.merge(layer.kind(), 1, Integer::sum) - 1;
      for (ParameterLayout.NamedShape tensor : layer.tensors()) {
        tensors.add(
            new ParameterLayout.NamedShape(
                layer.kind() + index + "." + tensor.name(), tensor.shape()));
      }
    }
  }

  /** Starts the description of a network with that many input features. */
  public static Builder named(String name, long inputs) {
    return new Builder(name, inputs);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long inputs() {
    return inputs;
  }

  @Override
  public long classes() {
    return classes;
  }

  @Override
  public ParameterLayout layout() {
    return layout;
  }

  @Override
  public Tensor logits(Parameters parameters, Tensor batch) {
    Tensor h = batch;
    for (int k = 0; k < layers.size(); k++) {
      h = layers.get(k).apply(tensorsOf(k, parameters), h);
    }
    return h;
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
  public Optional<BlockedGradient> blockedGradient(
      Tensor x, Tensor g, int largestBatch, Team team) {
    return BlockedGradient.supports(layers)
        ? Optional.of(new BlockedGradient(this, x, g, largestBatch, team))
        : Optional.empty();
  }

  /** How many dense layers there are, the output among them. */
  int denseLayers() {
    return (int) layers.stream().filter(Dense.class::isInstance).count();
  }

  @Override
  public long forwardFlops() {
    return denseWeights() * 2;
  }

  @Override
  public long gradientFlops() {
    // backward: one product for each weight's gradient and one for each layer's input's, which the
    // first layer does not need
    return denseWeights() * 6 - 2 * firstDense().inputs() * firstDense().outputs();
  }

  private long denseWeights() {
    long sum = 0;
    for (Layer layer : layers) {
      if (layer instanceof Dense dense) {
        sum += dense.inputs() * dense.outputs();
      }
    }
    return sum;
  }

  private Dense firstDense() {
    return layers.stream()
        .filter(Dense.class::isInstance)
        .map(Dense.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private List<Tensor> tensorsOf(int layer, Parameters parameters) {
    List<Tensor> tensors = new ArrayList<>();
    for (int k = 0; k < layers.get(layer).tensors().size(); k++) {
      tensors.add(parameters.get(firstSlot[layer] + k));
    }
    return tensors;
  }

  /** Describes a network layer by layer. */
  public static final class Builder {
    private final String name;
    private final long inputs;
    private final List<Layer> layers = new ArrayList<>();
    private long features;

    private Builder(String name, long inputs) {
      this.name = name;
      this.inputs = inputs;
      this.features = inputs;
    }

    /** That many hidden layers of Dense, BatchNorm, ReLU. */
    public Builder normalised(int count, int units) {
      for (int k = 0; k < count; k++) {
        add(new Dense(features, units));
        add(new BatchNorm(features));
        add(new Relu());
      }
      return this;
    }

    /** The output layer, without BatchNorm; its softmax is part of the loss. */
    public Sequential softmax(int classes) {
      add(new Dense(features, classes));
      return new Sequential(name, inputs, classes, layers);
    }

    private void add(Layer layer) {
      layers.add(layer);
      features = layer.outputs(features);
    }
  }
}
