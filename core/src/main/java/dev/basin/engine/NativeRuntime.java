package dev.basin.engine;

import dev.basin.machine.HomeDirectory;
import dev.basin.machine.MachineMemory;
import dev.basin.machine.RunnableDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Starts the native engine, once a process, in the only order that is safe:
 *
 * <ol>
 *   <li>choose the matrix library ({@link Blas}), because it is bound at load time;
 *   <li>unpack every native library before the first is loaded (loading while unpacking crashes on
 *       an empty cache);
 *   <li>flush denormals, before any pool thread exists that could miss it (ADAM's moments decay
 *       into denormals, which are a hundred times slower);
 *   <li>one thread an operation: Basin runs whole jobs and whole evaluation chunks side by side, so
 *       results never depend on the number of threads.
 * </ol>
 */
public final class NativeRuntime {
  private static final String BLAS_PROPERTY = "basin.blas";
  private static @Nullable Blas blas;

  private NativeRuntime() {}

  /**
   * Starts the engine if it is not running yet and prepares the calling thread.
   *
   * @return the matrix library in force
   * @throws EngineException if the libraries cannot be unpacked or loaded
   */
  public static synchronized Blas start() {
    Blas started = blas;
    if (started == null) {
      started = load();
      blas = started;
    }
    prepareThread();
    return started;
  }

  /** The directory that the native libraries were unpacked to, once the engine is started. */
  public static String libraries() {
    return System.getProperty(NativeCache.PROPERTY, "unknown");
  }

  /**
   * Looks whether so many threads can compute at once within the limits of the process, before they
   * do: the matrix library ends a process whose address space does not suffice.
   *
   * @throws EngineException if they cannot; the message names the limit
   */
  public static synchronized void requireThreads(int threads) {
    EngineMemory.require(MachineMemory.ofThisMachine(), blas != null, threads);
  }

  /** Sets what libtorch keeps per thread. Every thread that computes must have called it once. */
  public static void prepareThread() {
    Context.setFlushDenormal(true);
    torch.set_num_threads(1);
  }

  private static Blas load() {
    Blas chosen = choose(System.getProperty(BLAS_PROPERTY, "auto"), processorVendor());
    EngineMemory.require(MachineMemory.ofThisMachine(), false, 1);
    Path cache =
        NativeCache.choose(
            System.getProperty(NativeCache.PROPERTY),
            HomeDirectory.find(),
            HomeDirectory.caches(System.getenv()),
            RunnableDirectory::refusal);
    System.setProperty(NativeCache.PROPERTY, cache.toString());
    try {
      String platform = Loader.getPlatform();
      if (chosen == Blas.MKL) {
        System.setProperty("org.bytedeco.openblas.load", "mkl");
        loadOpenMpOfMkl(Loader.cacheResources("/org/bytedeco/mkl/" + platform + "/"));
      } else {
        // not beside MKL, whose copy of libopenblas would be put in and out of place at every start
        Loader.cacheResources("/org/bytedeco/openblas/" + platform + "/");
      }
      Loader.cacheResources("/org/bytedeco/pytorch/" + platform + "/");
      Loader.load(torch.class);
      if (chosen == Blas.OPENBLAS) {
        openblas_nolapack.blas_set_num_threads(1);
      }
    } catch (IOException | UnsatisfiedLinkError | NoClassDefFoundError e) {
      throw new EngineException(
          "the native engine could not be loaded for "
              + Loader.getPlatform()
              + " from "
              + cache
              + ": "
              + LoadFailure.reason(e)
              + "; "
              + LoadFailure.cure(e),
          e);
    }
    return chosen;
  }

  /**
   * Makes the symbols of Intel's OpenMP library known to all. JavaCPP loads it for itself alone,
   * and MKL ends the whole process when it first needs one and cannot find it. (For the same reason
   * the binding's own MKL class, which loads two threading layers at once, is never touched: the
   * number of MKL's threads comes from the environment.)
   */
  private static void loadOpenMpOfMkl(File[] unpacked) {
    for (File directory : unpacked) {
      File library = new File(directory, "libiomp5.so");
      if (library.exists()) {
        Loader.load(Loader.class);
        Loader.loadGlobal(library.getPath());
      }
    }
  }

  /** Decides from the setting ({@code auto}, {@code mkl}, {@code openblas}) and the processor. */
  static Blas choose(String setting, String vendor) {
    return switch (setting) {
      case "mkl" -> Blas.MKL;
      case "openblas" -> Blas.OPENBLAS;
      case "auto" -> vendor.equals("GenuineIntel") && mklIsPresent() ? Blas.MKL : Blas.OPENBLAS;
      default ->
          throw new EngineException(
              "-D" + BLAS_PROPERTY + "=" + setting + ": expected auto, mkl or openblas");
    };
  }

  private static boolean mklIsPresent() {
    return NativeRuntime.class.getResource(
            "/org/bytedeco/mkl/" + Loader.getPlatform() + "/libmkl_rt.so.2")
        != null;
  }

  /** The processor's vendor as /proc/cpuinfo names it, or the empty string where there is none. */
  static String processorVendor() {
    return cpuInfo("vendor_id");
  }

  /** The processor's model name, or the architecture where the system does not tell. */
  public static String processorModel() {
    String model = cpuInfo("model name");
    return model.isEmpty() ? System.getProperty("os.arch", "unknown") : model;
  }

  /** The processor's feature flags, or the empty string where the system does not tell. */
  public static String processorFlags() {
    return cpuInfo("flags");
  }

  private static String cpuInfo(String key) {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return "";
    }
    try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}
