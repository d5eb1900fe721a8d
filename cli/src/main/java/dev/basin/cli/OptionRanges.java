package dev.basin.cli;

import dev.basin.engine.Range;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Checks every numeric option of a command against its {@link OptionRange}. */
final class OptionRanges {
  private OptionRanges() {}

  /**
   * Refuses values out of range.
   *
   * @throws ParameterException naming the option, the value and the range
   */
  static void check(ParseResult parsed) {
    for (ParseResult each = parsed; each != null; each = each.subcommand()) {
      CommandLine command = each.commandSpec().commandLine();
      each.commandSpec().options().forEach(option -> check(option, command));
    }
  }

  private static void check(OptionSpec option, CommandLine command) {
    Range range = of(option);
    if (range == null) {
      return;
    }
    Object value = option.getValue();
    for (Object each : value instanceof Collection<?> many ? many : singleton(value)) {
      if (each instanceof Number number && !range.contains(number.doubleValue())) {
        throw new ParameterException(
            command, option.longestName() + " is " + each + "; expected " + range.describe());
      }
    }
  }

  private static Collection<?> singleton(@Nullable Object value) {
    return value == null ? List.of() : List.of(value);
  }

  /** The values that an option may have, or null if it is none of numbers, or a seed. */
  static @Nullable Range of(OptionSpec option) {
    if (!(option.userObject() instanceof Field field)) {
      return null;
    }
    OptionRange range = field.getAnnotation(OptionRange.class);
    return range == null ? null : new Range(range.least(), range.most(), isWhole(option));
  }

  private static boolean isWhole(OptionSpec option) {
    Class<?> type =
        option.auxiliaryTypes().length == 0 ? option.type() : option.auxiliaryTypes()[0];
    return type != double.class && type != Double.class;
  }
}
