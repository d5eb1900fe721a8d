package dev.basin.engine;

import java.util.Locale;

/** Why native libraries could not be unpacked or loaded, and what to do. */
final class LoadFailure {
  private static final int DEEPEST = 20;

  private LoadFailure() {}

  /** What the system said first: the loader's own errors lie behind JavaCPP's. */
  static String reason(Throwable failure) {
    Throwable first = failure;
    for (int k = 0; k < DEEPEST && first.getCause() != null; k++) {
      first = first.getCause();
    }
    String message = first.getMessage();
    String reason = message == null ? first.toString() : message;
    return isForbidden(reason)
        ? reason + " (this system does not let it be run from there)"
        : reason;
  }

  /** What to do. */
  static String cure(Throwable failure) {
    String reason = reason(failure).toLowerCase(Locale.ROOT);
    if (reason.contains("no space left") || reason.contains("quota exceeded")) {
      return "make room (the libraries take 1 GB), or " + NativeCache.CURE;
    }
    if (isForbidden(reason)) {
      return NativeCache.CURE;
    }
    if (reason.contains("cannot allocate memory")) {
      return "allow more memory, or raise the limit on address space (ulimit -v unlimited)";
    }
    return "run 'basin doctor', or " + NativeCache.CURE;
  }

  /** A file system mounted noexec, or a policy, refuses to map a library as a program. */
  private static boolean isForbidden(String reason) {
    String words = reason.toLowerCase(Locale.ROOT);
    return words.contains("failed to map segment") && !words.contains("cannot allocate memory");
  }
}
