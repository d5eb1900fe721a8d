package dev.basin.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.basin.engine.NativeRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The machine's own rate of float32 matrix products, through the engine that Basin computes with:
 * products of 4096² matrices and those of a network's training step where they fit into a gigabyte
 * a thread, by one thread and by several threads that each run one-thread products. Prints a {@link
 * SgemmReport} as one JSON line.
 */
@Command(name = "sgemm", mixinStandardHelpOptions = true)
public final class Sgemm implements Callable<Integer> {
  private static final long BOUND_SIZE = 4096;
  private static final long MOST_OPERAND_BYTES = 1L << 30;

  @Option(names = "--network", description = "whose products to measure, too")
  private Workload workload = Workload.F1;

  @Option(names = "--batches", split = ",", description = "default: the network's own")
  private List<Integer> batches = List.of();

  @Option(names = "--threads", split = ",", description = "numbers of threads; one and all cores")
  private List<Integer> threads = List.of();

  @Option(names = "--seconds", defaultValue = "3", description = "a measurement's least duration")
  private double seconds;

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Sgemm()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    String blas = NativeRuntime.start().label();
    List<Integer> counts = threads.isEmpty() ? oneAndAll() : threads;
    List<SgemmReport.Rate> rates = new ArrayList<>();
    for (int count : counts) {
      measure(rates, SgemmReport.BOUND, List.of(MatrixProduct.square(BOUND_SIZE)), count);
      for (int batch : batches.isEmpty() ? workload.batches() : batches) {
        List<MatrixProduct> products = workload.products(batch);
        if (!products.isEmpty() && bytes(products) <= MOST_OPERAND_BYTES) {
          measure(rates, SgemmReport.shapeOf(workload, batch), products, count);
        }
      }
    }
    System.out.println(new ObjectMapper().writeValueAsString(new SgemmReport(blas, rates)));
    return 0;
  }

  private void measure(
      List<SgemmReport.Rate> rates, String shape, List<MatrixProduct> products, int count)
      throws Exception {
    double gflops = new ProductRate(products, seconds).measure(count);
    rates.add(new SgemmReport.Rate(shape, count, gflops));
  }

  private static long bytes(List<MatrixProduct> products) {
    return products.stream().mapToLong(MatrixProduct::bytes).sum();
  }

  private static List<Integer> oneAndAll() {
    int cores = Runtime.getRuntime().availableProcessors();
    return cores == 1 ? List.of(1) : List.of(1, cores);
  }
}
