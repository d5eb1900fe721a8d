package dev.basin.cli;

import dev.basin.lab.inspect.Inspection;
import dev.basin.lab.inspect.Inspectors;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code basin data inspect}. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = {
      "Tell what is in a file of data, or in a directory: its kind, entries, shapes and ranges."
          + " Everything is read; exit code 0 means that all of it is sound.",
      "Known are Kaldi archives and scripts, IDX, NumPy and safetensors files, CIFAR's binary"
          + " batches, PNG and JPEG images, folders of images, and prepared sets."
    })
final class InspectCommand implements Callable<Integer> {
  private static final int MOST_SHAPES = 20;
  private static final double MOST_WHOLE = 1e12;

  @Parameters(paramLabel = "FILE", description = "The file or directory.")
  private Path path = Path.of("");

  @Option(names = "--json", description = JsonOutput.OPTION)
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Inspection found = Inspectors.inspect(path);
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("path", path.toString());
      document.put("inspection", found);
      JsonOutput.print(document);
    } else {
      print(found);
    }
    return 0;
  }

  private void print(Inspection found) {
    line("%s: %s, %,d %s", path, found.kind(), found.entries(), plural(found.entries()));
    found.shapes().stream().limit(MOST_SHAPES).forEach(InspectCommand::print);
    if (found.shapes().size() > MOST_SHAPES) {
      line("  and %,d forms more", found.shapes().size() - MOST_SHAPES);
    }
    Inspection.Values values = found.values();
    line(
        "  values: %,d, from %s to %s, mean %s",
        values.count(), number(values.min()), number(values.max()), number(values.mean()));
    if (values.nan() + values.infinite() > 0) {
      line("  not finite: %,d NaN, %,d infinite", values.nan(), values.infinite());
    }
    if (!found.firstKeys().isEmpty()) {
      String more = found.entries() > found.firstKeys().size() ? ", …" : "";
      line("  first keys: %s%s", String.join(", ", found.firstKeys()), more);
    }
    found.details().forEach((name, value) -> line("  %s: %s", name, text(value)));
  }

  private static void print(Inspection.Shape shape) {
    String sizes = sizes(shape.smallest());
    if (!shape.smallest().equals(shape.largest())) {
      sizes += " to " + sizes(shape.largest());
    }
    line("  %,d × %s %s", shape.entries(), shape.form(), sizes);
  }

  private static String sizes(List<Long> dimensions) {
    return dimensions.stream().map(Object::toString).collect(Collectors.joining("×", "(", ")"));
  }

  /** A detail in words; one of several parts as {@code name value, name value}. */
  private static String text(Object detail) {
    return detail instanceof Map<?, ?> parts
        ? parts.entrySet().stream()
            .map(part -> part.getKey() + " " + part.getValue())
            .collect(Collectors.joining(", "))
        : detail.toString();
  }

  /** A whole number as such, any other with six digits. */
  private static String number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < MOST_WHOLE;
    return String.format(Locale.ROOT, whole ? "%.0f" : "%.6g", value);
  }

  private static String plural(long entries) {
    return entries == 1 ? "entry" : "entries";
  }

  private static void line(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
