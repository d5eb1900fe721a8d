package dev.basin.data.archive;

import java.util.Locale;
import java.util.Set;

/** What file managers and archivers of macOS, Windows and network drives leave in folders. */
public final class LeftByTools {
  private static final Set<String> NAMES =
      Set.of(
          "__macosx",
          ".ds_store",
          ".appledouble",
          ".apdisk",
          ".fseventsd",
          ".spotlight-v100",
          ".temporaryitems",
          ".trashes",
          "icon\r",
          "thumbs.db",
          "ehthumbs.db",
          "ehthumbs_vista.db",
          "desktop.ini",
          "$recycle.bin",
          "system volume information",
          "@eadir");

  /** Before the name of the file whose attributes it holds. */
  private static final String APPLE_DOUBLE = "._";

  private LeftByTools() {}

  /** Whether a file or folder of this name counts for nothing: one of these, or a hidden one. */
  public static boolean isIgnored(String name) {
    return name.startsWith(".") || isOne(name);
  }

  private static boolean isOne(String name) {
    return name.startsWith(APPLE_DOUBLE) || NAMES.contains(name.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether a member of an archive is one of these, or lies in one.
   *
   * @param path its name, with {@code /} between folders
   */
  static boolean isIn(String path) {
    for (String name : path.split("/", -1)) {
      if (isOne(name)) {
        return true;
      }
    }
    return false;
  }
}
