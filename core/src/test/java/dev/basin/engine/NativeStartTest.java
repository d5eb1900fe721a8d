package dev.basin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/** The first start of the engine; {@code .ci/run} makes it one from an empty native cache. */
final class NativeStartTest {

  @Test
  void aProductOfMatricesIsRight() {
    NativeRuntime.start();
    long n = 300;
    try (PointerScope scope = new PointerScope()) {
      // (J J)ᵢⱼ = n for J of ones, exact in float32
      Tensor ones = torch.ones(n, n);
      Tensor product = ones.matmul(ones);
      assertThat(product.min().item_double()).isEqualTo(300.0);
      assertThat(product.max().item_double()).isEqualTo(300.0);
      assertThat(scope).isNotNull();
    }
  }

  @Test
  void denormalsAreFlushed() {
    NativeRuntime.start();
    try (PointerScope scope = new PointerScope()) {
      Tensor smallest = torch.ones(64).mul(new Scalar(Float.MIN_NORMAL));
      assertThat(smallest.mul(new Scalar(0.5)).sum().item_double()).isZero();
      assertThat(scope).isNotNull();
    }
  }

  @Test
  void startingAgainChangesNothing() {
    assertThat(NativeRuntime.start()).isEqualTo(NativeRuntime.start());
    assertThat(torch.get_num_threads()).isEqualTo(1);
  }
}
