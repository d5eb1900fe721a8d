package dev.basin.engine;

import java.util.concurrent.atomic.DoubleAdder;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Measures float32 matrix products: how fast, and how right, against float64. */
public final class MatrixProductProbe {
  private static final int SIZE = 1536;
  private static final long NANOSECONDS = 700_000_000L;

  private MatrixProductProbe() {}

  /**
   * What was measured.
   *
   * @param singleGflops rate of one thread, in 10⁹ operations a second
   * @param allGflops summed rate of all threads, each on its own product
   * @param error largest deviation from the float64 product, relative to its largest entry
   */
  public record Result(double singleGflops, double allGflops, double error) {}

  /**
   * Measures.
   *
   * @param threads how many side by side
   */
  public static Result run(int threads) {
    double single = rate();
    DoubleAdder all = new DoubleAdder();
    try (Workers workers = new Workers(threads)) {
      workers.forEach(threads, k -> all.add(rate()));
    }
    return new Result(single, all.sum(), error());
  }

  private static double rate() {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      Tensor a = torch.rand(SIZE, SIZE);
      Tensor b = torch.rand(SIZE, SIZE);
      Tensor c = torch.mm(a, b);
      long begin = System.nanoTime();
      long products = 0;
      while (System.nanoTime() - begin < NANOSECONDS) {
        torch.mm_out(c, a, b);
        products++;
      }
      double seconds = (System.nanoTime() - begin) * 1e-9;
      return 2.0 * SIZE * SIZE * SIZE * products / seconds * 1e-9;
    }
  }

  private static double error() {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      Tensor a = torch.rand(317, 731);
      Tensor b = torch.rand(731, 253);
      Tensor exact = torch.mm(a.to(torch.ScalarType.Double), b.to(torch.ScalarType.Double));
      Tensor found = torch.mm(a, b).to(torch.ScalarType.Double);
      return found.sub(exact).abs().max().item_double() / exact.max().item_double();
    }
  }
}
