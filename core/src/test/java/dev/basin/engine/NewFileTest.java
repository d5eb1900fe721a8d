package dev.basin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NewFileTest {
  @TempDir Path directory;

  private static NewFile reserve(Path file, long bytes) throws IOException {
    return NewFile.tryReserve(file, bytes).orElseThrow();
  }

  private static AtomicFile.Content text(String text) {
    return channel -> channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private String[] names() {
    return directory.toFile().list();
  }

  @Test
  void isThereOnceItIsWritten() throws IOException {
    Path file = directory.resolve("weights.bin");
    try (NewFile reserved = reserve(file, 1_000)) {
      assertThat(file).doesNotExist();
      assertThat(directory.resolve(".weights.bin.part")).hasSize(1_000);
      assertThat(reserved.write(text("whole"))).isEqualTo(file);
      assertThat(file).hasContent("whole");
    }
    assertThat(names()).containsExactly("weights.bin");
  }

  @Test
  void maybeLongerThanWasThought() throws IOException {
    Path file = directory.resolve("weights.bin");
    try (NewFile reserved = reserve(file, 2)) {
      reserved.write(text("whole"));
    }
    assertThat(file).hasContent("whole");
  }

  @Test
  void nothingIsLeftOfOneThatWasNotWritten() throws IOException {
    reserve(directory.resolve("weights.bin"), 1_000).close();
    assertThat(names()).isEmpty();
  }

  @Test
  void oneMakesItAtATime() throws IOException {
    Path file = directory.resolve("weights.bin");
    try (NewFile first = reserve(file, 10)) {
      assertThat(NewFile.tryReserve(file, 10)).isEmpty();
      assertThat(NewFile.tryReserve(directory.resolve("other"), 10))
          .get()
          .satisfies(NewFile::close);
      first.write(text("whole"));
    }
    assertThatThrownBy(() -> NewFile.tryReserve(file, 10))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("whole");
  }

  @Test
  void whatSomebodyElseMadeMeanwhileIsLeftAlone() throws IOException {
    Path file = directory.resolve("weights.bin");
    Files.writeString(directory.resolve("weights-2.bin"), "older");
    try (NewFile reserved = reserve(file, 10)) {
      Files.writeString(file, "another's");
      assertThat(reserved.write(text("whole"))).isEqualTo(directory.resolve("weights-3.bin"));
    }
    assertThat(file).hasContent("another's");
    assertThat(directory.resolve("weights-3.bin")).hasContent("whole");
    assertThat(names()).hasSize(3);
  }

  @Test
  void whatAKilledProcessLeftIsTakenOver() throws IOException {
    Path left = Files.writeString(directory.resolve(".weights.bin.part"), "half of something long");
    Path file = directory.resolve("weights.bin");
    try (NewFile reserved = reserve(file, 3)) {
      assertThat(left).hasSize(3);
      reserved.write(text("whole"));
    }
    assertThat(names()).containsExactly("weights.bin");
    assertThat(file).hasContent("whole");
  }

  @Test
  void aSecondCloseTouchesNobodyElses() throws IOException {
    Path file = directory.resolve("weights.bin");
    NewFile first = reserve(file, 3);
    first.close();
    try (NewFile second = reserve(file, 3)) {
      first.close();
      assertThat(directory.resolve(".weights.bin.part")).exists();
      second.write(text("whole"));
    }
    assertThat(file).hasContent("whole");
  }

  @Test
  void whatIsInTheWayIsSaid() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("folder"));
    assertThatThrownBy(() -> reserve(folder, 1)).isInstanceOf(FileAlreadyExistsException.class);
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("nowhere"));
    assertThatThrownBy(() -> reserve(link, 1)).isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> reserve(directory.resolve("huge"), Long.MAX_VALUE))
        .hasMessageContaining("not enough room on the disk for huge");
    Files.createDirectory(directory.resolve(".other.part"));
    assertThatThrownBy(() -> reserve(directory.resolve("other"), 1))
        .hasMessageContaining("not a plain file");
    assertThat(names()).containsExactlyInAnyOrder("folder", "link", ".other.part");
  }
}
