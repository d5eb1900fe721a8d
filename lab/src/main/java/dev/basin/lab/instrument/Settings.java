package dev.basin.lab.instrument;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the settings of one measurement are, each as its canonical text: equal settings are equal
 * texts, in files and in names.
 *
 * @param texts by the settings' names, every setting of the instrument
 */
public record Settings(@JsonValue Map<String, String> texts) {

  /** Copies the map. */
  @JsonCreator
  public Settings {
    texts = Collections.unmodifiableMap(new TreeMap<>(texts));
  }

  /**
   * Completes and checks what was given.
   *
   * @param known every setting that there is
   * @param given texts by name; what is not given has its usual value
   * @throws IllegalArgumentException naming the setting that is unknown, missing or out of range
   */
  public static Settings of(List<Setting<?>> known, Map<String, String> given) {
    Map<String, String> texts = new TreeMap<>();
    given.forEach(
        (key, text) -> {
          Setting<?> setting = find(known, key);
          if (texts.put(setting.name(), setting.canonical(text)) != null) {
            throw new IllegalArgumentException(setting.name() + " is given twice");
          }
        });
    for (Setting<?> setting : known) {
      String usual = setting.usual();
      if (usual == null && !texts.containsKey(setting.name())) {
        throw new IllegalArgumentException(
            "no " + setting.name() + "; expected " + setting.expected());
      }
      if (usual != null) {
        texts.putIfAbsent(setting.name(), setting.canonical(usual));
      }
    }
    return new Settings(texts);
  }

  private static Setting<?> find(List<Setting<?>> known, String key) {
    return known.stream()
        .filter(setting -> setting.isCalled(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown key '"
                        + key
                        + "'; known are "
                        + known.stream().map(Setting::name).collect(Collectors.joining(", "))));
  }

  /** The value of a setting. */
  public <T> T get(Setting<T> setting) {
    String text = texts.get(setting.name());
    if (text == null) {
      throw new IllegalArgumentException(
          "no " + setting.name() + "; expected " + setting.expected());
    }
    return setting.read(text);
  }

  /** What differs from the usual, in the settings' order; empty if nothing does. */
  public String differences(List<Setting<?>> known) {
    return known.stream()
        .filter(
            setting -> {
              String usual = setting.usual();
              return usual == null || !setting.canonical(usual).equals(texts.get(setting.name()));
            })
        .map(setting -> setting.name() + " " + texts.get(setting.name()))
        .collect(Collectors.joining(", "));
  }
}
