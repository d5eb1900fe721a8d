package dev.basin.bench.djl;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The peer's command line: {@code --data DIR --batch B --epochs E --threads T}.
 *
 * @param data directory of MNIST's raw IDX files
 * @param batch samples a step
 * @param epochs epochs to time
 * @param threads threads an operation may use
 */
record Options(Path data, int batch, int epochs, int threads) {

  static Options parse(String... arguments) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      given.put(arguments[i], arguments[i + 1]);
    }
    String data = given.get("--data");
    if (data == null || arguments.length % 2 != 0) {
      throw new IllegalArgumentException(
          "expected --data DIR [--batch B] [--epochs E] [--threads T]");
    }
    return new Options(
        Path.of(data),
        number(given, "--batch", 256),
        number(given, "--epochs", 3),
        number(given, "--threads", 1));
  }

  private static int number(Map<String, String> given, String name, int otherwise) {
    String text = given.get(name);
    int value = text == null ? otherwise : Integer.parseInt(text);
    if (value < 1) {
      throw new IllegalArgumentException(name + " " + value + ": expected at least 1");
    }
    return value;
  }
}
