package dev.basin.bench;

import dev.basin.engine.NativeRuntime;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the numbers depend on: processor, system, and the settings that choose kernels. */
final class Machine {
  private static final Pattern KERNEL_SETTINGS =
      Pattern.compile("(OPENBLAS|MKL|OMP|GOMP|KMP|BLIS|NVPL_BLAS|DNNL|ONEDNN|ATEN)_.*");

  private Machine() {}

  /** Properties and their values, in the order in which they should be read. */
  static Map<String, String> describe(int cores) {
    var system = ManagementFactory.getOperatingSystemMXBean();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("processor", NativeRuntime.processorModel());
    facts.put("cores used", cores + " of " + system.getAvailableProcessors());
    facts.put("vector units", vectorUnits());
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("java", System.getProperty("java.vm.version"));
    facts.put(
        "load before the run", String.format(Locale.ROOT, "%.2f", system.getSystemLoadAverage()));
    new TreeMap<>(System.getenv())
        .forEach(
            (name, value) -> {
              if (KERNEL_SETTINGS.matcher(name).matches()) {
                facts.put(name, value);
              }
            });
    return facts;
  }

  private static String vectorUnits() {
    StringBuilder found = new StringBuilder();
    for (String flag : NativeRuntime.processorFlags().split(" ", -1)) {
      if (flag.equals("avx2") || flag.equals("avx512f") || flag.startsWith("amx_")) {
        found.append(found.isEmpty() ? "" : " ").append(flag);
      }
    }
    return found.isEmpty() ? "unknown" : found.toString();
  }
}
