package dev.basin.data.image;

import dev.basin.engine.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What is in an image folder.
 *
 * @param folder where it is
 * @param classes the names of the classes, in the order of their labels
 * @param train the training pictures, in the order of their paths
 * @param test the test pictures, in the order of their paths
 */
record FolderContents(
    Path folder, List<String> classes, List<FolderPicture> train, List<FolderPicture> test) {
  FolderContents {
    classes = List.copyOf(classes);
    train = train.stream().sorted(Comparator.comparing(FolderPicture::path)).toList();
    test = test.stream().sorted(Comparator.comparing(FolderPicture::path)).toList();
  }

  /** Pictures in data-set order: ascending by the SHA-256 of the path's UTF-8 bytes. */
  static List<FolderPicture> inOrder(List<FolderPicture> pictures) {
    record Keyed(String key, FolderPicture picture) {}
    return pictures.stream()
        .map(picture -> new Keyed(Sha256.of(picture.path()), picture))
        .sorted(Comparator.comparing(Keyed::key))
        .map(Keyed::picture)
        .toList();
  }

  private Stream<FolderPicture> all() {
    return Stream.concat(train.stream(), test.stream());
  }

  /** The lengths of all files together. */
  long bytes() {
    return all().mapToLong(FolderPicture::bytes).sum();
  }

  /** How many files have a JPEG's name. */
  long jpegs() {
    return all()
        .map(picture -> picture.path().toLowerCase(Locale.ROOT))
        .filter(path -> !path.endsWith(".png"))
        .count();
  }

  /** A digest that changes when a file comes, goes, is renamed, or is written to. */
  String state() {
    Sha256 digest = new Sha256();
    all()
        .forEach(
            picture ->
                digest.update(
                    "%s\0%d\0%s\0"
                        .formatted(picture.path(), picture.bytes(), picture.changed())
                        .getBytes(StandardCharsets.UTF_8)));
    return digest.hex();
  }
}
