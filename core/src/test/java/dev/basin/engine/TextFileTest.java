package dev.basin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFileTest {
  private static final String TEXT = "\r\ntitle: é 😀\r\n";

  @TempDir Path directory;

  private Path file(byte[]... parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return Files.write(directory.resolve("file"), bytes.toByteArray());
  }

  @Test
  void readsUtf8() throws IOException {
    assertThat(TextFile.read(file(TEXT.getBytes(StandardCharsets.UTF_8)))).isEqualTo(TEXT);
    assertThat(TextFile.read(file())).isEmpty();
    assertThat(TextFile.read(file(new byte[] {'x'}))).isEqualTo("x");
  }

  /** The mark is U+FEFF in the text's own encoding. */
  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void aByteOrderMarkTellsTheEncodingAndIsNoText(String encoding) throws IOException {
    Charset charset = Charset.forName(encoding);
    Path marked = file("\uFEFF".getBytes(charset), TEXT.getBytes(charset));
    assertThat(TextFile.read(marked)).isEqualTo(TEXT);
    assertThat(TextFile.read(file("\uFEFF".getBytes(charset)))).isEmpty();
  }

  /** Latin-1, UTF-16 without its mark, and half of a character. */
  @ParameterizedTest
  @CsvSource({"ISO-8859-1, é", "UTF-16LE, title", "UTF-16BE, title"})
  void refusesOtherEncodings(String encoding, String text) throws IOException {
    Path file = file(text.getBytes(Charset.forName(encoding)));
    assertThatThrownBy(() -> TextFile.read(file)).isInstanceOf(CharacterCodingException.class);
    Path half = file(new byte[] {(byte) 0xFF, (byte) 0xFE, 'x', 0, 'y'});
    assertThatThrownBy(() -> TextFile.read(half)).isInstanceOf(CharacterCodingException.class);
  }
}
