package dev.basin.lab.inspect;

import dev.basin.data.image.PictureFile;
import dev.basin.data.image.codec.PictureForm;
import java.nio.file.Path;
import java.util.Map;

/**
 * A picture, PNG or JPEG: its samples as they are stored, before any conversion of colours; of a
 * JPEG in colour, red, green and blue. What cannot be trained on is an error here, too.
 */
final class ImageInspector implements FileInspector {
  @Override
  public String kind() {
    return "image (PNG or JPEG)";
  }

  @Override
  public boolean recognises(Path path, Head head) {
    return head.startsWith(0x89, 'P', 'N', 'G') || head.startsWith(0xFF, 0xD8, 0xFF);
  }

  @Override
  public Inspection inspect(Path path) {
    Tally tally = new Tally();
    read(path, tally);
    return tally.result(kind(), Map.of());
  }

  /** Decodes a whole picture and counts it and its samples. */
  static void read(Path path, Tally tally) {
    try (PictureFile picture = PictureFile.open(path)) {
      PictureForm form = picture.form();
      tally.entry(form.format(), form.channels(), form.height(), form.width());
      picture.samples(
          (y, samples) -> {
            for (int sample : samples) {
              tally.value(sample);
            }
          });
    }
  }
}
