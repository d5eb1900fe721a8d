package dev.basin.lab.instrument;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Every instrument that there is. */
public final class Instruments {
  /** Those of the library. */
  private static final List<Instrument<?>> OWN =
      List.of(
          new EvaluateInstrument(),
          new SharpnessInstrument(),
          new EigenvalueInstrument(),
          new SpectrumInstrument(),
          new RemarksInstrument(),
          new LandscapeInstrument(),
          new BarrierInstrument(),
          new PlaneInstrument(),
          new NeighbourhoodInstrument(),
          new NoiseScaleInstrument(),
          new EfficiencyInstrument());

  private static final List<Instrument<?>> ALL = find();

  private Instruments() {}

  /** The library's own, and then those that the class path has. */
  public static List<Instrument<?>> all() {
    return ALL;
  }

  private static List<Instrument<?>> find() {
    List<Instrument<?>> all = new ArrayList<>(OWN);
    for (Instrument<?> other : ServiceLoader.load(Instrument.class)) {
      for (Instrument<?> known : all) {
        if (known.about().isCalled(other.about().name())) {
          throw new IllegalArgumentException(
              "two instruments are called '"
                  + other.about().name()
                  + "': "
                  + known.getClass().getName()
                  + " and "
                  + other.getClass().getName());
        }
      }
      all.add(other);
    }
    return List.copyOf(all);
  }

  /** The instrument of that name, or other name. */
  public static Optional<Instrument<?>> find(String name) {
    for (Instrument<?> instrument : ALL) {
      if (instrument.about().isCalled(name)) {
        return Optional.of(instrument);
      }
    }
    return Optional.empty();
  }

  /**
   * The instrument of that name, or other name.
   *
   * @throws IllegalArgumentException if there is none, naming those that are
   */
  public static Instrument<?> named(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown measurement '" + name + "'; known are " + names()));
  }

  /** Their names, with commas. */
  public static String names() {
    return ALL.stream()
        .map(instrument -> instrument.about().name())
        .collect(Collectors.joining(", "));
  }
}
