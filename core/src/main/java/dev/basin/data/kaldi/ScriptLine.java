package dev.basin.data.kaldi;

import dev.basin.data.DatasetFormatException;
import dev.basin.engine.Printable;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of a script: {@code KEY FILE}, {@code KEY FILE:OFFSET}, either with a range {@code [ROWS]}
 * or {@code [ROWS,COLUMNS]} behind it.
 *
 * @param key the entry's name
 * @param file the file that holds the value
 * @param offset the byte where the value begins; 0 for a file that holds nothing else
 * @param range the part of the value that is meant, null for all of it
 */
record ScriptLine(String key, Path file, long offset, @Nullable ScriptRange range) {
  private static final Pattern RANGE = Pattern.compile("(.+)\\[([^\\[\\]]*)]");
  private static final Pattern OFFSET = Pattern.compile("(.+):(\\d{1,18})");

  /**
   * Understands a line.
   *
   * @throws DatasetFormatException if it is no such line, or if it names a command or a file that
   *     is not there
   */
  static ScriptLine parse(Path script, TextLines.Line line) {
    String key = line.firstWord();
    String place = line.rest();
    if (place.isEmpty()) {
      throw fault(script, line, "no file", "FILE or FILE:OFFSET", "make the script again");
    }
    if (place.endsWith("|") || place.startsWith("|") || place.equals("-")) {
      throw fault(
          script,
          line,
          place.equals("-") ? "standard input" : "the command " + Printable.quote(place),
          "a file; no command of a script is ever run",
          "write what it prints into an archive first: copy-feats scp:"
              + script.getFileName()
              + " ark,scp:feats.ark,feats.scp");
    }
    ScriptRange range = null;
    Matcher withRange = RANGE.matcher(place);
    if (withRange.matches()) {
      place = withRange.group(1);
      range = ScriptRange.parse(withRange.group(2));
      if (range == null) {
        throw fault(
            script,
            line,
            "the range " + Printable.quote("[" + withRange.group(2) + "]"),
            "[FIRST:LAST] or [FIRST:LAST,FIRST:LAST], both ends counted from 0 and included",
            "correct the script");
      }
    }
    long offset = 0;
    Matcher withOffset = OFFSET.matcher(place);
    if (withOffset.matches()) {
      place = withOffset.group(1);
      offset = Long.parseLong(withOffset.group(2));
    }
    Path file = locate(script, place);
    if (file == null) {
      throw fault(
          script,
          line,
          "the file " + Printable.quote(place),
          "a file that is there, seen from the working folder or from the script's",
          "work where the script was made, or correct it");
    }
    return new ScriptLine(key, file, offset, range);
  }

  /** As Kaldi does, against the working directory; failing that, against the script's folder. */
  private static @Nullable Path locate(Path script, String name) {
    try {
      Path file = Path.of(name);
      if (Files.isRegularFile(file)) {
        return file;
      }
      Path beside = script.resolveSibling(file);
      return Files.isRegularFile(beside) ? beside : null;
    } catch (InvalidPathException e) {
      return null; // a name that this system cannot have
    }
  }

  private static DatasetFormatException fault(
      Path script, TextLines.Line line, String found, String expected, String advice) {
    return new DatasetFormatException(
        script, line.offset(), "key " + Printable.quote(line.firstWord()), found, expected, advice);
  }
}
