package dev.basin.data.synthetic;

import dev.basin.engine.Printable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The text form of synthetic data: {@code NAME} or {@code NAME:KEY=VALUE,KEY=VALUE,…}. */
final class SyntheticText {
  private static final List<String> KEYS =
      List.of("train", "test", "classes", "noise", "overlap", "seed");

  private final String text;
  private final Map<String, String> settings = new HashMap<>();

  private SyntheticText(String text) {
    this.text = text;
    int colon = text.indexOf(':');
    for (String setting : colon < 0 ? new String[0] : text.substring(colon + 1).split(",", -1)) {
      int equals = setting.indexOf('=');
      String key = equals < 0 ? "" : setting.substring(0, equals).strip();
      if (!KEYS.contains(key)) {
        throw fault(
            "found %s, expected KEY=VALUE; known keys are: %s"
                .formatted(Printable.quote(setting), keys()));
      }
      if (settings.put(key, setting.substring(equals + 1).strip()) != null) {
        throw fault("found '" + key + "' twice");
      }
    }
  }

  /** Whether the part before the colon is a name of synthetic data. */
  static boolean isNamedIn(String text) {
    return List.of(SyntheticSpeech.NAME, SyntheticImages.NAME).contains(name(text));
  }

  static SyntheticData parse(String text) {
    SyntheticText parsed = new SyntheticText(text);
    return switch (name(text)) {
      case SyntheticSpeech.NAME ->
          new SyntheticSpeech(
              parsed.config(SyntheticSpeechConfig.defaults(), SyntheticSpeechConfig::new));
      case SyntheticImages.NAME ->
          new SyntheticImages(
              parsed.config(SyntheticImagesConfig.defaults(), SyntheticImagesConfig::new));
      default ->
          throw parsed.fault(
              "unknown name; known are: %s, %s, each alone or with settings after a colon: %s"
                  .formatted(SyntheticSpeech.NAME, SyntheticImages.NAME, keys()));
    };
  }

  static String of(String name, SyntheticConfig config) {
    return "%s:train=%d,test=%d,classes=%d,noise=%s,overlap=%s,seed=%d"
        .formatted(
            name,
            config.trainPoints(),
            config.testPoints(),
            config.classes(),
            config.labelNoise(),
            config.overlap(),
            config.seed());
  }

  private static String name(String text) {
    int colon = text.indexOf(':');
    return (colon < 0 ? text : text.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
  }

  private static String keys() {
    return String.join(", ", KEYS);
  }

  /** The record's constructor, which checks the ranges. */
  @FunctionalInterface
  private interface Constructor<C> {
    C make(
        int trainPoints, int testPoints, int classes, double labelNoise, double overlap, long seed);
  }

  private <C extends SyntheticConfig> C config(C defaults, Constructor<C> constructor) {
    int train = value("train", Integer::valueOf, defaults.trainPoints());
    int test = value("test", Integer::valueOf, defaults.testPoints());
    int classes = value("classes", Integer::valueOf, defaults.classes());
    double noise = value("noise", Double::valueOf, defaults.labelNoise());
    double overlap = value("overlap", Double::valueOf, defaults.overlap());
    long seed = value("seed", Long::valueOf, defaults.seed());
    try {
      return constructor.make(train, test, classes, noise, overlap, seed);
    } catch (IllegalArgumentException e) {
      throw fault(e.getMessage(), e);
    }
  }

  private <T> T value(String key, Function<String, T> read, T otherwise) {
    String found = settings.get(key);
    if (found == null) {
      return otherwise;
    }
    try {
      return read.apply(found);
    } catch (NumberFormatException e) {
      String kind = otherwise instanceof Double ? "a number" : "a whole number";
      throw fault("%s: found %s, expected %s".formatted(key, Printable.quote(found), kind), e);
    }
  }

  private IllegalArgumentException fault(String problem) {
    return new IllegalArgumentException("data " + Printable.quote(text) + ": " + problem);
  }

  private IllegalArgumentException fault(@Nullable String problem, RuntimeException cause) {
    return new IllegalArgumentException("data " + Printable.quote(text) + ": " + problem, cause);
  }
}
