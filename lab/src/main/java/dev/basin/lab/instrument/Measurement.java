package dev.basin.lab.instrument;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.basin.engine.Printable;
import dev.basin.engine.Sha256;
import java.util.List;
import java.util.Map;

/**
 * What is measured: an instrument with all its settings. The weights are not part of it.
 *
 * @param instrument its name
 * @param limit over the first so many training points, 0 for all
 * @param settings every one of the instrument's
 */
public record Measurement(String instrument, int limit, Settings settings) {
  private static final int DIGITS = 12;

  /** The version of {@link #canonical}: another form, another version. */
  private static final int FORM = 1;

  /**
   * Completes and checks what was given.
   *
   * @throws IllegalArgumentException if a setting is unknown, missing or out of range
   */
  public static Measurement of(Instrument<?> instrument, int limit, Map<String, String> given) {
    return new Measurement(
        instrument.about().name(), limit, Settings.of(instrument.settings(), given));
  }

  /**
   * As a document has it.
   *
   * @throws IllegalArgumentException if there is no such instrument, or it has other settings
   */
  @JsonCreator
  static Measurement written(
      @JsonProperty("instrument") String instrument,
      @JsonProperty("limit") int limit,
      @JsonProperty("settings") Settings settings) {
    List<Setting<?>> known = Instruments.named(instrument).settings();
    if (limit < 0 || !Settings.of(known, settings.texts()).equals(settings)) {
      throw new IllegalArgumentException(
          "%s of %d points with settings %s, which nobody wrote so"
              .formatted(
                  Printable.quote(instrument), limit, Printable.list(settings.texts().keySet())));
    }
    return new Measurement(instrument, limit, settings);
  }

  /**
   * All of it as text, the same for the same measurement: a line for the instrument, the points,
   * and each setting by name. Names of files are digests of it, and no change of the code may
   * change it without another version.
   */
  public String canonical() {
    StringBuilder text = new StringBuilder("measurement " + FORM + "\n");
    text.append("instrument=").append(instrument).append('\n');
    text.append("limit=").append(limit).append('\n');
    settings
        .texts()
        .forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    return text.toString();
  }

  /** A digest of it and of whose weights it is about, for names of files. */
  public String digest(String weights) {
    return Sha256.of(canonical() + "weights=" + weights + "\n").substring(0, DIGITS);
  }

  /** In words: what differs from the usual settings. */
  public String describe() {
    List<Setting<?>> known = Instruments.named(instrument).settings();
    String differences = settings.differences(known);
    String points = limit == 0 ? "" : "first " + limit + " points";
    return differences + (differences.isEmpty() || points.isEmpty() ? "" : ", ") + points;
  }
}
