package dev.basin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path directory;

  @Test
  void createsAndReplaces() throws IOException {
    Path target = directory.resolve("value.txt");
    AtomicFile.write(target, channel -> channel.write(bytes("one, the longer")));
    AtomicFile.write(target, channel -> channel.write(bytes("two")));
    assertThat(target).hasContent("two");
    assertThat(directory).isDirectoryContaining(path -> path.equals(target));
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void leavesTheTargetAndNoRubbishWhenTheWriterFails() throws IOException {
    Path target = directory.resolve("value.txt");
    Files.writeString(target, "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    target,
                    channel -> {
                      channel.write(bytes("half"));
                      throw new IOException("disk is full");
                    }))
        .hasMessage("disk is full");
    assertThat(target).hasContent("old");
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void saysWhereADirectoryIsMissing() {
    Path target = directory.resolve("absent").resolve("value.txt");
    assertThatThrownBy(() -> AtomicFile.write(target, channel -> channel.write(bytes("x"))))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("absent");
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
