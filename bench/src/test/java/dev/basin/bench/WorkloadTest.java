package dev.basin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadTest {

  @Test
  void countsTheProductsOfAPointOfF1() {
    long first = 784 * 512;
    long others = 4 * 512 * 512 + 512 * 10;
    assertThat(ofPoint(first, others)).isEqualTo(7_927_808);
    assertThat(Workload.F1.flopsOfPoint()).isEqualTo(ofPoint(first, others));
  }

  @Test
  void countsTheProductsOfAPointOfC1() {
    long first = 16 * 16 * 64 * (5 * 5 * 3); // stride 2: 32 x 32 becomes 16 x 16, the pool's 8 x 8
    long second = 4 * 4 * 64 * (5 * 5 * 64); // 8 x 8 becomes 4 x 4, and 2 x 2 x 64 = 256 go on
    long dense = 256 * 384 + 384 * 192 + 192 * 10;
    assertThat(ofPoint(first, second + dense)).isEqualTo(15_789_312);
    assertThat(Workload.C1.flopsOfPoint()).isEqualTo(ofPoint(first, second + dense));
  }

  @Test
  void countsTheProductsOfAPointOfC2() {
    long first = 32 * 32 * 64 * (9 * 3);
    long others =
        32 * 32 * 64 * (9 * 64)
            + 16 * 16 * 128 * (9 * 64 + 9 * 128)
            + 8 * 8 * 256 * (9 * 128 + 2 * 9 * 256)
            + 4 * 4 * 512 * (9 * 256 + 2 * 9 * 512)
            + 2 * 2 * 512 * (3 * 9 * 512)
            + 512 * 512
            + 512 * 10;
    assertThat(Workload.C2.flopsOfPoint()).isEqualTo(ofPoint(first, others));
  }

  @ParameterizedTest
  @CsvSource({"F1, 1", "F1, 96", "F1, 6000", "C1, 1", "C1, 96", "C1, 5000"})
  void measuredProductsAreThoseThatAreCounted(Workload workload, int batch) {
    long ofStep = workload.products(batch).stream().mapToLong(MatrixProduct::flops).sum();
    assertThat(ofStep).isEqualTo(batch * workload.flopsOfPoint());
  }

  /** Multiply-adds of a forward pass, in floating-point operations of forward and backward. */
  private static long ofPoint(long first, long others) {
    long forward = 2 * (first + others);
    long weightGradients = 2 * (first + others);
    long inputGradients = 2 * others;
    return forward + weightGradients + inputGradients;
  }
}
