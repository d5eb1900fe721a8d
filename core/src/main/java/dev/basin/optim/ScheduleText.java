package dev.basin.optim;

import dev.basin.engine.Printable;
import dev.basin.engine.text.TextForm;

/** Reads the text form of a {@link LearningRateSchedule}. */
final class ScheduleText {
  private static final String KNOWN =
      "constant, step:EPOCHS:FACTOR, cosine:EPOCHS, warmup:EPOCHS, or warmup:EPOCHS+ and one of"
          + " the others";

  private ScheduleText() {}

  static LearningRateSchedule parse(String text) {
    int plus = text.indexOf('+');
    if (plus < 0) {
      return single(text, text);
    }
    if (single(text, text.substring(0, plus)) instanceof WarmUp first) {
      LearningRateSchedule then = single(text, text.substring(plus + 1));
      if (!(then instanceof WarmUp)) {
        return new WarmUp(first.length(), then);
      }
    }
    throw unknown(text);
  }

  private static LearningRateSchedule single(String text, String part) {
    String[] words = part.split(":", -1);
    return switch (words[0] + "/" + (words.length - 1)) {
      case "constant/0" -> new ConstantRate();
      case "step/2" -> new StepDecay(number(text, words[1]), number(text, words[2]));
      case "cosine/1" -> new CosineDecay(number(text, words[1]));
      case "warmup/1" -> new WarmUp(number(text, words[1]), new ConstantRate());
      default -> throw unknown(text);
    };
  }

  private static double number(String text, String word) {
    return TextForm.readNumber(word).orElseThrow(() -> unknown(text));
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "learning-rate schedule is " + Printable.quote(text) + "; expected " + KNOWN);
  }
}
