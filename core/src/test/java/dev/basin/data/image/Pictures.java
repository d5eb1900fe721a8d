package dev.basin.data.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pictures of 13×10 pixels that PIL made, with its pixels (see make_pictures.py beside them). */
final class Pictures {
  static final ImageSize SIZE = new ImageSize(13, 10);

  private Pictures() {}

  static byte[] resource(String name) throws IOException {
    try (InputStream input = Pictures.class.getResourceAsStream("/pictures/" + name)) {
      return input.readAllBytes();
    }
  }

  /** The pixels of a picture, or of the scaled one of a size. */
  static byte[] pixels(String name) throws IOException {
    return resource(name + ".rgb");
  }

  /** Copies a picture; the directories on the way are made. */
  static Path put(String name, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(file, resource(name));
  }

  /** What is made of a picture's file. */
  static byte[] decoded(Path file) {
    try (PictureFile picture = PictureFile.open(file)) {
      return picture.values(picture.size());
    }
  }
}
