package dev.basin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NamedChannelTest {
  @TempDir Path directory;

  /** Linux's device on which every write fails as on a full disk. */
  @Test
  void aFullDiskIsToldWithTheFilesName() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "no /dev/full");
    try (FileChannel channel = NamedChannel.open(full, StandardOpenOption.WRITE)) {
      assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1)))
          .isInstanceOf(FileSystemException.class)
          .hasMessage("/dev/full: No space left on device")
          .hasCauseExactlyInstanceOf(IOException.class);
    }
  }

  @Test
  void writesAndReadsWhatTheFileHolds() throws IOException {
    Path file = directory.resolve("file");
    try (FileChannel channel =
        NamedChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
      assertThat(channel.position()).isEqualTo(4);
      channel.truncate(3).position(1);
      ByteBuffer two = ByteBuffer.allocate(5);
      assertThat(channel.read(two)).isEqualTo(2);
      assertThat(channel.read(two)).isEqualTo(-1);
      channel.write(ByteBuffer.wrap(new byte[] {9}), 0);
      channel.force(true);
      assertThat(channel.map(FileChannel.MapMode.READ_ONLY, 0, 3).get(0)).isEqualTo((byte) 9);
      assertThat(channel.tryLock()).isNotNull();
    }
    assertThat(file).hasBinaryContent(new byte[] {9, 2, 3});
  }

  @Test
  void keepsTheKindsOfFailures() throws IOException {
    Path absent = directory.resolve("absent");
    assertThatThrownBy(() -> NamedChannel.open(absent)).isInstanceOf(NoSuchFileException.class);
    FileChannel closed = NamedChannel.open(Files.createFile(absent));
    closed.close();
    assertThatThrownBy(closed::size).isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void isClosedByAnInterrupt() throws IOException {
    Path file = directory.resolve("file");
    try (FileChannel channel =
        NamedChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1)))
          .isInstanceOf(ClosedByInterruptException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(channel.isOpen()).isFalse();
    }
  }
}
