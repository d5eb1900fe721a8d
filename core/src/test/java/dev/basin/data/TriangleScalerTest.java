package dev.basin.data;

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
    RgbPicture picture = new RgbPicture(Pictures.SIZE, Pictures.pixels("rgb.png"));
    byte[] expected = Pictures.pixels("scaled-" + size);
    RgbPicture scaled = TriangleScaler.scale(picture, ImageSize.parse(size));
    assertThat(scaled.size()).isEqualTo(ImageSize.parse(size));
    assertThat(scaled.values()).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(Math.abs((scaled.values()[i] & 0xFF) - (expected[i] & 0xFF)))
          .as("value %d", i)
          .isLessThanOrEqualTo(1);
    }
  }

  /** With step 2, the weights of the four nearest are 1, 3, 3, 1 eighths, cut off at the edges. */
  @Test
  void halvesBySevenths() {
    RgbPicture row = grey(1, 6, 0, 80, 160, 240, 40, 120);
    assertThat(TriangleScaler.scale(row, new ImageSize(1, 3)).values())
        .isEqualTo(
            grey(
                    1,
                    3,
                    Math.round((3 * 0 + 3 * 80 + 160) / 7f),
                    Math.round((80 + 3 * 160 + 3 * 240 + 40) / 8f),
                    Math.round((240 + 3 * 40 + 3 * 120) / 7f))
                .values());
  }

  /** Twice as large: a quarter of the one neighbour and three of the other. */
  @Test
  void doublesByQuarters() {
    RgbPicture column = grey(2, 1, 0, 200);
    assertThat(TriangleScaler.scale(column, new ImageSize(4, 1)).values())
        .isEqualTo(grey(4, 1, 0, 50, 150, 200).values());
  }

  @Test
  void oneColourStaysAtEverySize() {
    long seed = 3;
    Random random = new Random(seed);
    byte[] values = new byte[7 * 5 * 3];
    Arrays.fill(values, (byte) 201);
    for (int round = 0; round < 50; round++) {
      ImageSize size = new ImageSize(1 + random.nextInt(40), 1 + random.nextInt(40));
      byte[] scaled =
          TriangleScaler.scale(new RgbPicture(new ImageSize(7, 5), values), size).values();
      assertThat(scaled).as("seed %d, %s", seed, size).containsOnly((byte) 201);
    }
  }

  private static RgbPicture grey(int height, int width, int... pixels) {
    byte[] values = new byte[3 * pixels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) pixels[i / 3];
    }
    return new RgbPicture(new ImageSize(height, width), values);
  }
}
