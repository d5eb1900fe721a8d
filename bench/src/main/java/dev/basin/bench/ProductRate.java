package dev.basin.bench;

import dev.basin.engine.NativeRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Measures the rate of matrix products, each by one thread, several threads side by side. */
final class ProductRate {
  private final List<MatrixProduct> products;
  private final double seconds;

  /**
   * Prepares a measurement.
   *
   * @param products what one pass multiplies, in order
   * @param seconds how long each thread repeats the pass, at least once
   */
  ProductRate(List<MatrixProduct> products, double seconds) {
    this.products = List.copyOf(products);
    this.seconds = seconds;
  }

  /** The sum of the threads' rates in GFLOP/s, after one pass each of warming up. */
  double measure(int threads) throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Future<Double>> rates = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        rates.add(pool.submit((Callable<Double>) () -> onThisThread(start)));
      }
      double sum = 0;
      for (Future<Double> rate : rates) {
        sum += rate.get();
      }
      return sum;
    } finally {
      pool.shutdownNow();
    }
  }

  private double onThisThread(CyclicBarrier start) throws Exception {
    NativeRuntime.prepareThread();
    try (PointerScope scope = new PointerScope()) {
      List<Operands> operands = products.stream().map(Operands::of).toList();
      operands.forEach(Operands::multiply);
      start.await();
      long flops = 0;
      long begin = System.nanoTime();
      double elapsed;
      do {
        for (Operands each : operands) {
          flops += each.multiply();
        }
        elapsed = (System.nanoTime() - begin) / 1e9;
      } while (elapsed < seconds);
      return flops / elapsed / 1e9;
    }
  }

  private record Operands(Tensor left, Tensor right, Tensor product, long flops) {

    static Operands of(MatrixProduct shape) {
      return new Operands(
          matrix(shape.rows(), shape.inner(), shape.leftTransposed()),
          matrix(shape.inner(), shape.columns(), shape.rightTransposed()),
          torch.empty(shape.rows(), shape.columns()),
          shape.flops());
    }

    private static Tensor matrix(long rows, long columns, boolean transposed) {
      return transposed ? torch.rand(columns, rows).t() : torch.rand(rows, columns);
    }

    long multiply() {
      try (PointerScope scope = new PointerScope()) {
        torch.mm_out(product, left, right);
      }
      return flops;
    }
  }
}
