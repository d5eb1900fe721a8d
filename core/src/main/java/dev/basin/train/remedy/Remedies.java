package dev.basin.train.remedy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.basin.engine.text.TextForm;
import dev.basin.network.Network;
import dev.basin.train.TrainingConfig;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Remedies that one run is trained with, in the order of {@link RemedyKind}, however they were
 * given. In JSON a list of their text forms.
 *
 * @param all each kind at most once, none that contradict each other
 */
public record Remedies(List<Remedy> all) {

  /** Sorts, and refuses what contradicts itself. */
  public Remedies {
    all = all.stream().sorted(Comparator.comparing(Remedies::place)).toList();
    for (int k = 0; k < all.size(); k++) {
      for (int later = k + 1; later < all.size(); later++) {
        requireFit(all.get(k), all.get(later));
      }
    }
  }

  private static int place(Remedy remedy) {
    return RemedyKind.ALL.indexOf(RemedyKind.named(remedy.name()));
  }

  private static void requireFit(Remedy one, Remedy other) {
    if (one.name().equals(other.name())) {
      throw new IllegalArgumentException("remedy " + one.name() + " is given twice");
    }
    both(one.changes(), other.changes())
        .ifPresent(part -> refuse(one, other, "both decide " + part));
    both(one.changes(), other.needs())
        .ifPresent(part -> refuse(one, other, clash(one, other, part)));
    both(other.changes(), one.needs())
        .ifPresent(part -> refuse(one, other, clash(other, one, part)));
  }

  private static String clash(Remedy changing, Remedy needing, Part part) {
    return changing.name() + " decides " + part + ", which " + needing.name() + " has to know";
  }

  private static Optional<Part> both(Optional<Part> one, Optional<Part> other) {
    return one.filter(part -> other.isPresent() && other.get() == part);
  }

  private static void refuse(Remedy one, Remedy other, String reason) {
    throw new IllegalArgumentException(
        "remedies " + one.name() + " and " + other.name() + " cannot be combined: " + reason);
  }

  /** No remedy. */
  public static Remedies none() {
    return new Remedies(List.of());
  }

  /**
   * Reads text forms.
   *
   * @throws IllegalArgumentException if one is unknown or has a setting that is none or out of its
   *     range, or if some cannot be combined
   */
  @JsonCreator
  public static Remedies parse(List<String> texts) {
    return new Remedies(
        texts.stream()
            .map(
                text -> {
                  TextForm form = TextForm.parse("remedy", text);
                  return RemedyKind.named(form.name()).read(form);
                })
            .toList());
  }

  /** The text form of each. */
  @JsonValue
  public List<String> toTexts() {
    return all.stream().map(Remedy::toText).toList();
  }

  /** The text form of each with all its settings, so that it stays the same if defaults change. */
  public List<String> toFullTexts() {
    return all.stream().map(Remedy::toFullText).toList();
  }

  /** In words, for records: {@code sam, swa}, or {@code none}. */
  public String describe() {
    return all.isEmpty() ? "none" : String.join(", ", toTexts());
  }

  /**
   * The run with all of them.
   *
   * @param config the run without
   * @param network the model
   * @throws IllegalArgumentException if one does not fit the run, with the reason
   */
  public TrainingConfig applyTo(TrainingConfig config, Network network) {
    TrainingConfig with = config;
    for (Remedy remedy : all) {
      with = remedy.applyTo(with, network);
    }
    return with;
  }

  /**
   * Checks each against data, as {@link Remedy#requireFit}.
   *
   * @throws IllegalArgumentException if one does not fit, with the reason
   */
  public void requireFit(String data, boolean pictures) {
    all.forEach(remedy -> remedy.requireFit(data, pictures));
  }

  /** About how many gradients of a point a run takes where a plain one takes one. */
  public double gradients() {
    double price = 1;
    double beside = 0;
    for (Remedy remedy : all) {
      price *= remedy.gradients();
      beside += price * remedy.gradientsBeside();
    }
    return price + beside;
  }

  /**
   * The most vectors of n float32 numbers that training with these holds, beside x and g.
   *
   * @param optimizer how many the run's optimiser holds
   */
  public double vectors(int optimizer) {
    return optimizer + all.stream().mapToDouble(remedy -> remedy.vectors(optimizer)).sum();
  }

  @Override
  public String toString() {
    return all.stream().map(Remedy::toText).collect(Collectors.joining(" "));
  }
}
