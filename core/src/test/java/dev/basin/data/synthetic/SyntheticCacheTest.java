package dev.basin.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.data.TrainTestData;
import dev.basin.data.fetch.DataStore;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Workers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SyntheticCacheTest {
  @TempDir Path directory;

  @BeforeAll
  static void startEngine() {
    NativeRuntime.start();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "synthetic-speech:train=5000,test=700,classes=60",
        "synthetic-images:train=130,test=40"
      })
  void filesHoldWhatMemoryHolds(String text) {
    SyntheticData data = SyntheticData.parse(text);
    try (Workers workers = new Workers(2);
        TrainTestData inMemory = data.generate(workers);
        TrainTestData inFiles = new SyntheticCache(store()).open(data, workers)) {
      assertThat(Snapshot.of(inFiles.train())).isEqualTo(Snapshot.of(inMemory.train()));
      assertThat(Snapshot.of(inFiles.test())).isEqualTo(Snapshot.of(inMemory.test()));
      assertThat(inFiles.train().info()).isEqualTo(inMemory.train().info());
    }
  }

  @Test
  void theSameSettingsAreMadeOnceAndOthersBeside() throws IOException {
    SyntheticCache cache = new SyntheticCache(store());
    try (Workers workers = new Workers(1)) {
      SyntheticData data = SyntheticData.parse("synthetic-images:train=20,test=20");
      cache.open(data, workers).close();
      Path first = folders().get(0);
      FileTime made = FileTime.fromMillis(1_000_000);
      Files.setLastModifiedTime(first.resolve("set.json"), made);
      cache.open(data, workers).close();
      assertThat(folders()).containsExactly(first);
      assertThat(Files.getLastModifiedTime(first.resolve("set.json"))).isEqualTo(made);
      cache.open(SyntheticData.parse("synthetic-images:train=20,test=20,seed=2"), workers).close();
      assertThat(folders()).hasSize(2).contains(first);
    }
  }

  @Test
  void smallDataLeaveNoFiles() {
    try (Workers workers = new Workers(1);
        TrainTestData data =
            SyntheticData.parse("synthetic-images:train=20,test=20").load(store(), workers)) {
      assertThat(data.train().size()).isEqualTo(20);
      assertThat(directory).isEmptyDirectory();
    }
  }

  /** 190,000 points of 1,440 bytes pass 256 MiB. */
  @Test
  void largeDataAreMapped() throws IOException {
    SyntheticData data = SyntheticData.parse("synthetic-speech:train=190000,test=10,classes=6");
    try (Workers workers = new Workers(2);
        TrainTestData loaded = data.load(store(), workers)) {
      assertThat(loaded.train().size()).isEqualTo(190_000);
      assertThat(folders()).hasSize(1);
      assertThat(Files.size(folders().get(0).resolve("train-values.npy")))
          .isEqualTo(128 + 190_000L * 1_440);
    }
  }

  @Test
  void digestIsSha256OverValuesAndLabels() throws NoSuchAlgorithmException {
    try (Workers workers = new Workers(1);
        TrainTestData data =
            SyntheticData.parse("synthetic-speech:train=50,test=20,classes=9").generate(workers)) {
      Snapshot train = Snapshot.of(data.train());
      ByteBuffer stored = ByteBuffer.allocate(50 * 1_440 + 50 * 4).order(ByteOrder.LITTLE_ENDIAN);
      for (float value : train.values()) {
        stored.putFloat(value);
      }
      for (long label : train.labels()) {
        stored.putInt((int) label);
      }
      byte[] expected = MessageDigest.getInstance("SHA-256").digest(stored.array());
      assertThat(train.digest()).isEqualTo(HexFormat.of().formatHex(expected));
    }
  }

  private DataStore store() {
    return new DataStore(directory, Map.of(), directory.resolve("home"));
  }

  private List<Path> folders() throws IOException {
    try (Stream<Path> names = Files.walk(directory, 2)) {
      return names.filter(path -> Files.exists(path.resolve("set.json"))).toList();
    }
  }
}
