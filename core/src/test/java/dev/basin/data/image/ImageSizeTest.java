package dev.basin.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.data.archive.UnpackLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageSizeTest {
  @Test
  void isHeightThenWidth() {
    assertThat(ImageSize.parse("32x48")).isEqualTo(new ImageSize(32, 48)).hasToString("32x48");
    assertThat(ImageSize.parse("16384x4096").height()).isEqualTo(16_384);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "32", "32x", "x32", "32X32", "32x32x3", "-1x5", "3 x 3", "9999999999x1"})
  void refusesOtherForms(String text) {
    assertThatThrownBy(() -> ImageSize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("size: found '" + text + "', expected HEIGHTxWIDTH, for example 32x32");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x5", "5x0", "16385x1", "1x16385", "8193x8192"})
  void refusesSizesOutOfRange(String text) {
    assertThatThrownBy(() -> ImageSize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("size: found height ")
        .hasMessageEndingWith("expected 1 to 16384 each and at most 67108864 pixels");
  }

  @Test
  void theDefaultsOfAnImageFolder() {
    assertThat(ImageFolderOptions.DEFAULT)
        .isEqualTo(new ImageFolderOptions(null, 68_719_476_736L, UnpackLimits.DEFAULT));
    assertThatThrownBy(() -> new ImageFolderOptions(null, 0, UnpackLimits.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("image folder, setBytes: found 0, expected at least 1");
  }
}
