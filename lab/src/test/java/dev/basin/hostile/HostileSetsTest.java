package dev.basin.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.basin.data.DatasetFormatException;
import dev.basin.data.FetchProgress;
import dev.basin.data.TrainTestData;
import dev.basin.data.fetch.DataStore;
import dev.basin.data.image.ImageFolder;
import dev.basin.data.image.ImageFolderOptions;
import dev.basin.data.image.PublishedSets;
import dev.basin.data.prepared.PreparedSet;
import dev.basin.data.prepared.PreparedSetInfo;
import dev.basin.data.prepared.PreparedSetWriter;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import dev.basin.engine.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole data sets: prepared ones, the published forms, archived folders of pictures. */
final class HostileSetsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path scratch;

  @BeforeAll
  static void startEngine() {
    NativeRuntime.start();
  }

  private static void require(TrainTestData data) {
    try (data) {
      Finite.require(data.train());
      Finite.require(data.test());
    }
  }

  @Test
  void prepared() throws Exception {
    Input bytes = prepared("bytes", PreparedSetInfo.Element.UINT8);
    Input floats = prepared("floats", PreparedSetInfo.Element.FLOAT32);
    Attack.on("prepared sets", DatasetFormatException.class)
        .sample(bytes)
        .sample(floats)
        .spoil("set.json", JsonMutations.all())
        .spoil("set.json", TextMutations.all())
        .spoil(".npy", TextMutations.all())
        .spoilBytes("")
        .repair(HostileSetsTest::withDigests)
        .run(
            scratch,
            300,
            (folder, output) -> {
              HostileArraysTest.inspect(folder);
              try (PointerScope scope = new PointerScope();
                  TrainTestData data = PreparedSet.open(folder)) {
                assertThat(data.train().size()).isPositive();
                assertThat(data.train().inputs(0, data.train().size()).size(1))
                    .isEqualTo(data.train().features());
              }
              // what was found out is remembered beside the files
              for (String name : Input.names(folder)) {
                if (!bytes.files().containsKey(name)) {
                  Input.clear(folder.resolve(name));
                }
              }
            });
  }

  private Input prepared(String name, PreparedSetInfo.Element element) throws IOException {
    Path folder = scratch.resolve(name);
    PreparedSetInfo info =
        new PreparedSetInfo(name, List.of("a", "b"), PointShape.image(1, 2, 3), element, "made");
    try (PreparedSetWriter writer = PreparedSetWriter.create(folder, info)) {
      for (int k = 0; k < 5; k++) {
        var part = k < 3 ? writer.train() : writer.test();
        if (element == PreparedSetInfo.Element.UINT8) {
          part.add(new byte[] {1, 2, 3, (byte) k, 5, 6}, k % 2);
        } else {
          part.add(new float[] {1, -2, 3e5f, k, 5, 6}, k % 2);
        }
      }
      writer.finish();
    }
    return Input.in(folder);
  }

  /** The same with the digests of what the files hold now. */
  private static Input withDigests(Input set) {
    try {
      JsonNode description = JSON.readTree(set.get("set.json"));
      if (!(description instanceof ObjectNode object)) {
        return set;
      }
      for (String part : List.of("train", "test")) {
        if (object.get(part) instanceof ObjectNode node) {
          String digest =
              new Sha256()
                  .update(data(set.get(part + "-values.npy")))
                  .update(data(set.get(part + "-labels.npy")))
                  .hex();
          node.put("digest", digest);
        }
      }
      object.remove("sha256");
      String digest = Sha256.of(JSON.writeValueAsString(object));
      object.put("sha256", digest);
      return set.with("set.json", JSON.writeValueAsBytes(object));
    } catch (IOException e) {
      return set; // no JSON any more
    }
  }

  private static byte[] data(byte[] file) {
    return Arrays.copyOfRange(file, Math.min(128, file.length), file.length);
  }

  @Test
  void mnist() throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("train-images-idx3-ubyte", idx(3, 4, 20));
    files.put("train-labels-idx1-ubyte", idx(1, 4, 1));
    files.put("t10k-images-idx3-ubyte", idx(3, 2, 20));
    files.put("t10k-labels-idx1-ubyte", idx(1, 2, 1));
    Attack.on("mnist", DatasetFormatException.class)
        .sample(new Input(files))
        .spoilBytes("")
        .run(scratch, 400, (folder, output) -> require(PublishedSets.mnist(folder, 4, 2)));
  }

  private static byte[] idx(int rank, int count, int each) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * rank + count * each);
    file.putInt(0x800 | rank).putInt(count);
    if (rank == 3) {
      file.putInt(4).putInt(5);
    }
    for (int i = 0; i < count * each; i++) {
      file.put((byte) (i % 10));
    }
    return file.array();
  }

  @Test
  void cifar() throws Exception {
    byte[] record = new byte[2 + 3 * 32 * 32];
    record[0] = 19;
    record[1] = 99;
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("train.bin", record);
    files.put("test.bin", record);
    Attack.on("cifar files", DatasetFormatException.class)
        .sample(new Input(files))
        .spoilBytes("")
        .run(scratch, 200, (folder, output) -> require(PublishedSets.cifar(folder, false)));
    byte[] tar = tar("cifar-100-binary/train.bin", record, "cifar-100-binary/test.bin", record);
    Attack.on("cifar archives", DatasetFormatException.class)
        .sample("cifar-100-binary.tar.gz", Gzip.of(tar))
        .spoilBytes("")
        .spoil("", Gzip.inside(ByteMutations.of(List.of(tar))))
        .spoil("", Gzip.inside(Tar.withSums(ByteMutations.of(List.of(tar)))))
        .spoil("", Gzip.inside(Tar.withSums(TextMutations.all())))
        .run(scratch, 300, (folder, output) -> require(PublishedSets.cifar(folder, true)));
  }

  private static byte[] tar(Object... namesAndContents) {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    for (int i = 0; i < namesAndContents.length; i += 2) {
      byte[] one = Tar.of((String) namesAndContents[i], (byte[]) namesAndContents[i + 1]);
      archive.write(one, 0, one.length - 1024);
    }
    archive.writeBytes(new byte[1024]);
    return archive.toByteArray();
  }

  @Test
  void folders() throws Exception {
    byte[] picture = Samples.of("pictures/rgb.png");
    byte[] other = Samples.of("pictures/rgb.jpg");
    byte[] tar =
        tar(
            "set/train/a/1.png", picture,
            "set/train/b/2.jpg", other,
            "set/test/a/3.jpg", other,
            "set/test/b/4.png", picture);
    Attack.on("archived pictures", DatasetFormatException.class)
        .sample("set.tar", tar)
        .spoil("", Tar.withSums(ByteMutations.of(List.of(tar))))
        .spoil("", Tar.withSums(TextMutations.all()))
        .heap(64L << 20, 64)
        .run(
            scratch,
            50,
            (folder, output) -> {
              DataStore store = new DataStore(output, Map.of(), output);
              try {
                require(
                    ImageFolder.open(
                        folder.resolve("set.tar"),
                        ImageFolderOptions.DEFAULT,
                        store,
                        1,
                        FetchProgress.SILENT));
              } finally {
                if (Input.names(output).isEmpty()) {
                  Input.clear(output);
                }
              }
            });
  }
}
