package dev.basin.lab.inspect;

import dev.basin.data.DatasetFormatException;
import dev.basin.data.archive.LeftByTools;
import dev.basin.data.image.LookAlikes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A folder of pictures by class: {@code train/CLASS/*.png} and {@code test/CLASS/*.jpg}, or {@code
 * val} for {@code test}. As where such folders are read, a file that is no picture is an error,
 * unless {@link LeftByTools} passes over it.
 */
final class ImageFolderInspector implements FileInspector {
  private static final List<String> PARTS = List.of("train", "test", "val");
  private static final List<String> SUFFIXES = List.of(".png", ".jpg", ".jpeg");

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
    Map<String, Map<String, Long>> parts = new LinkedHashMap<>();
    Set<String> classes = new TreeSet<>();
    for (String part : PARTS) {
      if (Files.isDirectory(path.resolve(part))) {
        Map<String, Long> pictures = inspectPart(path.resolve(part), tally);
        parts.put(part, pictures);
        classes.addAll(pictures.keySet());
      }
    }
    Map<String, Object> details = new LinkedHashMap<>();
    parts.forEach((part, pictures) -> details.put(part, shown(pictures, classes)));
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

  private static Map<String, Long> shown(Map<String, Long> pictures, Set<String> classes) {
    Map<String, Long> shown = new TreeMap<>();
    pictures.forEach((name, count) -> shown.put(LookAlikes.shown(name, classes), count));
    return shown;
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.filter(ImageFolderInspector::counts).sorted().toList();
    }
  }

  private static boolean counts(Path entry) {
    return !LeftByTools.isIgnored(entry.getFileName().toString());
  }

  private static DatasetFormatException fault(Path path, String found) {
    return new DatasetFormatException(
        path, found, "pictures (*.png, *.jpg, *.jpeg) in a folder for each class", "move it away");
  }
}
