package dev.basin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HomeDirectoryTest {
  private static final Map<String, String> SET = Map.of("HOME", "/set");

  @Test
  void javasComesFirst() {
    assertThat(HomeDirectory.find("/javas", SET)).hasValue(Path.of("/javas"));
  }

  /** Java 17 calls the home {@code ?} where the password file has no entry. */
  @Test
  void withoutAnEntryItIsTheEnvironments() {
    assertThat(HomeDirectory.find("?", SET)).hasValue(Path.of("/set"));
    assertThat(HomeDirectory.find("", SET)).hasValue(Path.of("/set"));
    assertThat(HomeDirectory.find(null, SET)).hasValue(Path.of("/set"));
  }

  @Test
  void noHomeIsNoFolderInTheWorkingDirectory() {
    assertThat(HomeDirectory.find("?", Map.of())).isEmpty();
    assertThat(HomeDirectory.find("?", Map.of("HOME", ""))).isEmpty();
    assertThat(HomeDirectory.find("?", Map.of("HOME", "here"))).isEmpty();
  }

  @Test
  void cachesAreWhereAnAbsolutePathSays() {
    assertThat(HomeDirectory.caches(Map.of("XDG_CACHE_HOME", "/c"))).hasValue(Path.of("/c"));
    assertThat(HomeDirectory.caches(Map.of("XDG_CACHE_HOME", "c"))).isEmpty();
    assertThat(HomeDirectory.caches(Map.of())).isEmpty();
  }
}
