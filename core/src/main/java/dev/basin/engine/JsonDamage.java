package dev.basin.engine;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong with a JSON document, in a user's words: the place, and no name of a class. */
public final class JsonDamage {
  private static final int LONGEST = 160;

  /** What Jackson says of the text's origin and of the way to the fault, also of a fault within. */
  private static final Pattern ADDITION =
      Pattern.compile(
          "\\s*at \\[Source: .*|\\s*\\(through reference chain: .*|\\s*\\(start marker at .*",
          Pattern.DOTALL);

  private static final Pattern CLASS = Pattern.compile("`[\\w.$]*?([\\w$]+)(<[^`]*>)?`");

  private JsonDamage() {}

  /** The place and what is wrong there, in one line. */
  public static String of(JsonProcessingException damage) {
    return Printable.shortened(place(damage) + what(damage), LONGEST);
  }

  private static String place(JsonProcessingException damage) {
    JsonLocation location = damage.getLocation();
    String line =
        location == null || location.getLineNr() < 1
            ? ""
            : "line %d, column %d: ".formatted(location.getLineNr(), location.getColumnNr());
    String field = damage instanceof JsonMappingException mapping ? field(mapping.getPath()) : "";
    return line + (field.isEmpty() ? "" : field + ": ");
  }

  private static String field(List<JsonMappingException.Reference> path) {
    return path.stream()
        .map(step -> step.getFieldName() != null ? step.getFieldName() : "" + step.getIndex())
        .collect(Collectors.joining("."));
  }

  private static String what(JsonProcessingException damage) {
    if (damage instanceof UnrecognizedPropertyException) {
      return "a field that nobody knows";
    }
    @Nullable Throwable cause = damage.getCause();
    boolean refused = damage instanceof ValueInstantiationException;
    String said =
        refused && cause != null && cause.getMessage() != null
            ? cause.getMessage()
            : damage.getOriginalMessage();
    String bare = ADDITION.matcher(String.valueOf(said)).replaceAll("");
    if (bare.startsWith("Missing ")) {
      return "missing";
    }
    return bare.startsWith("Invalid `null` value")
        ? "null, which it cannot be"
        : CLASS.matcher(bare).replaceAll("$1");
  }
}
