package dev.basin.data.kaldi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.data.DatasetFormatException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Byte-order marks and carriage returns, as editors and shells of Windows write them. */
final class TextOfWindowsTest {
  private static final String MARK = "\uFEFF";

  @TempDir Path directory;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", MARK, "\r\n", MARK + "\r\n\r\n", MARK + "\r", "\r"})
  void archives(String head) throws IOException {
    Path archive = write("x.ark", head + "utt1  [\r\n 1 2\r\n 3 4 ]\r\nutt2 7 8\r\n");
    Map<String, KaldiEntry> entries = Tables.read(archive);
    assertThat(entries.keySet()).containsExactly("utt1", "utt2");
    assertThat(entries.get("utt1").matrix().values()).containsExactly(1, 2, 3, 4);
    assertThat(entries.get("utt2").integers().values()).containsExactly(7, 8);
  }

  /** The places that a script names count the mark's bytes of the archive. */
  @ParameterizedTest
  @ValueSource(strings = {"", MARK, "\r\n", MARK + "\r\n", MARK + "\r"})
  void scripts(String head) throws IOException {
    write("x.ark", MARK + "utt1  [ 1 2 ]\r\n");
    write("alone.txt", MARK + " [ 5 6 ]\r\n");
    Path script = write("x.scp", head + "a x.ark:8\r\nb alone.txt\r\n");
    Map<String, KaldiEntry> entries = Tables.read(script);
    assertThat(entries.keySet()).containsExactly("a", "b");
    assertThat(((KaldiVector) entries.get("a").value()).values()).containsExactly(1, 2);
    assertThat(((KaldiVector) entries.get("b").value()).values()).containsExactly(5, 6);
  }

  @Test
  void valuesAlone() throws IOException {
    KaldiValue value = KaldiTable.readValue(write("x.mat", MARK + "[ 1 2 ]\r\n"));
    assertThat(((KaldiVector) value).values()).containsExactly(1, 2);
  }

  /** Also with line ends of the old Macintosh. */
  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void listsAndMaps(String end) throws IOException {
    Path speakers = write("spk", MARK + end + "s1" + end + "s2 f" + end);
    assertThat(
            new HeldOut.Listed(speakers).choose(new TreeSet<>(java.util.Set.of("s1", "s2", "s3"))))
        .containsExactly("s1", "s2");
    Path map = write("utt2spk", MARK + "u1 s1" + end + end + "u2 s2" + end);
    SpeakerMap speakerMap = new SpeakerMap(map);
    for (KaldiEntry entry : Tables.read(write("x.ark", "u1 1\nu2 2\n")).values()) {
      assertThat(speakerMap.speaker(entry)).isEqualTo("s" + entry.key().charAt(1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void namesUtf16(String encoding) throws IOException {
    byte[] bytes = (MARK + "utt1 1\r\n").getBytes(Charset.forName(encoding));
    for (String name : new String[] {"x.ark", "x.scp"}) {
      Path file = Files.write(directory.resolve(name), bytes);
      assertThatThrownBy(() -> Tables.read(file))
          .isInstanceOf(DatasetFormatException.class)
          .hasMessage(
              file
                  + ", byte 0: found the byte-order mark of UTF-16, expected text in UTF-8, or"
                  + " binary data; save it as UTF-8, for example by: iconv -f UTF-16 -t UTF-8 OLD >"
                  + " NEW");
    }
  }

  /** A key may begin with any other letter of three bytes. */
  @Test
  void aKeyIsNoMark() throws IOException {
    String key =
        new String(new byte[] {(byte) 0xEF, (byte) 0xBC, (byte) 0xA1}, StandardCharsets.UTF_8);
    assertThat(Tables.read(write("x.ark", key + " 1\n")).keySet()).containsExactly(key);
  }
}
