package dev.basin.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Basin this is. */
public final class Versions {
  private static final Properties BUILD = load();

  private Versions() {}

  /** The version. */
  public static String basin() {
    return BUILD.getProperty("version", "unknown");
  }

  /** The commit it was built from, or {@code unknown}. */
  public static String commit() {
    String commit = BUILD.getProperty("commit", "");
    return commit.isEmpty() || commit.startsWith("$") ? "unknown" : commit;
  }

  /** The version of a native library it was built with: libtorch, openblas or mkl. */
  public static String library(String name) {
    return BUILD.getProperty(name, "unknown");
  }

  private static Properties load() {
    Properties properties = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream("build.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
