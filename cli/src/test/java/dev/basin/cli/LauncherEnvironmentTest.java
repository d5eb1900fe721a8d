package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The launchers and the tests start the engine in one and the same environment, so that what was
 * tested is what runs.
 */
final class LauncherEnvironmentTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void testsRunInTheEnvironmentThatTheLauncherSets() throws IOException {
    Map<String, String> launcher = shellDefaults();
    assertThat(launcher).containsKeys("MKL_THREADING_LAYER", "MKL_CBWR", "OMP_NUM_THREADS");
    assertThat(System.getenv()).containsAllEntriesOf(launcher);
  }

  @Test
  void bothLaunchersSetTheSame() throws IOException {
    Map<String, String> windows =
        defaults("basin.cmd", "(?m)^if not defined (\\w+) set \"\\w+=(\\w+)\"\\r?$");
    assertThat(windows).isEqualTo(shellDefaults());
  }

  private static Map<String, String> shellDefaults() throws IOException {
    return defaults("basin", "(?m)^export (\\w+)=\"\\$\\{\\w+:-(\\w+)}\"$");
  }

  private static Map<String, String> defaults(String script, String pattern) throws IOException {
    Map<String, String> found = new TreeMap<>();
    Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(ROOT.resolve(script)));
    while (matcher.find()) {
      found.put(matcher.group(1), matcher.group(2));
    }
    return found;
  }
}
