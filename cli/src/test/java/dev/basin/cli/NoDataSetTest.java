package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --data} may name by mistake is told apart. */
final class NoDataSetTest {
  @TempDir Path directory;

  private Run evaluate(String data) {
    return Run.of("evaluate", "--network", "C1", "--weights", "w", "--data", data);
  }

  /** By its first bytes, whatever its name, or else by its name. */
  @ParameterizedTest
  @CsvSource({
    "pictures.tar.bz2, BZh91AY, a bzip2 archive, unpack it",
    "pictures, BZh91AY, a bzip2 archive, unpack it",
    "pictures.tbz2, ?, a bzip2 archive, unpack it",
    "pictures.tar.zst, (\u00B5/\u00FD, a Zstandard archive, unpack it",
    "pictures.tar.zst, ?, a Zstandard archive, unpack it",
    "pictures.rar, Rar!\u001A\u0007x, a RAR archive, unpack it",
    "pictures.7z, 7z\u00BC\u00AF'\u001Cx, a 7z archive, unpack it",
    "pictures.tar.lz4, ?, an LZ4 archive, unpack it",
    "pictures.gz, '\u001F\u008Bx', gzip data, let its name end in .tar.gz",
    "pictures.zip.part, PK\u0003\u0004x, a zip archive, let its name end in .zip",
    "photo.jpg, \u00FF\u00D8\u00FF, a single picture, name the folder",
    "feats.ark, x, a Kaldi archive, basin data prepare kaldi",
    "points.csv, 'a,b', a table, train/CLASS",
    "weights.safetensors, x, a file of weights, name the folder",
    "pictures.bin, x, a binary file, --data cifar10",
    "download, <!DOCTYPE html>, a web page, download the file itself",
    "notes, hello, a file of a kind that is no data set, train/CLASS"
  })
  void files(String name, String content, String kind, String advice) throws IOException {
    Path file = directory.resolve(name);
    Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
    Run run = evaluate(file.toString());
    assertThat(run.code()).isEqualTo(ExitCode.DATA);
    assertThat(run.err())
        .startsWith("basin: " + file + ": found " + kind)
        .contains("expected a prepared set, an image folder, or an archive of one (.tar.gz")
        .contains(advice)
        .hasLineCount(1);
  }

  @Test
  void emptyFilesLinksAndFilesOfASet() throws IOException {
    Path empty = Files.createFile(directory.resolve("empty"));
    assertThat(evaluate(empty.toString()).err()).contains(": found an empty file, expected");
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("nowhere"));
    assertThat(evaluate(link.toString()).err())
        .contains(": found a symbolic link to nowhere, which is not there, expected");
    Path set = Files.writeString(directory.resolve("set.json"), "{}");
    assertThat(evaluate(set.toString()).err())
        .contains(": found a file of a prepared set, expected the folder of all its files; name ");
    assertThat(evaluate("/dev/null").err())
        .contains("/dev/null: found neither a file nor a folder");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"./pictures", "no/such/folder", "pictures.tar.bz2", "absent.zip", "~/data"})
  void pathsThatAreNotThere(String path) {
    Run run = evaluate(path);
    assertThat(run.code()).isEqualTo(ExitCode.DATA);
    assertThat(run.err())
        .contains(": found no such file or folder, expected a prepared set, an image folder")
        .contains("check the path; it is looked for in " + Path.of("").toAbsolutePath())
        .hasLineCount(1);
  }

  @Test
  void names() {
    Run run = evaluate("cifar");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .startsWith(
            "basin: no data set, and no file or folder here, is called 'cifar'; known are: ")
        .hasLineCount(1);
  }
}
