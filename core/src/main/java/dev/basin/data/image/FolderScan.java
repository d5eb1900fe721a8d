package dev.basin.data.image;

import dev.basin.data.DatasetFormatException;
import dev.basin.data.FileState;
import dev.basin.data.archive.LeftByTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lists an image folder, {@code train/CLASS/PICTURE} and {@code test/CLASS/PICTURE}, where {@code
 * val} stands in for a {@code test} that is missing. Nothing is left out silently: a file that is
 * no picture is an error, unless {@link LeftByTools} passes over it.
 */
final class FolderScan {
  /** Of Unicode code points. Java's own order of strings is that of UTF-16 units. */
  static final Comparator<String> CODE_POINT_ORDER =
      (one, two) -> Arrays.compare(one.codePoints().toArray(), two.codePoints().toArray());

  private static final List<String> SUFFIXES = List.of(".png", ".jpg", ".jpeg");
  private static final String LAYOUT = "train/CLASS/*.png|jpg|jpeg and test/CLASS/...";

  private final Path folder;
  private final Path realFolder;

  private FolderScan(Path folder) throws IOException {
    this.folder = folder;
    this.realFolder = folder.toRealPath();
  }

  /**
   * Lists a folder.
   *
   * @throws DatasetFormatException if it does not have this form
   * @throws UncheckedIOException if it cannot be read
   */
  static FolderContents of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new DatasetFormatException(
          folder, "no such folder", "a folder with " + LAYOUT, "check the path");
    }
    try {
      return new FolderScan(folder).scan();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": " + e.getMessage(), e);
    }
  }

  /** Whether a folder may be an image folder. */
  static boolean hasTrain(Path folder) {
    return Files.isDirectory(folder.resolve("train"));
  }

  private FolderContents scan() throws IOException {
    if (!hasTrain(folder)) {
      throw new DatasetFormatException(
          folder, "no folder train in it", LAYOUT, "arrange the pictures so");
    }
    String testName = Files.isDirectory(folder.resolve("test")) ? "test" : "val";
    if (!Files.isDirectory(folder.resolve(testName))) {
      throw new DatasetFormatException(
          folder, "neither test nor val in it", LAYOUT, "put pictures to test on there");
    }
    Map<String, Path> trainClasses = classes(folder.resolve("train"));
    Map<String, Path> testClasses = classes(folder.resolve(testName));
    List<String> names = List.copyOf(trainClasses.keySet());
    if (names.size() < 2) {
      throw new DatasetFormatException(
          folder.resolve("train"),
          names.isEmpty() ? "no class" : "one class, " + names.get(0),
          "a folder for each of at least two classes",
          "arrange the pictures so");
    }
    for (Map.Entry<String, Path> entry : trainClasses.entrySet()) {
      requireOneForm(entry.getValue(), entry.getKey(), names);
    }
    for (Map.Entry<String, Path> entry : testClasses.entrySet()) {
      if (!trainClasses.containsKey(entry.getKey())) {
        throw unknownClass(entry.getValue(), entry.getKey(), names);
      }
    }
    return new FolderContents(
        folder,
        names,
        pictures("train", trainClasses, names),
        pictures(testName, testClasses, names));
  }

  /** Two folders that can only be one class, put together from two systems. */
  private static void requireOneForm(Path classFolder, String name, List<String> names) {
    Optional<String> other = LookAlikes.inAnotherForm(name, names);
    if (other.isPresent()) {
      throw new DatasetFormatException(
          classFolder,
          "the class '%s' beside '%s', the same text in another of Unicode's forms"
              .formatted(LookAlikes.spelled(name), LookAlikes.spelled(other.get())),
          "one folder for a class",
          "move the pictures of one into the other, or rename it");
    }
  }

  private static DatasetFormatException unknownClass(
      Path classFolder, String name, List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(names.size(), 10)));
    Optional<String> other = LookAlikes.of(name, names);
    if (other.isEmpty()) {
      return new DatasetFormatException(
          classFolder, "a class that train has not", "one of " + first, "rename or remove it");
    }
    return new DatasetFormatException(
        classFolder,
        "a class that train has not: '%s' looks like train's '%s'"
            .formatted(LookAlikes.spelled(name), LookAlikes.spelled(other.get())),
        "one name for a class",
        "rename one of them as the other");
  }

  private Map<String, Path> classes(Path part) throws IOException {
    Map<String, Path> classes = new TreeMap<>(CODE_POINT_ORDER);
    for (Path entry : entries(part)) {
      if (!Files.isDirectory(entry)) {
        throw new DatasetFormatException(
            entry, "a file beside the classes", "folders of classes only", "move it away");
      }
      classes.put(entry.getFileName().toString(), entry);
    }
    return classes;
  }

  private List<FolderPicture> pictures(String part, Map<String, Path> classes, List<String> names)
      throws IOException {
    List<FolderPicture> pictures = new ArrayList<>();
    for (int label = 0; label < names.size(); label++) {
      String name = names.get(label);
      Path classFolder = classes.get(name);
      if (classFolder != null) {
        int before = pictures.size();
        for (Path entry : entries(classFolder)) {
          pictures.add(picture(entry, part + "/" + name + "/", label));
        }
        if (pictures.size() == before) {
          throw new DatasetFormatException(
              classFolder, "no picture", "at least one *.png, *.jpg or *.jpeg", "add or remove it");
        }
      }
    }
    if (pictures.isEmpty()) {
      throw new DatasetFormatException(
          folder.resolve(part), "no class", LAYOUT, "put pictures there");
    }
    return pictures;
  }

  private FolderPicture picture(Path entry, String prefix, int label) throws IOException {
    String name = entry.getFileName().toString();
    BasicFileAttributes attributes = Files.readAttributes(entry, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      throw new DatasetFormatException(
          entry, "a folder or a special file", "pictures only", "move what is in it up");
    }
    if (SUFFIXES.stream().noneMatch(name.toLowerCase(Locale.ROOT)::endsWith)) {
      throw new DatasetFormatException(
          entry, "a file of another kind", "*.png, *.jpg or *.jpeg", "convert or move it away");
    }
    return new FolderPicture(
        entry, prefix + name, label, attributes.size(), FileState.of(entry).times());
  }

  private List<Path> entries(Path directory) throws IOException {
    List<Path> entries = new ArrayList<>();
    requireInside(directory);
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      for (Path entry : all) {
        String name = entry.getFileName().toString();
        if (!LeftByTools.isIgnored(name)) {
          requireWholeName(entry, name);
          requireInside(entry);
          entries.add(entry);
        }
      }
    }
    return entries;
  }

  /** Java puts U+FFFD for what it cannot read of a name; the order would depend on the system. */
  private static void requireWholeName(Path entry, String name) {
    if (name.indexOf('\uFFFD') >= 0) {
      throw new DatasetFormatException(
          entry,
          "a name that cannot be read here",
          "names in this system's encoding, " + System.getProperty("sun.jnu.encoding"),
          "set LC_ALL=C.UTF-8 if it is not UTF-8, or rename it");
    }
  }

  private void requireInside(Path path) throws IOException {
    if (!Files.isSymbolicLink(path)) {
      return;
    }
    boolean broken = !Files.exists(path);
    if (broken || !path.toRealPath().startsWith(realFolder)) {
      throw new DatasetFormatException(
          path,
          "a symbolic link to "
              + Files.readSymbolicLink(path)
              + (broken ? ", which is not there" : ""),
          "links within " + folder + " only",
          "copy what it leads to");
    }
  }
}
