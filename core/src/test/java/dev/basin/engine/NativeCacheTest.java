package dev.basin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NativeCacheTest {
  private static final Optional<Path> HOME = Optional.of(Path.of("/home/me"));
  private static final Optional<Path> CACHES = Optional.of(Path.of("/caches"));

  private static Optional<String> serves(Path path) {
    return Optional.empty();
  }

  private static Path refusing(Set<String> refused, String named, Optional<Path> home) {
    return NativeCache.choose(
        named,
        home,
        CACHES,
        path ->
            refused.contains(path.toString()) ? Optional.of(path + " is bad") : Optional.empty());
  }

  @Test
  void theHomesIsTaken() {
    assertThat(NativeCache.choose(null, HOME, CACHES, NativeCacheTest::serves))
        .isEqualTo(Path.of("/home/me/.javacpp/cache"));
  }

  @Test
  void whatIsNamedIsTakenAlone() {
    assertThat(NativeCache.choose("/named", HOME, CACHES, NativeCacheTest::serves))
        .isEqualTo(Path.of("/named"));
    assertThatThrownBy(() -> refusing(Set.of("/named"), "/named", HOME))
        .isInstanceOf(EngineException.class)
        .hasMessageContainingAll("/named is bad", "BASIN_JAVA_OPTS=-D", "cachedir=DIR");
  }

  @Test
  void otherwiseThatOfTheCaches() {
    Path caches = Path.of("/caches/javacpp");
    assertThat(refusing(Set.of("/home/me/.javacpp/cache"), null, HOME)).isEqualTo(caches);
    assertThat(refusing(Set.of(), null, Optional.empty())).isEqualTo(caches);
  }

  @Test
  void whereNoneServesAllAreTold() {
    assertThatThrownBy(
            () -> refusing(Set.of("/home/me/.javacpp/cache", "/caches/javacpp"), null, HOME))
        .isInstanceOf(EngineException.class)
        .hasMessageContainingAll(
            "/home/me/.javacpp/cache is bad", "/caches/javacpp is bad", "set HOME");
    assertThatThrownBy(
            () ->
                NativeCache.choose(
                    null, Optional.empty(), Optional.empty(), NativeCacheTest::serves))
        .isInstanceOf(EngineException.class)
        .hasMessageContainingAll("no home directory is known", "set HOME", "cachedir=DIR");
  }

  /** glibc's words, which JavaCPP puts behind its own. */
  @ParameterizedTest
  @CsvSource({
    "failed to map segment from shared object: Operation not permitted, run from, cachedir",
    "failed to map segment from shared object, run from, cachedir",
    "failed to map segment from shared object: Cannot allocate memory, memory, ulimit -v",
    "No space left on device, No space, make room",
    "libgomp.so.1: cannot open shared object file, libgomp, doctor",
  })
  void whyLibrariesAreNotLoaded(String system, String reason, String cure) {
    UnsatisfiedLinkError failure =
        new UnsatisfiedLinkError("no jniopenblas_nolapack in java.library.path: /nonexistent");
    failure.initCause(new UnsatisfiedLinkError("/c/libx.so: libx.so: " + system));
    assertThat(LoadFailure.reason(failure)).contains("libx.so: " + system, reason);
    assertThat(LoadFailure.cure(failure)).contains(cure);
  }
}
