package dev.basin.data.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.basin.data.DatasetFormatException;
import dev.basin.data.FetchProgress;
import dev.basin.data.image.SmallMnist;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class ArchivedFolderTest {
  private static final UnpackLimits SMALL = new UnpackLimits(1000, 10, 600);

  @TempDir Path directory;
  private Path here;
  private Path target;

  @BeforeEach
  void makeRoom() throws IOException {
    here = Files.createDirectory(directory.resolve("here"));
    target = here.resolve("target");
  }

  /** The archives are GNU tar's, xz's and Python's (see make_archives.sh beside them). */
  @ParameterizedTest
  @CsvSource({
    "folder.tar, x.tar",
    "folder.tar.gz, x.tar.gz",
    "folder.tar.gz, x.TGZ",
    "folder.tar.xz, x.tar.xz",
    "folder.tar.xz, x.txz",
    "folder.zip, x.zip"
  })
  void unpacksEveryKind(String fixture, String name) throws IOException {
    Path archive = fixture(fixture, name);
    List<String> heard = new ArrayList<>();
    assertThat(ArchivedFolder.isOne(archive)).isTrue();
    assertThat(ArchivedFolder.stem(archive)).isEqualTo("x");
    assertThat(
            ArchivedFolder.unpack(
                archive, target, SMALL, (text, done, total) -> heard.add(text + done / total)))
        .isEqualTo(target);
    assertThat(contents(target))
        .isEqualTo(
            Map.of(
                "train/one/1.txt", "1",
                "train/two/2.txt", "22",
                "train/two/empty.txt", "",
                "test/one/3.txt", "333"));
    assertThat(heard).contains("unpacking " + name + "1");
    assertNothingElse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gnu", "pax"})
  void unpacksLongNames(String format) throws IOException {
    assumeTrue(
        Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode('é'),
        "needs a system whose file names may have é");
    Path archive = fixture(format + ".tar.gz", "x.tar.gz");
    String eighty = "long".repeat(20);
    assertThat(contents(ArchivedFolder.unpack(archive, target)))
        .containsKeys("d/é.txt", "d/%1$s/%1$s/%1$s/%1$s.txt".formatted(eighty))
        .hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "a/../../x",
        "a/..",
        "..",
        "/x",
        "/",
        "//x",
        "a\\..\\..\\x",
        "\\x",
        "a\u0000b",
        "a\nb"
      })
  void refusesNamesThatLeadElsewhere(String name) throws IOException {
    String expected = "expected relative names with '/' between folders and without '..'";
    if (name.indexOf('\0') < 0) {
      refuses(tar(TarBytes.pax("path", name), TarBytes.member("a", '0', new byte[3])), expected);
      refuses(tar(TarBytes.member(name, '0', new byte[3])), expected);
      refuses(tar(TarBytes.member(name, '5', new byte[0])), expected);
    }
    refuses(zip(Map.of(name, new byte[3])), expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1, hard link",
    "2, symbolic link",
    "3, device",
    "4, device",
    "6, device",
    "S, other"
  })
  void refusesWhatIsNoFileAndNoFolder(char type, String kind) throws IOException {
    refuses(
        tar(
            TarBytes.member("a", '0', new byte[3]),
            TarBytes.member("link", type, new byte[0]),
            TarBytes.member("link/x", '0', new byte[3])),
        "found member 'link', which is of the kind '"
            + kind
            + "', expected only files and folders");
  }

  /** The archive is Python's. */
  @Test
  void refusesALinkInAZip() throws IOException {
    Path archive = fixture("link.zip", "x.zip");
    assertRefused(
        () -> ArchivedFolder.unpack(archive, target, SMALL, FetchProgress.SILENT),
        "found member 'train/one/2.txt', which is of the kind 'symbolic link'");
  }

  @Test
  void refusesAFileTwice() throws IOException {
    String message = "found member 'b/a' twice";
    byte[] one = TarBytes.member("b/a", '0', new byte[3]);
    refuses(tar(one, one), message);
    refuses(tar(one, TarBytes.member("./b//a", '0', new byte[3])), "found member './b//a' twice");
    refuses(tar(one, TarBytes.member("b/a", '5', new byte[0])), message);
    refuses(tar(one, TarBytes.member("b/a/c", '0', new byte[3])), "found member 'b/a/c' twice");
    refuses(
        tar(TarBytes.member("b/a/c", '0', new byte[3]), TarBytes.member("b/a", '0', new byte[3])),
        message);
    byte[] zip = zip(new TreeMap<>(Map.of("b/a", new byte[3], "b/b", new byte[3])));
    refuses(replaced(zip, "b/b", "b/a"), message);
  }

  @Test
  void aFolderMayComeTwice() throws IOException {
    byte[] folder = TarBytes.member("b/", '5', new byte[0]);
    Path archive = here.resolve("x.tar");
    Files.write(archive, tar(folder, TarBytes.member("b/a", '0', new byte[3]), folder));
    ArchivedFolder.unpack(archive, target);
    assertThat(contents(target)).containsOnlyKeys("b/a");
  }

  @Test
  void refusesWhatDeclaresTooMuch() throws IOException {
    String message = "found member 'a' of 601 bytes, expected at most 600 a file";
    refuses(tar(TarBytes.member("a", '0', new byte[601])), message);
    refuses(zip(Map.of("a", new byte[601])), message);
    byte[] huge = new byte[12];
    huge[0] = (byte) 0x80;
    huge[5] = 1; // 2⁴⁸
    refuses(
        tar(TarBytes.member("a", '0', new byte[0], huge)),
        "found member 'a' of 281474976710656 bytes");
    Map<String, byte[]> files = new TreeMap<>(Map.of("a", new byte[501], "b", new byte[500]));
    String total = "found more than 1001 bytes with member 'b', expected at most 1000 in all";
    refuses(zip(files), total);
    refuses(
        tar(TarBytes.member("a", '0', new byte[501]), TarBytes.member("b", '0', new byte[500])),
        total);
  }

  /** A zip whose directory says 5 bytes where the packed content has 500 (and the reverse). */
  @Test
  void refusesOtherContentThanDeclared() throws IOException {
    byte[] zip = zip(Map.of("a", new byte[500]));
    refuses(declaring(zip, 5), "found more content in member 'a', expected 5 bytes as declared");
    refuses(declaring(zip, 501), "member 'a'", "501");
  }

  @Test
  void refusesTooManyEntries() throws IOException {
    byte[][] files = new byte[11][];
    Map<String, byte[]> zipped = new TreeMap<>();
    for (int i = 0; i < 11; i++) {
      files[i] = TarBytes.member("f" + i, '0', new byte[0]);
      zipped.put("f" + i, new byte[0]);
    }
    refuses(tar(files), "found more than 10 files and folders at member 'f10'");
    refuses(zip(zipped), "it has 11 entries, more than 10");
    refuses(
        tar(TarBytes.member("1/2/3/4/5/6/7/8/9/10", '0', new byte[0]), files[0]),
        "found more than 10 files and folders at member 'f0'");
    refuses(zip(Map.of("1/2/3/4/5/6/7/8/9/10/11", new byte[0])), "found more than 10 files");
  }

  /** A megabyte of zeros packs to some hundred bytes; as headers, content or tail. */
  @ParameterizedTest
  @ValueSource(strings = {".tar.gz", ".tar.xz"})
  void refusesABomb(String suffix) throws IOException {
    byte[] headers = TarBytes.member("x", 'g', new byte[1 << 20]);
    byte[] bomb = tar(headers, headers, TarBytes.member("a", '0', new byte[3]));
    refuses(suffix, packed(suffix, bomb), "a broken archive: it has more than 1090536 bytes");
    byte[] tail = Arrays.copyOf(tar(TarBytes.member("a", '0', new byte[3])), 2 << 20);
    refuses(suffix, packed(suffix, tail), "a broken archive: it has more than 1090536 bytes");
  }

  /** An xz stream may ask for a dictionary of gigabytes before it gives a byte. */
  @Test
  void refusesAnXzThatAsksForTooMuchMemory() throws IOException {
    LZMA2Options options = new LZMA2Options(0);
    options.setDictSize(LZMA2Options.DICT_SIZE_MIN);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XZOutputStream xz = new XZOutputStream(bytes, options)) {
      xz.write(tar(TarBytes.member("a", '0', new byte[3])));
    }
    byte[] archive = bytes.toByteArray();
    // Of the block header (XZ format 1.2.0, 3.1): size, flags, filter ID 0x21, its size 1,
    // dictionary
    assertThat(archive[14]).isEqualTo((byte) 0x21);
    archive[16] = 37; // 1.5 GiB (5.3.1)
    java.util.zip.CRC32 sum = new java.util.zip.CRC32();
    sum.update(archive, 12, 8);
    ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN).putInt(20, (int) sum.getValue());
    refuses(".tar.xz", archive, "a broken archive: ", "memory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder.tar", "folder.tar.gz", "folder.tar.xz", "folder.zip"})
  void noticesEveryTruncation(String fixture) throws IOException {
    byte[] whole;
    try (InputStream input = getClass().getResourceAsStream("/archives/" + fixture)) {
      whole = input.readAllBytes();
    }
    String suffix = fixture.substring(fixture.indexOf('.'));
    // ten headers, three contents and the mark of the end; tar adds zeros, which may be cut off
    int end = suffix.equals(".tar") ? (10 + 3 + 1) * 512 : whole.length;
    for (int length = 0; length < end; length += suffix.equals(".tar") ? 256 : 5) {
      refuses(suffix, Arrays.copyOf(whole, length), "x" + suffix);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder.tar.gz", "folder.tar.xz", "folder.zip"})
  void randomDamageNeverGivesOtherContentUnnoticed(String fixture) throws IOException {
    byte[] whole;
    try (InputStream input = getClass().getResourceAsStream("/archives/" + fixture)) {
      whole = input.readAllBytes();
    }
    Map<String, String> intact = contents(ArchivedFolder.unpack(fixture(fixture, fixture), target));
    long seed = 41;
    Random random = new Random(seed);
    String suffix = fixture.substring(fixture.indexOf('.'));
    Path archive = here.resolve("x" + suffix);
    for (int round = 0; round < 100; round++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(archive, damaged);
      Path other = here.resolve("other" + round);
      try {
        Map<String, String> found = contents(ArchivedFolder.unpack(archive, other));
        // A zip's names, dates and modes have no checksum.
        assertThat(found.values()).as("seed %d, round %d", seed, round).isSubsetOf(intact.values());
      } catch (DatasetFormatException e) {
        assertThat(other).doesNotExist();
      }
    }
  }

  @Test
  void doesNotWriteOverWhatIsThere() throws IOException {
    Path archive = fixture("folder.zip", "x.zip");
    Files.createDirectory(target);
    Files.writeString(target.resolve("kept"), "kept");
    assertThatThrownBy(() -> ArchivedFolder.unpack(archive, target))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(target.toString())
        .hasCauseInstanceOf(DirectoryNotEmptyException.class);
    assertThat(contents(target)).isEqualTo(Map.of("kept", "kept"));
    Files.delete(target.resolve("kept"));
    assertThat(contents(ArchivedFolder.unpack(archive, target))).hasSize(4);
  }

  /** Names have no checksum, but stand twice. */
  @Test
  void noticesANameThatIsNotTheSameInBothPlaces() throws IOException {
    byte[] zip = zip(new TreeMap<>(Map.of("a/b.txt", new byte[3], "a/c.txt", new byte[5])));
    byte[] changed = zip.clone();
    int second = new String(zip, StandardCharsets.ISO_8859_1).lastIndexOf("a/c.txt");
    changed[second + 6] ^= 2;
    refuses(
        changed,
        "found a broken archive: zip: found the name 'a/c.txv' at byte " + second,
        " of the directory and 'a/c.txt' at byte ");
    byte[] moved = zip.clone();
    moved[second - 4] ^= 1; // where the member begins
    refuses(moved, "zip: found no member at byte ", ", where the directory has 'a/c.txt'");
  }

  /** Windows packs names in its old charset, of which it says nothing; macOS does so in UTF-8. */
  @Test
  void readsNamesOfWindowsAndMacos() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, Charset.forName("IBM437"))) {
      zip.putNextEntry(new ZipEntry("\u00c4pfel/1.txt"));
      zip.write('x');
    }
    Path windows = Files.write(here.resolve("x.zip"), bytes.toByteArray());
    assumeTrue(
        Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode('\u00c4'),
        "needs a system whose file names may have this character");
    assertThat(contents(ArchivedFolder.unpack(windows, target)))
        .isEqualTo(Map.of("\u00c4pfel/1.txt", "x"));
    byte[] macos =
        replaced(zip(Map.of("Xpfel/1", new byte[] {'x'})), "Xpfel/1", "\u00c3\u0084pfl/1");
    Path other = Files.write(here.resolve("x.mac.zip"), macos);
    assertThat(contents(ArchivedFolder.unpack(other, here.resolve("x.mac"))))
        .isEqualTo(Map.of("\u00c4pfl/1", "x"));
  }

  @Test
  void namesTheNameThatIsNoUtf8AlthoughItSaysSo() throws IOException {
    byte[] zip = zip(Map.of("\u00e9", new byte[] {'x'}));
    byte[] damaged = replaced(zip, "\u00c3\u00a9", "\u00c3)");
    refuses(
        damaged, "a broken archive: zip: found the name '", "' at byte ", "not UTF-8 as it says");
  }

  @Test
  void saysWhereATarIsDamaged() throws IOException {
    byte[] tar =
        tar(TarBytes.member("a", '0', new byte[3]), TarBytes.member("b", '0', new byte[3]));
    tar[1024 + 5] ^= 1;
    refuses(tar, "a broken archive: tar: found header checksum ", ", before byte 1536 unpacked");
  }

  /** What is in it tells; the name is wrong. */
  @ParameterizedTest
  @CsvSource({
    "x.tar.gz, BZh91AY, a bzip2 archive",
    "x.zip, Rar!\u001A\u0007x, a RAR archive",
    "x.tar, PK\u0003\u0004x, a zip archive",
    "x.tar.xz, LZIP, a lzip archive",
    "x.tgz, <!DOCTYPE html>, a web page"
  })
  void namesWhatAMisnamedArchiveIs(String name, String content, String kind) throws IOException {
    Path file = Files.write(here.resolve(name), content.getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(
        () -> ArchivedFolder.unpack(file, target),
        file + ": found " + kind + ", which is not what its name says, expected a whole ");
  }

  @Test
  void refusesOtherFiles() throws IOException {
    Path other = Files.writeString(here.resolve("x.rar"), "Rar!");
    assertThat(ArchivedFolder.isOne(other)).isFalse();
    assertThat(ArchivedFolder.isOne(here)).isFalse();
    assertThat(ArchivedFolder.isOne(here.resolve("absent.zip"))).isFalse();
    assertThatThrownBy(() -> ArchivedFolder.unpack(here.resolve("absent.zip"), target))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("absent.zip: found no such file");
    Path text = Files.writeString(here.resolve("x.zip"), "no zip at all");
    assertRefused(() -> ArchivedFolder.unpack(text, target), "zip: the mark of its end is missing");
    Path gzip = Files.writeString(here.resolve("x.tgz"), "no gzip at all");
    assertRefused(() -> ArchivedFolder.unpack(gzip, target), "a broken archive: Not in GZIP");
    Path empty = Files.createFile(here.resolve("x.tar.xz"));
    assertRefused(
        () -> ArchivedFolder.unpack(empty, target), "a broken archive: it ends too early,");
    Path xz = Files.writeString(here.resolve("x.txz"), "no xz at all, but long enough");
    assertRefused(() -> ArchivedFolder.unpack(xz, target), "a broken archive: Input is not in the");
  }

  @Test
  void theDefaultLimits() {
    assertThat(UnpackLimits.DEFAULT)
        .isEqualTo(new UnpackLimits(17_179_869_184L, 2_000_000, 268_435_456));
    assertThatThrownBy(() -> new UnpackLimits(1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "unpack limits: found totalBytes 1, entries 0, entryBytes 1, expected all above 0");
  }

  /** Archives of both kinds begin with PK or not. */
  private void refuses(byte[] archive, String... expected) throws IOException {
    refuses(archive[0] == 'P' && archive[1] == 'K' ? ".zip" : ".tar", archive, expected);
  }

  private void refuses(String suffix, byte[] archive, String... expected) throws IOException {
    Path file = Files.write(here.resolve("x" + suffix), archive);
    assertRefused(() -> ArchivedFolder.unpack(file, target, SMALL, FetchProgress.SILENT), expected);
    Files.delete(file);
  }

  private void assertRefused(ThrowingCallable unpack, String... expected) throws IOException {
    assertThatThrownBy(unpack)
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageStartingWith(here.toString())
        .hasMessageContainingAll(expected);
    assertThat(target).doesNotExist();
    assertNothingElse();
  }

  /** Neither beside the target nor outside is anything left. */
  private void assertNothingElse() throws IOException {
    try (Stream<Path> outside = Files.list(directory)) {
      assertThat(outside).containsExactly(here);
    }
    try (Stream<Path> beside = Files.list(here)) {
      assertThat(beside.map(path -> path.getFileName().toString()))
          .allMatch(name -> name.startsWith("x.") || name.equals("target"));
    }
  }

  private Path fixture(String fixture, String name) throws IOException {
    Path archive = here.resolve(name);
    try (InputStream input = getClass().getResourceAsStream("/archives/" + fixture)) {
      Files.copy(input, archive);
    }
    return archive;
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        contents.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    }
    return contents;
  }

  private static byte[] tar(byte[]... members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] member : members) {
      bytes.writeBytes(member);
    }
    bytes.writeBytes(new byte[1024]);
    return bytes.toByteArray();
  }

  private static byte[] packed(String suffix, byte[] content) throws IOException {
    if (suffix.equals(".tar.gz")) {
      return SmallMnist.gzip(content);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream xz = new XZOutputStream(bytes, new LZMA2Options(0))) {
      xz.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] replaced(byte[] archive, String from, String to) {
    String text = new String(archive, StandardCharsets.ISO_8859_1).replace(from, to);
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Changes the unpacked length in the directory of a zip of one file. */
  private static byte[] declaring(byte[] archive, int length) {
    byte[] changed = archive.clone();
    ByteBuffer bytes = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < changed.length - 4; at++) {
      if (bytes.getInt(at) == 0x02014b50) {
        bytes.putInt(at + 24, length);
      }
    }
    return changed;
  }
}
