package dev.basin.data.image;

import dev.basin.data.Checksum;
import dev.basin.data.DataFile;
import dev.basin.data.archive.TarBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Data sets of CIFAR's form with few records, which tests make by hand. Record r (counted through
 * all files) has the label bytes {@link #label} and the pixels {@link #pixel}.
 */
final class SmallCifar {
  static final int TRAIN = 6;
  static final int TEST = 3;

  /** The files' contents by name; a test may damage them. */
  final Map<String, byte[]> contents = new LinkedHashMap<>();

  private final CifarVariant variant;
  private final CifarLayout form;

  /** Two training files of three records for CIFAR-10, one of six for CIFAR-100. */
  SmallCifar(CifarVariant variant) {
    this.variant = variant;
    this.form = variant.layout();
    if (variant == CifarVariant.CIFAR10) {
      contents.put("data_batch_1.bin", records(0, 3));
      contents.put("data_batch_2.bin", records(3, 3));
      contents.put("test_batch.bin", records(6, TEST));
      names("batches.meta.txt", "kind", 10, "\n\n");
    } else {
      contents.put("train.bin", records(0, TRAIN));
      contents.put("test.bin", records(TRAIN, TEST));
      names("coarse_label_names.txt", "group", 20, "\n");
      names("fine_label_names.txt", "kind", 100, "\n");
    }
  }

  /** A label byte: below the number of its classes, and different for neighbours. */
  int label(int record, int at) {
    return (7 * record + 3 + 5 * at) % form.classes().get(at);
  }

  /** A pixel, from a rule that tells record, channel, row and column apart. */
  static int pixel(int record, int channel, int row, int column) {
    return (record * 31 + channel * 97 + row * 7 + column) & 0xFF;
  }

  private byte[] records(int first, int count) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int record = first; record < first + count; record++) {
      for (int at = 0; at < form.classes().size(); at++) {
        bytes.write(label(record, at));
      }
      for (int channel = 0; channel < 3; channel++) {
        for (int row = 0; row < 32; row++) {
          for (int column = 0; column < 32; column++) {
            bytes.write(pixel(record, channel, row, column));
          }
        }
      }
    }
    return bytes.toByteArray();
  }

  private void names(String file, String stem, int count, String end) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(stem + i);
    }
    contents.put(file, (String.join("\n", names) + end).getBytes(StandardCharsets.UTF_8));
  }

  /** The archive of the contents as they are now, its members not in the order of the records. */
  byte[] archive() {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    tar.writeBytes(TarBytes.member(form.folder() + "/", '5', new byte[0]));
    tar.writeBytes(TarBytes.member(form.folder() + "/readme.html", '0', new byte[87]));
    List<String> names = new ArrayList<>(contents.keySet());
    java.util.Collections.reverse(names);
    for (String name : names) {
      tar.writeBytes(TarBytes.member(form.folder() + "/" + name, '0', contents.get(name)));
    }
    tar.writeBytes(new byte[1024]);
    return SmallMnist.gzip(tar.toByteArray());
  }

  /** A published form whose lengths and digests are those of the contents as they are now. */
  CifarLayout published() {
    boolean ten = variant == CifarVariant.CIFAR10;
    return new CifarLayout(
        file(form.archive().name(), archive()),
        form.folder(),
        ten
            ? List.of(file("data_batch_1.bin"), file("data_batch_2.bin"))
            : List.of(file("train.bin")),
        List.of(file(ten ? "test_batch.bin" : "test.bin")),
        form.classes());
  }

  private DataFile file(String name) {
    return file(name, contents.get(name));
  }

  private static DataFile file(String name, byte[] content) {
    return new DataFile(name, content.length, Checksum.md5(md5(content)), DataFile.Packing.NONE);
  }

  private static String md5(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Puts the archive into a directory. */
  Path packedIn(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.write(directory.resolve(form.archive().name()), archive());
    return directory;
  }

  /** Puts the unpacked files into a directory. */
  Path unpackedIn(Path directory) throws IOException {
    Files.createDirectories(directory);
    for (Map.Entry<String, byte[]> file : contents.entrySet()) {
      Files.write(directory.resolve(file.getKey()), file.getValue());
    }
    return directory;
  }
}
