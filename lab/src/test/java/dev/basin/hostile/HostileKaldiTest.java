package dev.basin.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.data.DatasetFormatException;
import dev.basin.data.TrainTestData;
import dev.basin.data.kaldi.HeldOut;
import dev.basin.data.kaldi.KaldiConfig;
import dev.basin.data.kaldi.KaldiEntry;
import dev.basin.data.kaldi.KaldiIntegers;
import dev.basin.data.kaldi.KaldiMatrix;
import dev.basin.data.kaldi.KaldiPreparation;
import dev.basin.data.kaldi.KaldiSummary;
import dev.basin.data.kaldi.KaldiTable;
import dev.basin.data.kaldi.KaldiValue;
import dev.basin.data.kaldi.KaldiVector;
import dev.basin.data.kaldi.Normalisation;
import dev.basin.data.kaldi.PreparationListener;
import dev.basin.data.prepared.PreparedSet;
import dev.basin.engine.Cancellation;
import dev.basin.engine.NativeRuntime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kaldi's archives, scripts and lists. */
final class HostileKaldiTest {
  private static final String FOLDER = "golden/kaldi/";

  @TempDir Path scratch;

  @Test
  void binaryArchives() throws Exception {
    byte[] encodings = Samples.of(FOLDER + "encodings.ark");
    byte[] features = Samples.of(FOLDER + "prepared/feats.ark");
    byte[] alignments = Samples.of(FOLDER + "ali.ark");
    Attack.on("kaldi binary", DatasetFormatException.class)
        .sample("a.ark", encodings)
        .sample("a.ark", features)
        .sample("a.ark", alignments)
        .sample("a.ark", Samples.of(FOLDER + "conf.ark"))
        .sample("a.ark", Gzip.of(encodings))
        .spoilBytes("")
        .spoil("", TextMutations.all())
        .spoil("", Gzip.inside(ByteMutations.of(List.of(encodings, features, alignments))))
        .run(scratch, 600, (folder, output) -> readTable(folder.resolve("a.ark")));
  }

  @Test
  void textArchives() throws Exception {
    Attack.on("kaldi text", DatasetFormatException.class)
        .sample("a.ark", Samples.of(FOLDER + "prepared/feats_text.ark"))
        .sample("a.ark", Samples.of(FOLDER + "prepared/ali_text.ark"))
        .sample("a.ark", Samples.of(FOLDER + "conf_ascii.ark"))
        .spoil("", TextMutations.all())
        .spoil("", TextMutations.all())
        .spoilBytes("")
        .run(scratch, 600, (folder, output) -> readTable(folder.resolve("a.ark")));
  }

  @Test
  void scripts() throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("feats.scp", Samples.of(FOLDER + "prepared/feats.scp"));
    files.put("feats.ark", Samples.of(FOLDER + "prepared/feats.ark"));
    Attack.on("kaldi scripts", DatasetFormatException.class)
        .sample(new Input(files))
        .spoil(".scp", TextMutations.all())
        .spoil(".scp", TextMutations.all())
        .spoilBytes("")
        .run(scratch, 600, (folder, output) -> readTable(folder.resolve("feats.scp")));
  }

  @Test
  void values() throws Exception {
    byte[] entry = Samples.of(FOLDER + "prepared/trans.ark");
    int key = new String(entry, StandardCharsets.ISO_8859_1).indexOf(' ') + 1;
    Attack.on("kaldi values", DatasetFormatException.class)
        .sample("a.mat", Arrays.copyOfRange(entry, key, firstEnd(entry, key)))
        .sample("a.vec", " [ 1 2.5 -3e2 ]\n".getBytes(StandardCharsets.UTF_8))
        .spoilBytes("")
        .spoil("", TextMutations.all())
        .run(
            scratch,
            600,
            (folder, output) -> {
              for (String name : Input.names(folder)) {
                requireSound(KaldiTable.readValue(folder.resolve(name)));
              }
            });
  }

  /** The end of a binary float matrix that begins at a place. */
  private static int firstEnd(byte[] entry, int from) {
    ByteBuffer bytes = ByteBuffer.wrap(entry).order(ByteOrder.LITTLE_ENDIAN);
    int rows = bytes.getInt(from + 6);
    int columns = bytes.getInt(from + 11);
    return from + 15 + 4 * rows * columns;
  }

  @Test
  void preparations() throws Exception {
    NativeRuntime.start();
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String name :
        List.of("feats.ark", "ali.1.ark", "ali.2.ark", "trans.ark", "utt2spk", "test-mapped")) {
      files.put(name, Samples.of(FOLDER + "prepared/" + name));
    }
    Attack.on("kaldi preparations", DatasetFormatException.class)
        .sample(new Input(files))
        .spoilBytes("")
        .spoil("utt2spk", TextMutations.all())
        .spoil("test-mapped", TextMutations.all())
        .heap(128L << 20, 64) // a pdf-id of almost a million makes so many classes
        .run(scratch, 60, HostileKaldiTest::prepare);
  }

  private static void prepare(Path folder, Path output) throws IOException {
    KaldiConfig config =
        new KaldiConfig(
            List.of(folder.resolve("feats.ark")),
            List.of(folder.resolve("ali.1.ark"), folder.resolve("ali.2.ark")),
            folder.resolve("trans.ark"),
            folder.resolve("utt2spk"),
            1,
            Normalisation.MEAN_VARIANCE,
            new HeldOut.Listed(folder.resolve("test-mapped")),
            OptionalInt.empty(),
            false);
    KaldiSummary summary =
        new KaldiPreparation(config, PreparationListener.SILENT, new Cancellation())
            .writeTo(output, "set");
    try (PointerScope scope = new PointerScope();
        TrainTestData data = PreparedSet.open(output)) {
      assertThat((long) data.train().size()).isEqualTo(summary.train().points());
      assertThat((long) data.test().size()).isEqualTo(summary.test().points());
      assertThat(data.train().classes()).isEqualTo(summary.classes());
      Finite.require(data.train());
      Finite.require(data.test());
    }
  }

  private static void readTable(Path file) throws IOException {
    Set<String> keys = new HashSet<>();
    try (KaldiTable table = KaldiTable.open(List.of(file))) {
      for (KaldiEntry entry = table.next(); entry != null; entry = table.next()) {
        assertThat(keys.add(entry.key())).as("a key comes once").isTrue();
        assertThat(entry.place().offset()).isNotNegative();
        requireSound(entry.value());
      }
    }
  }

  /** Its numbers are as many as it says. */
  private static void requireSound(KaldiValue value) {
    assertThat(value.encoding()).isNotEmpty();
    if (value instanceof KaldiMatrix matrix && matrix.rows() > 0) {
      matrix.get(matrix.rows() - 1, matrix.columns() - 1);
    } else if (value instanceof KaldiVector vector && vector.size() > 0) {
      vector.get(vector.size() - 1);
    } else if (value instanceof KaldiIntegers integers && integers.size() > 0) {
      integers.get(integers.size() - 1);
    }
  }
}
