package dev.basin.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.data.DatasetFormatException;
import dev.basin.data.FetchProgress;
import dev.basin.data.archive.ArchivedFolder;
import dev.basin.data.archive.UnpackLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of folders. */
final class HostileArchivesTest {
  private static final UnpackLimits LIMITS = new UnpackLimits(1 << 20, 100, 1 << 18);

  @TempDir Path scratch;

  @Test
  void tars() throws Exception {
    byte[] plain = Samples.of("archives/folder.tar");
    List<Mutation> bytes =
        ByteMutations.of(
            List.of(
                plain,
                unpacked(Samples.of("archives/gnu.tar.gz")),
                unpacked(Samples.of("archives/pax.tar.gz"))));
    List<Mutation> texts = TextMutations.all();
    Attack.on("tar archives", DatasetFormatException.class)
        .sample("a.tar", plain)
        .sample("a.tar", unpacked(Samples.of("archives/gnu.tar.gz")))
        .sample("a.tar", unpacked(Samples.of("archives/pax.tar.gz")))
        .sample("a.tar.gz", Samples.of("archives/folder.tar.gz"))
        .sample("a.tar.xz", Samples.of("archives/folder.tar.xz"))
        .spoilBytes("")
        .spoil(".tar", Tar.withSums(bytes))
        .spoil(".tar", Tar.withSums(texts))
        .spoil(".tar.gz", Gzip.inside(Tar.withSums(bytes)))
        .spoil(".tar.xz", Xz.inside(Tar.withSums(texts)))
        .heap(128L << 20, 64) // the dictionary that unpacking xz may ask for
        .run(scratch, 400, HostileArchivesTest::unpack);
  }

  @Test
  void zips() throws Exception {
    Attack.on("zip archives", DatasetFormatException.class)
        .sample("a.zip", Samples.of("archives/folder.zip"))
        .spoilBytes("")
        .spoilBytes("")
        .spoil("", TextMutations.all())
        .run(scratch, 400, HostileArchivesTest::unpack);
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return gzip.readAllBytes();
    }
  }

  private static void unpack(Path folder, Path output) throws IOException {
    Path archive = folder.resolve(Input.names(folder).iterator().next());
    ArchivedFolder.unpack(archive, output, LIMITS, FetchProgress.SILENT);
    try (Stream<Path> all = Files.walk(output)) {
      List<Path> found = all.toList();
      assertThat(found).hasSizeLessThanOrEqualTo(1 + LIMITS.entries());
      long bytes = 0;
      for (Path each : found) {
        boolean file = Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS);
        assertThat(file || Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS))
            .as("%s is a file or a folder", each)
            .isTrue();
        bytes += file ? Files.size(each) : 0;
      }
      assertThat(bytes).isLessThanOrEqualTo(LIMITS.totalBytes());
    }
  }
}
