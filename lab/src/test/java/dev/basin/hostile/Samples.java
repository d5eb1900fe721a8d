package dev.basin.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sound files that other programs made; they lie among core's test resources. */
final class Samples {
  private static final Path RESOURCES = Path.of("..", "core", "src", "test", "resources");

  private Samples() {}

  /** The content of one. */
  static byte[] of(String name) throws IOException {
    return Files.readAllBytes(RESOURCES.resolve(name));
  }
}
