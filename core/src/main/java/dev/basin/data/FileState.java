package dev.basin.data;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the file system tells of a file's content without reading it. Whoever writes to a file, or
 * puts another in its place, changes it: length and time of writing can be set back, but not the
 * time of the last change to the file itself, which is there where the system knows POSIX.
 *
 * @param bytes the length
 * @param written when the content was last written, as far as whoever wrote it says so
 * @param changed when anything of the file was last changed; null where the system does not keep it
 * @param identity device and number of the file; empty where the system has none
 */
public record FileState(long bytes, Instant written, @Nullable Instant changed, String identity) {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

  /** The state of a file now; of what a link leads to. */
  public static FileState of(Path file) throws IOException {
    Map<String, Object> found =
        Files.readAttributes(
            file, POSIX ? "unix:size,lastModifiedTime,ctime,ino,dev" : "size,lastModifiedTime");
    return new FileState(
        found.get("size") instanceof Long bytes ? bytes : 0,
        found.get("lastModifiedTime") instanceof FileTime time ? time.toInstant() : Instant.EPOCH,
        found.get("ctime") instanceof FileTime time ? time.toInstant() : null,
        POSIX ? found.get("dev") + ":" + found.get("ino") : "");
  }

  /** When the file was last changed, to tell one state from another. */
  public String times() {
    return changed == null ? written.toString() : written + "," + changed;
  }

  /**
   * Whether a change from now on will show: the last one is over for longer than the clocks of file
   * systems are coarse.
   */
  boolean isSettled(Instant now) {
    Instant last = changed;
    return last != null && last.plusSeconds(2).isBefore(now);
  }

  @Override
  public String toString() {
    return bytes + "," + times() + "," + identity;
  }
}
