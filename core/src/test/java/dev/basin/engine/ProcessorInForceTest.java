package dev.basin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/**
 * That what the environment asks for is in force, where it asks for anything: {@code
 * .ci/processors} runs the numeric tests as they would run on other processors, and this first.
 */
class ProcessorInForceTest {
  @Test
  void theKernelsAreThoseThatWereAskedFor() {
    NativeRuntime.start();
    String asked = System.getenv("ATEN_CPU_CAPABILITY");
    assumeTrue(asked != null, "no ATEN_CPU_CAPABILITY is asked for");
    assertThat(torch.get_cpu_capability().getString()).isEqualTo(asked.toUpperCase(Locale.ROOT));
  }

  @Test
  void theMatrixLibraryIsTheOneThatWasAskedFor() {
    Blas inForce = NativeRuntime.start();
    String asked = System.getProperty("basin.blas", "auto");
    assumeTrue(!asked.equals("auto"), "no matrix library is asked for");
    assertThat(inForce.label()).isEqualTo(asked);
    try (PointerScope scope = new PointerScope()) {
      assertThat(scope).isNotNull();
      Tensor ones = torch.ones(64, 64);
      assertThat(torch.mm(ones, ones).sum().item_double()).isEqualTo(64.0 * 64 * 64);
    }
  }
}
