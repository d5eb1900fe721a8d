package dev.basin.train.remedy;

import dev.basin.engine.text.TextForm;
import dev.basin.network.Network;
import dev.basin.train.TrainingConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A way to train that differs from a plain run of the optimiser. As text it is one shell word, a
 * name alone or with settings that differ from the defaults: {@code sam}, {@code
 * asam:rho=1,eta=0.01}. Several are combined by {@link Remedies}.
 */
public interface Remedy {

  /** What it is called in the text form. */
  String name();

  /** Every setting by its key in the text form. */
  Map<String, Object> settings();

  /**
   * The run with this remedy.
   *
   * @param config the run without it
   * @param network the model
   * @throws IllegalArgumentException if it does not fit the run, with the reason
   */
  TrainingConfig applyTo(TrainingConfig config, Network network);

  /** The part of training that it takes over, which no other may take over beside it. */
  default Optional<Part> changes() {
    return Optional.empty();
  }

  /** The part of training that has to stay as it is. */
  default Optional<Part> needs() {
    return Optional.empty();
  }

  /**
   * Checks it against data.
   *
   * @param data the name of the data set
   * @param pictures whether its points are pictures, and not vectors
   * @throws IllegalArgumentException if it does not fit, with the reason
   */
  default void requireFit(String data, boolean pictures) {}

  /**
   * About how many gradients of a point it takes where the run without it takes one: the price of
   * an epoch.
   */
  default double gradients() {
    return 1;
  }

  /** About how many more it takes a step, once, whatever the others do with the batch. */
  default double gradientsBeside() {
    return 0;
  }

  /**
   * The most vectors of n float32 numbers that it holds.
   *
   * @param optimizer how many the run's optimiser holds
   */
  default int vectors(int optimizer) {
    return 4;
  }

  /** The text form with every setting. */
  default String toFullText() {
    return TextForm.write(name(), settings());
  }

  /** The text form; settings that have their default are left out, where they can be. */
  default String toText() {
    RemedyKind kind = RemedyKind.named(name());
    Map<String, Object> changed = new LinkedHashMap<>(settings());
    changed.entrySet().removeAll(kind.usual().settings().entrySet());
    String shorter = TextForm.write(name(), changed);
    // a default may depend on another setting
    return kind.read(TextForm.parse("remedy", shorter)).equals(this) ? shorter : toFullText();
  }
}
