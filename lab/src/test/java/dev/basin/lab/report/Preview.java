package dev.basin.lab.report;

import java.nio.file.Path;

final class Preview {
  private Preview() {}

  public static void main(String[] args) {
    Path root = Path.of(args[0]);
    ReportWriter.write(Fixtures.oneTrial(), root.resolve("one"));
    ReportWriter.write(Fixtures.fiveTrials(), root.resolve("five"));
    ReportWriter.write(Fixtures.largeNotSharper(), root.resolve("flat"));
    ReportWriter.write(Fixtures.gapBelowNoise(), root.resolve("noise"));
    ReportWriter.write(Fixtures.oneDiverged(), root.resolve("div1"));
    ReportWriter.write(Fixtures.allDiverged(), root.resolve("diverged"));
    ReportWriter.write(Fixtures.notNumbers(), root.resolve("nan"));
    for (var r : Fixtures.all()) {
      System.out.println(TerminalTable.write(r));
    }
  }
}
