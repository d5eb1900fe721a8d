package dev.basin.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunnableDirectoryTest {
  @TempDir private Path directory;
  private Path real;
  private FakeSystem system;

  @BeforeEach
  void machine() throws IOException {
    real = directory.toRealPath();
    system = new FakeSystem(Files.createDirectory(real.resolve("system")));
  }

  private RunnableDirectory onSystem() {
    return new RunnableDirectory(system.root());
  }

  private static String inTable(Path path) {
    return path.toString().replace("\\", "\\134").replace(" ", "\\040");
  }

  @Test
  void aDirectoryIsMade() {
    Path made = directory.resolve("a/b");
    assertThat(onSystem().refusalOf(made)).isEmpty();
    assertThat(made).isDirectory();
  }

  @Test
  void aMountThatRunsNothingIsNamed() throws IOException {
    Path mounted = Files.createDirectory(real.resolve("no exec"));
    system.mount("/", inTable(mounted), "rw,noexec,relatime", "tmpfs", "rw");
    assertThat(onSystem().refusalOf(mounted.resolve("cache")).orElseThrow())
        .contains("no exec/cache is on a file system that does not run programs")
        .endsWith("(" + mounted + " is mounted noexec)");
    assertThat(mounted).as("nothing is left there").isEmptyDirectory();
    assertThat(onSystem().refusalOf(real.resolve("no executable"))).isEmpty();
  }

  @Test
  void aLinkIsFollowed() throws IOException {
    Path mounted = Files.createDirectory(real.resolve("mounted"));
    system.mount("/", inTable(mounted), "rw,noexec", "tmpfs", "rw");
    Path link = Files.createSymbolicLink(real.resolve("link"), mounted);
    assertThat(onSystem().refusalOf(link.resolve("cache"))).isPresent();
  }

  @Test
  void theDeepestMountCountsAndOfTwoTheLast() throws IOException {
    Path mounted = Files.createDirectory(real.resolve("mounted"));
    Path inner = Files.createDirectory(mounted.resolve("inner"));
    system.mount("/", inTable(mounted), "rw,noexec", "tmpfs", "rw");
    system.mount("/", inTable(inner), "rw", "tmpfs", "rw");
    assertThat(onSystem().refusalOf(inner)).isEmpty();
    assertThat(onSystem().refusalOf(mounted)).isPresent();
    system.mount("/", inTable(mounted), "rw", "tmpfs", "rw");
    assertThat(onSystem().refusalOf(mounted)).isEmpty();
  }

  @Test
  void aDirectoryThatCannotBeMade() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThat(onSystem().refusalOf(file.resolve("cache")).orElseThrow())
        .contains("cannot be made");
    assertThat(onSystem().refusalOf(file).orElseThrow()).contains("cannot be made");
  }

  @Test
  void aDirectoryThatCannotBeWritten() throws IOException {
    Path closed = Files.createDirectory(directory.resolve("closed"));
    assumeFalse(!closed.toFile().setWritable(false) || Files.isWritable(closed), "all may write");
    assertThat(onSystem().refusalOf(closed).orElseThrow()).contains("not writable");
  }
}
