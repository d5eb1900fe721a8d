package dev.basin.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntToDoubleFunction;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights in the half precisions, F16 and BF16, and what of other types float32 cannot hold. */
final class HalfPrecisionTest {
  private static final int PATTERNS = 1 << 16;

  /** n = 6: two inputs, two classes. */
  private static final Network SMALL = Sequential.named("small", PointShape.vector(2)).softmax(2);

  @TempDir Path directory;

  @BeforeAll
  static void startEngine() {
    NativeRuntime.start();
  }

  /** IEEE 754-2019, section 3.4: sign, biased exponent and trailing significand of binary16. */
  @Test
  void everyBitPatternOfF16() throws IOException {
    assertThatAllAre("F16", bits -> closedForm(bits, 5, 10));
  }

  /** The upper half of a binary32: eight bits of exponent, seven of significand. */
  @Test
  void everyBitPatternOfBf16() throws IOException {
    assertThatAllAre("BF16", bits -> closedForm(bits, 8, 7));
  }

  /** {@code (−1)^s 2^(e−bias) (1 + f 2^−t)}, or {@code (−1)^s 2^(1−bias) f 2^−t} where e is 0. */
  private static double closedForm(int bits, int exponentBits, int fractionBits) {
    int most = (1 << exponentBits) - 1;
    int bias = most >> 1;
    int exponent = bits >> fractionBits & most;
    int fraction = bits & (1 << fractionBits) - 1;
    double part = fraction * StrictMath.pow(2, -fractionBits);
    double size;
    if (exponent == most) {
      size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      size = StrictMath.pow(2, 1 - bias) * part;
    } else {
      size = StrictMath.pow(2, exponent - bias) * (1 + part);
    }
    return (bits & 0x8000) == 0 ? size : -size;
  }

  private void assertThatAllAre(String type, IntToDoubleFunction closedForm) throws IOException {
    ByteBuffer data = ByteBuffer.allocate(2 * PATTERNS).order(ByteOrder.LITTLE_ENDIAN);
    for (int bits = 0; bits < PATTERNS; bits++) {
      data.putShort((short) bits);
    }
    Path file =
        write(
            "{'all':{'dtype':'%s','shape':[256,256],'data_offsets':[0,131072]}}".formatted(type),
            data.array());
    float[] found = new float[PATTERNS];
    try (PointerScope scope = new PointerScope()) {
      Tensor tensor = Safetensors.read(file).tensor("all");
      assertThat(tensor.shape()).containsExactly(256, 256);
      tensor.data_ptr_float().get(found);
    }
    for (int bits = 0; bits < PATTERNS; bits++) {
      double expected = closedForm.applyAsDouble(bits);
      assertThat(Double.compare(found[bits], expected))
          .as("%s %04x is %s, expected %s", type, bits, found[bits], expected)
          .isZero();
    }
  }

  /** 1.5, −0.25, 2, −3 and 0.5, 1 in each type; mixed, as converters leave biases wide. */
  @ParameterizedTest
  @CsvSource({
    "F16, F16, 3e00 b400 4000 c200, 3800 3c00",
    "BF16, BF16, 3fc0 be80 4000 c040, 3f00 3f80",
    "F16, BF16, 3e00 b400 4000 c200, 3f00 3f80",
  })
  void areLoadedAsWeights(String weight, String bias, String weights, String biases)
      throws IOException {
    Path file =
        write(
            """
            {'linear0.weight':{'dtype':'%s','shape':[2,2],'data_offsets':[0,8]},
             'linear0.bias':{'dtype':'%s','shape':[2],'data_offsets':[8,12]}}\
            """
                .formatted(weight, bias),
            shorts(weights + " " + biases));
    try (PointerScope scope = new PointerScope()) {
      float[] x = new float[6];
      Weights.load(file, SMALL).data_ptr_float().get(x);
      assertThat(x).containsExactly(1.5f, -0.25f, 2f, -3f, 0.5f, 1f);
    }
  }

  @ParameterizedTest
  @CsvSource({"F16, 7c00", "F16, fe00", "BF16, ff80", "BF16, 7fc0"})
  void thatAreNotFiniteAreRefused(String type, String bits) throws IOException {
    Path file =
        write(
            """
            {'linear0.weight':{'dtype':'%s','shape':[2,2],'data_offsets':[0,8]},
             'linear0.bias':{'dtype':'%s','shape':[2],'data_offsets':[8,12]}}\
            """
                .formatted(type, type),
            shorts("0000 0000 0000 " + bits + " 0000 0000"));
    assertRefused(file, "linear0.weight", "not finite");
  }

  /** The first double that float32 rounds to infinity is 2^128 − 2^103. */
  @ParameterizedTest
  @ValueSource(doubles = {1e300, -1e300, 1e39, 0x1.ffffffp127, -Double.MAX_VALUE})
  void whatFloat32CannotHoldIsRefused(double value) throws IOException {
    assertRefused(
        doubles(value), "linear0.weight", Double.toString(Math.abs(value)), "3.4028235E38");
  }

  @Test
  void whatRoundsToTheLargestFloat32IsTaken() throws IOException {
    double largest = Math.nextDown(0x1.ffffffp127);
    try (PointerScope scope = new PointerScope()) {
      float[] x = new float[6];
      Weights.load(doubles(largest), SMALL).data_ptr_float().get(x);
      assertThat(x[1]).isEqualTo(Float.MAX_VALUE);
    }
  }

  private void assertRefused(Path file, String... said) {
    try (PointerScope scope = new PointerScope()) {
      assertThatThrownBy(() -> Weights.load(file, SMALL))
          .isInstanceOf(WeightsMismatchException.class)
          .hasMessageStartingWith(file.toString())
          .hasMessageContainingAll(said);
    }
  }

  private Path doubles(double second) throws IOException {
    ByteBuffer data = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
    data.putDouble(8, second);
    return write(
        """
        {'linear0.weight':{'dtype':'F64','shape':[2,2],'data_offsets':[0,32]},
         'linear0.bias':{'dtype':'F64','shape':[2],'data_offsets':[32,48]}}\
        """,
        data.array());
  }

  private static byte[] shorts(String hexadecimal) {
    String[] words = hexadecimal.split(" ", -1);
    ByteBuffer data = ByteBuffer.allocate(2 * words.length).order(ByteOrder.LITTLE_ENDIAN);
    for (String word : words) {
      data.putShort((short) Integer.parseInt(word, 16));
    }
    return data.array();
  }

  private Path write(String header, byte[] data) throws IOException {
    byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json).put(data);
    return Files.write(Files.createTempFile(directory, "half", ".safetensors"), bytes.array());
  }
}
