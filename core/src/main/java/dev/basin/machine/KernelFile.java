package dev.basin.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Small text files in which a kernel tells of itself; what is not there is not told. */
final class KernelFile {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+");

  private KernelFile() {}

  /** The lines of a file; none where it cannot be read. */
  static List<String> lines(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The number that a file consists of; none for a word such as {@code max}. */
  static OptionalLong number(Path file) {
    List<String> lines = lines(file);
    return lines.isEmpty() ? OptionalLong.empty() : whole(lines.get(0).strip());
  }

  /** The first number of the line that begins with a name. */
  static OptionalLong number(List<String> lines, String name) {
    for (String line : lines) {
      if (line.startsWith(name)) {
        Matcher number = NUMBER.matcher(line.substring(name.length()));
        return number.find() ? whole(number.group()) : OptionalLong.empty();
      }
    }
    return OptionalLong.empty();
  }

  /** A count; one beyond a long's range is no limit. */
  private static OptionalLong whole(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
