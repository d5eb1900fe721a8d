package dev.basin.lab.study;

import dev.basin.data.image.CifarVariant;
import dev.basin.data.image.ImageSize;
import dev.basin.data.prepared.PreparedSet;
import dev.basin.data.synthetic.SyntheticData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A data set as catalogues are asked for it, wherever the study lies that names it.
 *
 * @param data the name of a known data set, or an absolute path; a word that is neither stays as it
 *     is, and is no data set unless another is given in its place
 * @param size to which the pictures of a folder are scaled, or null for their own
 */
public record DataText(String data, @Nullable ImageSize size) {
  private static final String AT = " at ";
  private static final Pattern SCALED =
      Pattern.compile("(.*)" + AT + "(\\d+x\\d+)", Pattern.DOTALL);

  /** Studies name it, though it has to be given. */
  private static final String TIMIT = "timit";

  /** Whether it is a data set's name, which is no path whatever files there are. */
  public static boolean isName(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    return name.equals("mnist")
        || name.equals(TIMIT)
        || SyntheticData.isNamedIn(name)
        || Arrays.stream(CifarVariant.values()).anyMatch(variant -> name.equals(variant.title()));
  }

  /**
   * What a text in a file, or in a command, means.
   *
   * @param text a name or a path
   * @param folder from where paths are
   * @param size to which pictures of a folder are scaled, or null; nothing else is scaled
   */
  public static DataText of(String text, Path folder, @Nullable ImageSize size) {
    if (text.isBlank() || isName(text)) {
      return new DataText(text, null);
    }
    Path path = folder.toAbsolutePath().resolve(text).normalize();
    if (!Files.exists(path) && !looksLikeAPath(text)) {
      return new DataText(text, size);
    }
    return new DataText(path.toString(), PreparedSet.isOne(path) ? null : size);
  }

  /** No data set's name has a dot or a slash. */
  private static boolean looksLikeAPath(String text) {
    return text.contains("/") || text.contains("\\") || text.contains(".") || text.startsWith("~");
  }

  /** Reads what {@link #text} wrote. */
  public static DataText parse(String text) {
    Matcher scaled = SCALED.matcher(text);
    return scaled.matches()
        ? new DataText(scaled.group(1), ImageSize.parse(scaled.group(2)))
        : new DataText(text, null);
  }

  /** The last part of a path; a name as it is. */
  public String lastName() {
    Path last = isName(data) || data.isBlank() ? null : Path.of(data).getFileName();
    return last == null ? data : last.toString();
  }

  /** All of it in one text: {@code /home/me/my-images at 32x32}. */
  public String text() {
    return size == null ? data : data + AT + size;
  }

  /** What is appended to a name: pictures of two sizes are two data sets. */
  public static String suffix(@Nullable ImageSize size) {
    return size == null ? "" : "-" + size;
  }
}
