package dev.basin.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.basin.Golden;
import dev.basin.engine.NativeRuntime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  private static final String TWO_FLOATS = "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}";

  @TempDir Path directory;
  private PointerScope scope;

  @BeforeAll
  static void startEngine() {
    NativeRuntime.start();
  }

  @BeforeEach
  void openScope() {
    scope = new PointerScope();
  }

  @AfterEach
  void closeScope() {
    scope.close();
  }

  @Test
  void returnsWhatWasWritten() throws IOException {
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("float scalar", torch.full(new long[0], new org.bytedeco.pytorch.Scalar(1.5)));
    tensors.put("naïve \"name\"\n", torch.randn(3, 5));
    tensors.put("double", torch.randn(new long[] {7}, options(torch.ScalarType.Double)));
    tensors.put("empty", torch.zeros(0, 4));
    tensors.put("transposed", torch.randn(4, 6).t());
    tensors.put("", torch.randn(1));
    Path file = directory.resolve("weights.safetensors");
    Safetensors.write(file, tensors, Map.of("epoch", "12", "author", "a test"));

    Safetensors read = Safetensors.read(file);
    assertThat(read.metadata()).isEqualTo(Map.of("epoch", "12", "author", "a test"));
    assertThat(read.entries().keySet()).containsExactlyInAnyOrderElementsOf(tensors.keySet());
    for (Map.Entry<String, Tensor> each : tensors.entrySet()) {
      Tensor found = read.tensor(each.getKey());
      assertThat(found.scalar_type().intern()).isEqualTo(each.getValue().scalar_type().intern());
      assertThat(found.shape()).isEqualTo(each.getValue().shape());
      assertThat(found.equal(each.getValue())).as(each.getKey()).isTrue();
    }
    assertThat(Files.size(file) % 4).isZero();
    assertThat(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).getLong())
        .satisfies(length -> assertThat(length % 8).isZero());
  }

  @Test
  void keepsEveryBitOfNumbersThatAreNoNumbers() throws IOException {
    float[] values = {Float.NaN, -0f, Float.POSITIVE_INFINITY, Float.MIN_VALUE, 0x1.fffffeP127f};
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("x", Tensor.create(values));
    Path file = directory.resolve("w.safetensors");
    Safetensors.write(file, tensors, Map.of());
    assertThat(floats(Safetensors.read(file).tensor("x"))).isEqualTo(values);
  }

  @Test
  void sameContentGivesSameBytes() throws IOException {
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("w", torch.randn(3, 2));
    tensors.put("b", torch.randn(3));
    Path first = directory.resolve("1");
    Path second = directory.resolve("2");
    Map<String, String> forward = new LinkedHashMap<>();
    forward.put("a", "1");
    forward.put("b", "2");
    Map<String, String> backward = new LinkedHashMap<>();
    backward.put("b", "2");
    backward.put("a", "1");
    Safetensors.write(first, tensors, forward);
    tensors.replaceAll((name, tensor) -> tensor.clone());
    Safetensors.write(second, tensors, backward);
    assertThat(first).hasSameBinaryContentAs(second);
  }

  @Test
  void anEmptyFileOfTensorsIsValid() throws IOException {
    Path file = directory.resolve("none");
    Safetensors.write(file, new LinkedHashMap<>(), Map.of());
    assertThat(Safetensors.read(file).entries()).isEmpty();
  }

  @Test
  void readsBytesMadeByHand() throws IOException {
    String header =
        "{'__metadata__':{'k':'v'},"
            + "'d':{'data_offsets':[8,24],'shape':[1,2],'dtype':'F64'},"
            + "'f':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
            + "'e':{'dtype':'F32','shape':[0,9],'data_offsets':[8,8]},"
            + "'i':{'dtype':'I64','shape':[],'data_offsets':[24,32]}}   ";
    ByteBuffer data = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    data.putFloat(1.25f).putFloat(-3f).putDouble(0.1).putDouble(1e300).putLong(42);
    Safetensors read = Safetensors.read(file(header, data.array()));
    assertThat(read.metadata()).containsExactly(Map.entry("k", "v"));
    assertThat(read.entries().keySet()).containsExactly("d", "f", "e", "i");
    assertThat(read.entries().get("d"))
        .isEqualTo(new Safetensors.Entry(ElementType.F64, List.of(1L, 2L), 8, 24));
    assertThat(floats(read.tensor("f"))).containsExactly(1.25f, -3f);
    Tensor doubles = read.tensor("d");
    assertThat(doubles.select(0, 0).select(0, 0).item_double()).isEqualTo(0.1);
    assertThat(doubles.select(0, 0).select(0, 1).item_double()).isEqualTo(1e300);
    assertThat(read.tensor("e").shape()).containsExactly(0, 9);
    assertThatThrownBy(() -> read.tensor("i"))
        .isInstanceOf(WeightsFormatException.class)
        .hasMessageContaining("entry 'i': found dtype I64, expected F32, F64, F16 or BF16");
    assertThatThrownBy(() -> read.tensor("absent"))
        .isInstanceOf(WeightsFormatException.class)
        .hasMessageContaining("no such tensor, expected one of [d, f, e, i]");
  }

  /** Headers in which apostrophes stand for quotes, the bytes of data after them, and the fault. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|0|expected a JSON object",
        "``|0|expected a JSON object",
        "{|0|malformed JSON",
        "{} x|0|malformed JSON",
        "{}{}|0|more after the JSON object",
        "{}|1|found 1 bytes, expected 0 bytes, where the last tensor ends",
        "{'a':7}|0|entry 'a': found VALUE_NUMBER_INT",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}|7|expected 0 ≤ begin ≤ end ≤ 7",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}|9|found 9 bytes, expected 8",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[-8,0]}}|8|found -8",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}|8|found [8, 0]",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8,8]}}|8|found 3 numbers",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0.0,8]}}|8|found VALUE_NUMBER_FLOAT",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,99999999999999999999]}}|8|expected an",
        "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}|8|expected 12 bytes of F32",
        "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}}|8|found -2",
        "{'a':{'dtype':'F32','shape':['2'],'data_offsets':[0,8]}}|8|found VALUE_STRING",
        "{'a':{'dtype':'F32','shape':2,'data_offsets':[0,8]}}|8|expected an array",
        "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,0]}}|0|63 bits",
        "{'a':{'dtype':'F32','shape':[4611686018427387904],'data_offsets':[0,0]}}|0|63 bits",
        "{'a':{'dtype':'F99','shape':[2],'data_offsets':[0,8]}}|8|found 'F99'",
        "{'a':{'dtype':32,'shape':[2],'data_offsets':[0,8]}}|8|expected a string",
        "{'a':{'dtype':'F32','shape':[2]}}|8|an incomplete entry",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8],'x':1}}|8|found key 'x'",
        "{'a':{'dtype':'F32','dtype':'F32','shape':[2],'data_offsets':[0,8]}}|8|Duplicate field",
        "{'__metadata__':{'k':1}}|0|expected a string",
        "{'__metadata__':'k'}|0|expected a JSON object",
      })
  void refusesHostileHeaders(String header, int dataBytes, String fault) throws IOException {
    Path file = file(header, new byte[dataBytes]);
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(WeightsFormatException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(fault);
  }

  @ParameterizedTest
  @CsvSource({
    "'a', 0, 8, 'a', 8, 16, Duplicate field",
    "'a', 0, 8, 'b', 4, 12, an overlap",
    "'a', 0, 8, 'b', 0, 8, an overlap",
    "'a', 0, 8, 'b', 12, 20, a gap",
    "'a', 4, 12, 'b', 12, 20, a gap",
    "'b', 12, 20, 'a', 0, 8, a gap",
  })
  void refusesTensorsThatDoNotTileTheData(
      String one, int oneBegin, int oneEnd, String two, int begin, int end, String fault)
      throws IOException {
    String entry = "'%s':{'dtype':'F32','shape':[2],'data_offsets':[%d,%d]}";
    String header =
        "{" + entry.formatted(one, oneBegin, oneEnd) + "," + entry.formatted(two, begin, end) + "}";
    Path file = file(header, new byte[Math.max(oneEnd, end)]);
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(WeightsFormatException.class)
        .hasMessageContaining(fault);
  }

  @ParameterizedTest
  @CsvSource({"1000", "100000001", "9223372036854775807", "-1"})
  void refusesHeaderLengthsBeyondTheFile(long length) throws IOException {
    Path file = file(TWO_FLOATS, new byte[8]);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    Files.write(file, bytes);
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(WeightsFormatException.class)
        .hasMessageContaining("header length: found " + Long.toUnsignedString(length));
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    Path file = file(TWO_FLOATS, new byte[8]);
    byte[] bytes = Files.readAllBytes(file);
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(WeightsFormatException.class);
    }
  }

  @Test
  void refusesTextThatIsNotUtf8() throws IOException {
    Path file = file("{}", new byte[0]);
    byte[] bytes = Files.readAllBytes(file);
    bytes[9] = (byte) 0xFF;
    Files.write(file, bytes);
    assertThatThrownBy(() -> Safetensors.read(file)).hasMessageContaining("expected UTF-8");
  }

  @Test
  void refusesDeepNesting() throws IOException {
    Path file = file("{'a':" + "[".repeat(100_000), new byte[0]);
    assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(WeightsFormatException.class);
  }

  @Test
  void noticesThatTheFileChanged() throws IOException {
    Path file = file(TWO_FLOATS, new byte[8]);
    Safetensors read = Safetensors.read(file);
    Files.write(file, new byte[] {0}, StandardOpenOption.APPEND);
    assertThatThrownBy(() -> read.tensor("a"))
        .isInstanceOf(WeightsFormatException.class)
        .hasMessageContaining("as when it was opened");
  }

  @Test
  void readsBeyondTwoGibibytes() throws IOException {
    assumeTrue(System.getProperty("os.name", "").startsWith("Linux"), "needs sparse files");
    long far = 5L << 30;
    String header =
        "{'far':{'dtype':'F32','shape':[2],'data_offsets':[%d,%d]},".formatted(far, far + 8)
            + "'near':{'dtype':'U8','shape':[%d],'data_offsets':[0,%d]}}".formatted(far, far);
    Path file = file(header, new byte[0]);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer data = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      data.putFloat(2.5f).putFloat(-7f).flip();
      channel.write(data, channel.size() + far);
    }
    assertThat(floats(Safetensors.read(file).tensor("far"))).containsExactly(2.5f, -7f);
  }

  @Test
  void randomDamageGivesNoOtherError() throws IOException {
    String header =
        "{'__metadata__':{'k':'v'},"
            + "'w':{'dtype':'F32','shape':[2,3],'data_offsets':[0,24]},"
            + "'s':{'dtype':'F64','shape':[],'data_offsets':[24,32]}}";
    Path file = file(header, new byte[32]);
    byte[] intact = Files.readAllBytes(file);
    String alphabet = "0123456789{}[]\",:-.eFx \u0000\u007f";
    long seed = 20170424;
    Random random = new Random(seed);
    int refused = 0;
    for (int round = 0; round < 4000; round++) {
      byte[] damaged = intact.clone();
      for (int hit = random.nextInt(4); hit >= 0; hit--) {
        int at = random.nextInt(damaged.length - 32);
        damaged[at] =
            random.nextBoolean()
                ? (byte) alphabet.charAt(random.nextInt(alphabet.length()))
                : (byte) random.nextInt(256);
      }
      // In place: truncating and rewriting thousands of times waits for the disk each time.
      Files.write(file, damaged, StandardOpenOption.WRITE);
      try {
        Safetensors read = Safetensors.read(file);
        for (Map.Entry<String, Safetensors.Entry> each : read.entries().entrySet()) {
          try (PointerScope inner = new PointerScope()) {
            assertThat(read.tensor(each.getKey()).nbytes())
                .isEqualTo(each.getValue().end() - each.getValue().begin());
          }
        }
      } catch (WeightsFormatException expected) {
        refused++;
      } catch (RuntimeException unexpected) {
        throw new AssertionError(
            "seed "
                + seed
                + ", round "
                + round
                + ": "
                + new String(damaged, StandardCharsets.UTF_8),
            unexpected);
      }
    }
    assertThat(refused).isGreaterThan(2000);
  }

  @Test
  void hugeEmptyTensorsGiveNoOtherError() throws IOException {
    String header =
        "{'a':{'dtype':'F32','shape':[0,4611686018427387904,4611686018427387904],"
            + "'data_offsets':[0,0]}}";
    Safetensors read = Safetensors.read(file(header, new byte[0]));
    try {
      assertThat(read.tensor("a").numel()).isZero();
    } catch (WeightsFormatException e) {
      assertThat(e).hasMessageContaining("entry 'a'");
    }
  }

  @Test
  void refusesWhatItCannotWrite() {
    Path file = directory.resolve("w");
    LinkedHashMap<String, Tensor> integers = new LinkedHashMap<>();
    integers.put("i", Tensor.create(1L, 2L));
    assertThatThrownBy(() -> Safetensors.write(file, integers, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("i: found Long, expected float32 or float64");
    LinkedHashMap<String, Tensor> reserved = new LinkedHashMap<>();
    reserved.put("__metadata__", torch.zeros(1));
    assertThatThrownBy(() -> Safetensors.write(file, reserved, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(file).doesNotExist();
  }

  @Test
  void failsCleanlyWhereItMayNotWrite() throws IOException {
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("x", torch.zeros(1));
    assertThatThrownBy(() -> Safetensors.write(directory.resolve("absent/w"), tensors, Map.of()))
        .isInstanceOf(NoSuchFileException.class);
    Path locked = Files.createDirectory(directory.resolve("locked"));
    assumeTrue(locked.toFile().setWritable(false));
    try {
      assumeFalse(Files.isWritable(locked), "this user may write anywhere");
      assertThatThrownBy(() -> Safetensors.write(locked.resolve("w"), tensors, Map.of()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("locked");
    } finally {
      assertThat(locked.toFile().setWritable(true)).isTrue();
    }
  }

  @Test
  void readsTheGoldenSolution() throws IOException {
    Path golden = Golden.file("f1/small.safetensors");
    Safetensors read = Safetensors.read(golden);
    assertThat(read.entries()).hasSize(22);
    assertThat(read.entries().get("linear0.weight").shape()).containsExactly(512L, 784L);
    long parameters = 0;
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    for (String name : read.entries().keySet()) {
      Tensor tensor = read.tensor(name);
      parameters += tensor.numel();
      tensors.put(name, tensor);
    }
    assertThat(parameters).isEqualTo(1_462_794);
    Path copy = directory.resolve("copy");
    Safetensors.write(copy, tensors, Map.of());
    Safetensors again = Safetensors.read(copy);
    for (Map.Entry<String, Tensor> each : tensors.entrySet()) {
      assertThat(again.tensor(each.getKey()).equal(each.getValue())).isTrue();
    }
  }

  private Path file(String header, byte[] data) throws IOException {
    byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json).put(data);
    return Files.write(Files.createTempFile(directory, "hand", ".safetensors"), bytes.array());
  }

  private static TensorOptions options(torch.ScalarType type) {
    return new TensorOptions(type);
  }

  private static float[] floats(Tensor tensor) {
    float[] values = new float[(int) tensor.numel()];
    tensor.data_ptr_float().get(values);
    return values;
  }
}
