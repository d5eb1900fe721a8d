package dev.basin.data;

import dev.basin.engine.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of a folder whose digest was found to be right, so that gigabytes are not read again at
 * each start. The file {@code .checked} in the folder keeps, a line each, the digest and the {@link
 * FileState} that the files had; any change that the file system shows makes them be read again, as
 * does the loss of {@code .checked}. Where the folder cannot be written, or the system does not
 * keep the time of a file's last change, nothing is remembered.
 */
public final class CheckedContent {
  public static final String FILE = ".checked";

  private static final long LONGEST_MEMORY = 1 << 20;

  private final Path memory;
  private final String name;
  private final String digest;
  private final List<Path> files;
  private final List<FileState> before;

  /**
   * Looks at files, before they are read.
   *
   * @param folder where it is remembered
   * @param name what the files are called together, without spaces
   * @param digest what their content is expected to have, without spaces
   * @param files in the order in which they make the digest
   * @throws IOException if one cannot be looked at
   */
  public CheckedContent(Path folder, String name, String digest, List<Path> files)
      throws IOException {
    this.memory = folder.resolve(FILE);
    this.name = name;
    this.digest = digest;
    this.files = List.copyOf(files);
    this.before = states();
  }

  private List<FileState> states() throws IOException {
    List<FileState> states = new ArrayList<>();
    for (Path file : files) {
      states.add(FileState.of(file));
    }
    return states;
  }

  /** Whether the files had this digest once, and have not changed since, up to now. */
  public boolean isKnown() throws IOException {
    return remembered().contains(line()) && states().equals(before);
  }

  private String line() {
    StringBuilder line = new StringBuilder(name).append(' ').append(digest);
    before.forEach(state -> line.append(' ').append(state));
    return line.toString();
  }

  private List<String> remembered() {
    try {
      boolean readable =
          Files.isRegularFile(memory, LinkOption.NOFOLLOW_LINKS)
              && Files.size(memory) <= LONGEST_MEMORY;
      return readable ? Files.readAllLines(memory) : List.of();
    } catch (IOException e) {
      return List.of(); // then the files are read, which is never wrong
    }
  }

  /** Remembers that the digest was found, unless the files have changed or just might. */
  public void remember() throws IOException {
    remember(Instant.now());
  }

  public void remember(Instant now) throws IOException {
    if (!states().equals(before) || !before.stream().allMatch(state -> state.isSettled(now))) {
      return;
    }
    List<String> lines = new ArrayList<>(remembered());
    lines.removeIf(line -> line.startsWith(name + " "));
    lines.add(line());
    byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      AtomicFile.write(memory, text);
    } catch (IOException e) {
      // a folder that is only read: the files are read again the next time
    }
  }
}
