package dev.basin.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What an exception of the file system means, in words. */
public final class FileFailure {
  private FileFailure() {}

  /** Why it failed, without the file's name. */
  public static String reason(UncheckedIOException e) {
    IOException cause = e.getCause();
    return cause == null ? e.toString() : reason(cause);
  }

  /** Why it failed, without the file's name. */
  public static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
      return "a file is in the way where a directory is needed";
    }
    String message =
        e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
    if ("Not a directory".equals(message)) {
      return "a file is in the way where a directory is needed";
    }
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
