package dev.basin.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriangleScalerTest {
  /** PIL rounds between the two passes, too, hence the 1. */
  @ParameterizedTest
  @ValueSource(strings = {"13x20", "26x10", "5x4", "1x1", "32x32", "12x9"})
  void scalesAsPilDoes(String size) throws IOException {
    byte[] expected = Pictures.pixels("scaled-" + size);
    byte[] scaled = scaled(Pictures.pixels("rgb.png"), Pictures.SIZE, ImageSize.parse(size));
    assertThat(scaled).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(Math.abs((scaled[i] & 0xFF) - (expected[i] & 0xFF)))
          .as("value %d", i)
          .isLessThanOrEqualTo(1);
    }
  }

  /** With step 2, the weights of the four nearest are 1, 3, 3, 1 eighths, cut off at the edges. */
  @Test
  void halvesBySevenths() {
    byte[] row = grey(0, 80, 160, 240, 40, 120);
    assertThat(scaled(row, new ImageSize(1, 6), new ImageSize(1, 3)))
        .isEqualTo(
            grey(
                Math.round((3 * 0 + 3 * 80 + 160) / 7f),
                Math.round((80 + 3 * 160 + 3 * 240 + 40) / 8f),
                Math.round((240 + 3 * 40 + 3 * 120) / 7f)));
  }

  /** Twice as large: a quarter of the one neighbour and three of the other. */
  @Test
  void doublesByQuarters() {
    assertThat(scaled(grey(0, 200), new ImageSize(2, 1), new ImageSize(4, 1)))
        .isEqualTo(grey(0, 50, 150, 200));
  }

  @Test
  void oneColourStaysAtEverySize() {
    long seed = 3;
    Random random = new Random(seed);
    byte[] values = new byte[7 * 5 * 3];
    Arrays.fill(values, (byte) 201);
    for (int round = 0; round < 50; round++) {
      ImageSize size = new ImageSize(1 + random.nextInt(40), 1 + random.nextInt(40));
      byte[] scaled = scaled(values, new ImageSize(7, 5), size);
      assertThat(scaled).as("seed %d, %s", seed, size).containsOnly((byte) 201);
    }
  }

  private static byte[] scaled(byte[] values, ImageSize from, ImageSize to) {
    TriangleScaler scaler = new TriangleScaler(from, to);
    int rowBytes = 3 * from.width();
    for (int y = 0; y < from.height(); y++) {
      scaler.add(Arrays.copyOfRange(values, y * rowBytes, (y + 1) * rowBytes));
    }
    return scaler.values();
  }

  private static byte[] grey(int... pixels) {
    byte[] values = new byte[3 * pixels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) pixels[i / 3];
    }
    return values;
  }
}
