package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** A processor without AVX2 is told of, another is not. */
final class ProcessorTest {
  @ParameterizedTest
  @CsvSource({
    "amd64, fpu sse sse2 avx, true",
    "x86_64, fpu sse sse2, true",
    "amd64, fpu avx avx2 fma, false",
    "amd64, fpu avx512f noavx2, true",
    "amd64, '', false",
    "aarch64, fp asimd, false"
  })
  void knowsItsInstructions(String architecture, String flags, boolean lacking) {
    assertThat(new Processor(architecture, flags).lacksAvx2()).isEqualTo(lacking);
  }

  @Test
  void warnsInOneLine() {
    assertThat(warning("sse sse2").lines()).hasSize(1);
    assertThat(warning("sse sse2")).startsWith("basin: warning: ").contains("AVX2", "slower");
    assertThat(warning("sse avx2")).isEmpty();
  }

  @Test
  void doctorReportsItAsAProblemWithACure() {
    String report = doctor("fpu sse2");
    assertThat(report).contains("problem: the processor has no AVX2", "use another machine");
    assertThat(doctor("fpu sse2 avx2")).doesNotContain("AVX2");
  }

  private static String doctor(String flags) {
    PrintStream out = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    int code;
    try {
      code = new CommandLine(new DoctorCommand(new Processor("amd64", flags))).execute();
    } finally {
      System.setOut(out);
    }
    String report = bytes.toString(StandardCharsets.UTF_8);
    boolean problems = report.contains("problem: ");
    assertThat(code).as(report).isEqualTo(problems ? ExitCode.ENGINE : 0);
    for (String fact :
        List.of("basin ", "processor ", "memory ", "blas ", "threads ", "sgemm ", "java ")) {
      assertThat(report.lines()).anyMatch(line -> line.startsWith(fact));
    }
    return report;
  }

  private static String warning(String flags) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new Processor("amd64", flags).warnIfSlow(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
