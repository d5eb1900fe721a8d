package dev.basin.hostile;

import com.sun.management.ThreadMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Many mutations of valid input for one reader. Mutation k of an attack is the same on every
 * machine: it follows from the seed, the attack's name and k alone.
 *
 * <p>System properties, also of {@code mvn -D…}: {@code basin.hostile.mutations} how many each
 * attack makes, {@code basin.hostile.from} the first's number, {@code basin.hostile.seed}.
 */
final class Attack {
  /** Reads input; throws AssertionError where what it read is not sound. */
  @FunctionalInterface
  interface Reader {
    /**
     * Reads.
     *
     * @param folder where the input's files are
     * @param output where the reader may write something of this name, which is not there yet
     */
    void read(Path folder, Path output) throws Exception;
  }

  /** Which files are spoilt, and how. */
  private record Target(String suffix, Mutation mutation) {}

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Path KEPT = Path.of("target", "hostile");
  private static final long HEAP = 8L << 20;
  private static final int HEAP_PER_BYTE = 64;
  private static final int MOST_KINDS = 20;

  /** A mutation that takes so long is one that never ends; on any machine, it is far too much. */
  private static final long MINUTES = 5;

  private final String name;
  private final Refusal refusal;
  private final List<Input> samples = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();
  private UnaryOperator<Input> repair = input -> input;
  private int repairEvery = 2;
  private long heap = HEAP;
  private int heapPerByte = HEAP_PER_BYTE;
  private boolean inputChanges;

  /** What the input's folder holds, where that is known. */
  private @Nullable Input present;

  private final Map<String, Fault> faults = new LinkedHashMap<>();
  private long read;
  private long refused;
  private volatile double seconds;

  /** One kind of fault: the same exception from the same place. */
  private static final class Fault {
    private final long first;
    private final String description;
    private long count;
    private long smallest = Long.MAX_VALUE;

    Fault(long first, String description) {
      this.first = first;
      this.description = description;
    }
  }

  /** The mutation that is at work, for whoever waits for it. */
  private volatile long current = -1;

  Attack(String name, Refusal refusal) {
    this.name = name;
    this.refusal = refusal;
  }

  /** A reader that refuses by one exception, naming the file. */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  static Attack on(String name, Class<? extends Throwable>... refusals) {
    return new Attack(name, new Refusal(set(refusals), true));
  }

  /** A reader of texts that are in no file. */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  static Attack onText(String name, Class<? extends Throwable>... refusals) {
    return new Attack(name, new Refusal(set(refusals), false));
  }

  private static Set<Class<? extends Throwable>> set(Class<? extends Throwable>[] types) {
    Set<Class<? extends Throwable>> set = new HashSet<>();
    for (Class<? extends Throwable> type : types) {
      set.add(type);
    }
    return set;
  }

  /** Adds input that is sound. */
  Attack sample(Input input) {
    samples.add(input);
    return this;
  }

  /** Adds input of one file that is sound. */
  Attack sample(String file, byte[] content) {
    return sample(Input.of(file, content));
  }

  /**
   * Spoils files in ways; of several targets that a file fits, one is chosen each time.
   *
   * @param suffix how their names end; empty for all
   */
  Attack spoil(String suffix, List<Mutation> ways) {
    targets.add(new Target(suffix, Mutation.oneOf(ways)));
    return this;
  }

  /** Spoils files, as bytes, with parts of any sample's. */
  Attack spoilBytes(String suffix) {
    List<byte[]> donors = new ArrayList<>();
    for (Input sample : samples) {
      sample.files().forEach((file, content) -> donors.add(content));
    }
    return spoil(suffix, ByteMutations.of(donors));
  }

  /** Makes sums fit after every other mutation, so that what lies behind their check is reached. */
  Attack repair(UnaryOperator<Input> sums) {
    repair = sums;
    return this;
  }

  /** Makes sums fit after every mutation. */
  Attack repairAlways(UnaryOperator<Input> sums) {
    repairEvery = 1;
    return repair(sums);
  }

  /**
   * What a reader may allocate on the heap, in all and not at once.
   *
   * @param bytes for buffers
   * @param perByte for each byte of input
   */
  Attack heap(long bytes, int perByte) {
    heap = bytes;
    heapPerByte = perByte;
    return this;
  }

  /** Says that the reader may change what it reads. */
  Attack changesInput() {
    inputChanges = true;
    return this;
  }

  /**
   * Attacks.
   *
   * @param scratch a folder in which the attack has one of its own
   * @param mutations how many, unless a property says otherwise
   * @throws AssertionError if there was a fault
   */
  void run(Path scratch, long mutations, Reader reader) throws Exception {
    long seed = Long.getLong("basin.hostile.seed", 1);
    long from = Long.getLong("basin.hostile.from", 0);
    long to = from + Long.getLong("basin.hostile.mutations", mutations);
    Path folder = Files.createDirectories(scratch.resolve("attack").resolve("in"));
    Path output = folder.resolveSibling("out");
    requireSound(folder, output, reader);
    List<Throwable> failures = new ArrayList<>();
    Thread worker =
        new Thread(
            () -> {
              try {
                for (long k = from; k < to; k++) {
                  current = k;
                  attempt(k, spoilt(new Chance(seed, name, k)), folder, output, reader);
                }
              } catch (Throwable failure) {
                failures.add(failure);
              }
              seconds = THREADS.getCurrentThreadCpuTime() * 1e-9;
            },
            "hostile-" + name);
    worker.setDaemon(true);
    worker.start();
    await(worker, seed);
    if (!failures.isEmpty()) {
      throw new AssertionError(name + ", mutation " + current + " broke the test", failures.get(0));
    }
    report(seed, from, to);
  }

  private void requireSound(Path folder, Path output, Reader reader) throws Exception {
    for (Input sample : samples) {
      sample.replace(folder);
      reader.read(folder, output);
      Input.clear(output);
    }
  }

  private Input spoilt(Chance chance) {
    Input input = chance.of(samples);
    int rounds = chance.onceIn(3) ? 2 + chance.small(4) : 1;
    for (; rounds > 0; rounds--) {
      Target target = chance.of(targets);
      List<String> fitting =
          input.files().keySet().stream()
              .filter(file -> file.endsWith(target.suffix))
              .sorted()
              .toList();
      if (!fitting.isEmpty()) {
        String file = chance.of(fitting);
        input = input.with(file, target.mutation.of(input.get(file), chance));
      }
    }
    return chance.onceIn(repairEvery) ? repair.apply(input) : input;
  }

  private void attempt(long k, Input input, Path folder, Path output, Reader reader)
      throws IOException {
    if (present == null) {
      input.replace(folder);
    } else {
      input.replace(folder, present);
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    String fault = "";
    Throwable cause = null;
    try {
      reader.read(folder, output);
      read++;
    } catch (VirtualMachineError | AssertionError failure) {
      cause = failure;
      fault =
          failure instanceof AssertionError
              ? "read something unsound: " + failure.getMessage()
              : "threw " + failure.getClass().getName();
    } catch (Throwable failure) {
      cause = failure;
      refused++;
      fault = refusal.fault(failure, folder);
      if (fault.isEmpty() && Files.exists(output)) {
        fault = "left output behind";
      }
    }
    allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
    if (fault.isEmpty() && allocated > heap + heapPerByte * input.bytes()) {
      fault = "took too much heap: %,d bytes for %,d".formatted(allocated, input.bytes());
    }
    Set<String> left = Input.names(folder);
    boolean sameFiles = left.equals(input.files().keySet());
    present = sameFiles && !inputChanges ? input : null;
    if (fault.isEmpty() && !sameFiles) {
      fault = "left files among its input: " + left;
    }
    if (fault.isEmpty()) {
      fault = elsewhere(folder, output);
    }
    Input.clear(output);
    if (!fault.isEmpty()) {
      note(k, input, fault, cause);
    }
  }

  /** What lies beside input and output. */
  private static String elsewhere(Path folder, Path output) {
    List<String> names = new ArrayList<>();
    for (File entry : folder.resolveSibling("").toFile().listFiles()) {
      if (!entry.equals(folder.toFile()) && !entry.equals(output.toFile())) {
        names.add(entry.getName());
      }
    }
    return names.isEmpty() ? "" : "wrote elsewhere: " + names;
  }

  private void note(long k, Input input, String fault, Throwable cause) throws IOException {
    String place = cause == null ? "" : " at " + place(cause);
    String kind = fault.replaceAll("[0-9,]+", "N").replaceAll(":.*", "") + place;
    Fault same =
        faults.computeIfAbsent(
            kind,
            first ->
                new Fault(k, fault + place + (cause == null ? "" : ": " + cause.getMessage())));
    same.count++;
    if (input.bytes() < same.smallest && faults.size() <= MOST_KINDS) {
      same.smallest = input.bytes();
      Path kept = KEPT.resolve(name + "-" + same.first);
      Input.clear(kept);
      input.write(kept);
    }
  }

  /** Where it was thrown, as far as the project's own code goes. */
  private static String place(Throwable cause) {
    return Arrays.stream(cause.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("dev.basin"))
        .filter(frame -> !frame.getClassName().startsWith("dev.basin.hostile"))
        .filter(frame -> !frame.getClassName().endsWith("Exception"))
        .findFirst()
        .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
        .orElse("?");
  }

  private void await(Thread worker, long seed) throws InterruptedException {
    long before = -2;
    while (worker.isAlive()) {
      TimeUnit.MINUTES.timedJoin(worker, MINUTES);
      if (worker.isAlive() && current == before) {
        throw new AssertionError(
            "%s, seed %d, mutation %d hangs at%n  %s"
                .formatted(
                    name,
                    seed,
                    current,
                    String.join(
                        "%n  ".formatted(),
                        Arrays.stream(worker.getStackTrace())
                            .map(StackTraceElement::toString)
                            .toList())));
      }
      before = current;
    }
  }

  private void report(long seed, long from, long to) {
    System.out.printf(
        "hostile %-24s %,9d mutations (seed %d, from %d): %,d read, %,d refused, %,d faults, %.1f"
            + " s%n",
        name + ":",
        to - from,
        seed,
        from,
        read,
        refused,
        faults.values().stream().mapToLong(fault -> fault.count).sum(),
        seconds);
    if (!faults.isEmpty()) {
      StringBuilder text = new StringBuilder("faults of " + name + ", seed " + seed);
      faults.forEach(
          (kind, fault) ->
              text.append(
                  "%n  mutation %d%s: %s%n    kept in %s"
                      .formatted(
                          fault.first,
                          fault.count == 1 ? "" : " and " + (fault.count - 1) + " more",
                          shortened(fault.description),
                          KEPT.resolve(name + "-" + fault.first))));
      text.append(
          "%nto repeat one: -Dbasin.hostile.seed=%d -Dbasin.hostile.from=K -Dbasin.hostile.mutations=1"
              .formatted(seed));
      throw new AssertionError(text.toString());
    }
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() > 300 ? line.substring(0, 300) + "…" : line;
  }
}
