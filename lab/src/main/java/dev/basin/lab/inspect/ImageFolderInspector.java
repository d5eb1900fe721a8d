package dev.basin.lab.inspect;

import dev.basin.data.DatasetFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder of pictures by class: {@code train/CLASS/*.png} and {@code test/CLASS/*.jpg}, or {@code
 * val} for {@code test}. As where such folders are read, a file that is no picture is an error,
 * unless its name begins with a dot or is one that file managers leave.
 */
final class ImageFolderInspector implements FileInspector {
  private static final List<String> PARTS = List.of("train", "test", "val");
  private static final List<String> SUFFIXES = List.of(".png", ".jpg", ".jpeg");
  private static final Set<String> LEFT_BY_FILE_MANAGERS = Set.of("thumbs.db", "desktop.ini");

  @Override
  public String kind() {
    return "image folder (train/CLASS/*.png|jpg)";
  }

  @Override
  public boolean recognises(Path path, Head head) {
    return Files.isDirectory(path.resolve("train"));
  }

  @Override
  public Inspection inspect(Path path) throws IOException {
    Tally tally = new Tally();
    Map<String, Object> details = new LinkedHashMap<>();
    for (String part : PARTS) {
      if (Files.isDirectory(path.resolve(part))) {
        details.put(part, inspectPart(path.resolve(part), tally));
      }
    }
    if (tally.entries() == 0) {
      throw new DatasetFormatException(
          path, "no picture", "train/CLASS/*.png or *.jpg", "give the folder above train");
    }
    return tally.result(kind(), details);
  }

  private static Map<String, Long> inspectPart(Path part, Tally tally) throws IOException {
    Map<String, Long> pictures = new TreeMap<>();
    for (Path folder : list(part)) {
      if (!Files.isDirectory(folder)) {
        throw fault(folder, "a file beside the classes");
      }
      long count = 0;
      for (Path file : list(folder)) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (SUFFIXES.stream().noneMatch(name::endsWith)) {
          throw fault(file, "a file of another kind");
        }
        ImageInspector.read(file, tally);
        count++;
      }
      pictures.put(folder.getFileName().toString(), count);
    }
    return pictures;
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.filter(ImageFolderInspector::counts).sorted().toList();
    }
  }

  private static boolean counts(Path entry) {
    String name = entry.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && !LEFT_BY_FILE_MANAGERS.contains(name);
  }

  private static DatasetFormatException fault(Path path, String found) {
    return new DatasetFormatException(
        path, found, "pictures (*.png, *.jpg, *.jpeg) in a folder for each class", "move it away");
  }
}
