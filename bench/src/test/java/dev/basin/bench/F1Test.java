package dev.basin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class F1Test {

  @Test
  void countsTheProductsOfAnEpoch() {
    long first = 784 * 512;
    long others = 4 * 512 * 512 + 512 * 10;
    long forward = 2 * (first + others);
    long weightGradients = 2 * (first + others);
    long inputGradients = 2 * others;
    long ofSample = forward + weightGradients + inputGradients;
    assertThat(ofSample).isEqualTo(7_927_808);
    assertThat(F1.flopsOfEpoch()).isEqualTo(60_000 * ofSample);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 96, 256, 6000})
  void flopsAreProportionalToTheBatch(int batch) {
    long ofStep = F1.products(batch).stream().mapToLong(MatrixProduct::flops).sum();
    assertThat(ofStep * F1.SAMPLES).isEqualTo(batch * F1.flopsOfEpoch());
  }
}
