package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command that a page gives does what was done, in the same store, and finds it all there. */
@DisabledOnOs(OS.WINDOWS)
final class ReproductionTest {
  private static final Pattern CODE = Pattern.compile("<pre><code>([^<]*)</code>");

  /** What a POSIX shell makes of words without variables and backslashes but {@code \\'}. */
  private static final Pattern PIECE = Pattern.compile("'([^']*)'|\\\\(.)|([^'\\\\\\s]+)|(\\s+)");

  @TempDir private Path directory;

  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean open = false;
    Matcher matcher = PIECE.matcher(line);
    while (matcher.find()) {
      if (matcher.group(4) != null) {
        words.add(word.toString());
        word.setLength(0);
        open = false;
        continue;
      }
      open = true;
      for (int group = 1; group <= 3; group++) {
        word.append(matcher.group(group) == null ? "" : matcher.group(group));
      }
    }
    if (open) {
      words.add(word.toString());
    }
    return words;
  }

  private static List<String> command(Path page) throws IOException {
    Matcher code = CODE.matcher(Files.readString(page));
    assertThat(code.find()).isTrue();
    String line =
        code.group(1)
            .replace("&#39;", "'")
            .replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&amp;", "&");
    List<String> words = words(line);
    assertThat(words.get(0)).isEqualTo("basin");
    return words.subList(1, words.size());
  }

  /** All but what tells of times. */
  private static Map<String, String> bytes(Path store) throws IOException {
    Map<String, String> found = new TreeMap<>(Folder.hashes(store));
    found.keySet().removeIf(name -> name.startsWith("locks/"));
    return found;
  }

  @Test
  void aStudysPageSaysStoreFileScaleSelectionAndData() throws IOException {
    Path data = Data.smallSet(directory.resolve("my data's set"));
    Path study = Files.createDirectory(directory.resolve("my $tudies; all")).resolve("s.yaml");
    Files.writeString(
        study,
        """
        title: t
        show: accuracy
        trials: 1
        epochs: 1
        arms:
          SB: {batch: 10}
        networks:
          - {network: F1, data: mnist}
          - {network: C1, data: cifar10}
        scales:
          smoke: {epochs: 2}
        """);
    Path store = directory.resolve("my store");
    Run run =
        Run.of(
            "study",
            "run",
            study.toString(),
            "--scale",
            "smoke",
            "--store",
            store.toString(),
            "--only",
            "F1",
            "--data",
            "mnist=" + data);
    assertThat(run.code()).as(run.err()).isZero();
    Path site = directory.resolve("site");
    Run report =
        Run.of(
            "study",
            "report",
            study.toString(),
            "--scale",
            "smoke",
            "--store",
            store.toString(),
            "--out",
            site.toString());
    assertThat(report.code()).as(report.err()).isZero();
    List<String> command = command(site.resolve("s.html"));
    assertThat(command)
        .containsExactly(
            "study",
            "run",
            study.toString(),
            "--scale",
            "smoke",
            "--store",
            store.toString(),
            "--only",
            "F1",
            "--data",
            "mnist=" + data);
    Map<String, String> before = bytes(store);

    Run again = Run.of(command);

    assertThat(again.code()).as(again.err()).isZero();
    assertThat(bytes(store)).isEqualTo(before);
    assertThat(Run.of("store", "verify", "--store", store.toString()).code()).isZero();
  }

  @Test
  void withoutASelectionThePageAsksForAll() throws IOException {
    Path data = Data.smallSet(directory.resolve("set"));
    Path study = directory.resolve("s.yaml");
    Files.writeString(
        study,
        """
        title: t
        show: accuracy
        epochs: 1
        arms:
          SB: {batch: 10}
        networks:
          - {network: F1, data: set}
        """);
    Path store = directory.resolve("store");
    String[] place = {"--store", store.toString()};
    Run run = Run.of("study", "run", study.toString(), place[0], place[1]);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(data).isDirectory();
    Path site = directory.resolve("site");
    Run report =
        Run.of("study", "report", study.toString(), place[0], place[1], "--out", site.toString());
    assertThat(report.code()).as(report.err()).isZero();
    assertThat(command(site.resolve("s.html")))
        .containsExactly(
            "study", "run", study.toString(), "--scale", "laptop", "--store", store.toString());
  }

  @Test
  void aComparisonsPageGoesOnInItsFolder() throws IOException {
    Path data = Data.smallSet(directory.resolve("my data's set"));
    Path out = directory.resolve("the folder");
    Run run =
        Run.of(
            "compare",
            "F1",
            "--data",
            data.toString(),
            "--epochs",
            "1",
            "--points",
            "2",
            "--subspace",
            "0",
            "--resume",
            "--out",
            out.toString());
    assertThat(run.code()).as(run.err()).isZero();
    Map<String, String> before = bytes(out);
    List<String> command = command(out.resolve("report.html"));
    assertThat(command).endsWith("--out", out.toString()).doesNotContain("--resume");

    Run again = Run.of(command);

    assertThat(again.code()).as(again.err()).isZero();
    assertThat(command(out.resolve("report.html"))).isEqualTo(command);
    Map<String, String> after = bytes(out);
    // the time of the report is in it
    for (String name : List.of("summary.json", "report.html", "report.sha256")) {
      before.remove(name);
      after.remove(name);
    }
    assertThat(after).isEqualTo(before);
  }
}
