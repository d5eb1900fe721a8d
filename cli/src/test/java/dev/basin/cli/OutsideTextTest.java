package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes from outside can be read on a terminal, and do nothing there. */
final class OutsideTextTest {
  /** Clears a terminal, sets its title, and writes from right to left. */
  private static final String NASTY = "a\u001b[2J\u001b]0;title\u0007\u009b31m\u202eb";

  @TempDir private Path directory;

  private static void assertPlain(Run run) {
    assertThat(run.out() + run.err())
        .as(run.toString())
        .doesNotContain("\u001b", "\u0007", "\u009b", "\u202e");
  }

  @Test
  void theStandardStreamsAreMadePlain() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      int code =
          PlainPrintStream.during(
              () -> {
                System.out.println(NASTY);
                System.out.printf("%s|%c|%5.1f%n", "\u001b[1m", '\u001b', 1.25);
                System.out.print(new char[] {'\r', 'x'});
                System.out.println((Object) "größe\tφ\n日本 👩");
                System.out.append("http://me:word@host").append('\n');
                return 7;
              });
      assertThat(code).isEqualTo(7);
    } finally {
      System.setOut(before);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "a?[2J?]0;title??31m?b", "?[1m|?|  1.3", "?xgröße\tφ", "日本 👩", "http://***@host");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void namesOfFilesAndClasses() throws IOException {
    Path folder = Files.createDirectories(directory.resolve(NASTY + "\nbasin: all is well"));
    Path picture = Files.createDirectories(folder.resolve("train").resolve(NASTY)).resolve("a.png");
    Files.writeString(picture, NASTY);
    Files.createDirectories(folder.resolve("test"));
    for (List<String> words :
        List.of(
            List.of("data", "inspect", folder.toString()),
            List.of("data", "inspect", picture.toString()),
            List.of("data", "inspect", directory.resolve("no" + NASTY).toString()),
            List.of("evaluate", "--network", "F1", "--weights", picture.toString()),
            List.of("evaluate", "--network", NASTY, "--weights", "w"),
            List.of("train", "--network", "F1", "--out", folder + "/x/" + NASTY),
            List.of("study", "list", folder.toString()),
            List.of("study", "report", NASTY, "--out", "x"),
            List.of("compare", "C1", "--data", folder.toString(), "--out", directory + "/x"),
            List.of("--" + NASTY))) {
      Run run = Run.of(words);
      assertPlain(run);
      assertThat(run.code()).as(run.toString()).isPositive();
      assertThat(run.err().lines().filter(line -> line.startsWith("basin: all"))).isEmpty();
    }
  }

  @Test
  void textsOfStudies() throws IOException {
    Path study = directory.resolve("mine.yaml");
    Files.writeString(
        study,
        """
        title: "a\\e[2J\\x9b31m\\u202eb"
        show: [accuracy]
        trials: 1
        epochs: 1
        arms:
          SB: {batch: 256}
        networks:
          - {network: F1, data: mnist}
        """);
    Run list = Run.of("study", "list", study.toString());
    assertThat(list.code()).as(list.err()).isZero();
    assertThat(list.out()).contains("a?[2J?31m?b");
    assertPlain(list);
    assertPlain(Run.of("study", "show", study.toString()));
    Files.writeString(study, "title: \"a\\e[2J\"\nshow: \"\\e[2J\"\n");
    Run wrong = Run.of("study", "show", study.toString());
    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertPlain(wrong);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "study export x --to mlflow --server http://me:s%3@host",
        "study export x --to mlflow --server me:s%3@host:5000",
        "study export x --to mlflow --server http://host/?token=s%3",
        "study export x --to mlflow --servr http://me:s%3@host",
        "study export x --to mlflow --server=http://me:s%3@host --bogus",
        "study export x --to mlflow http://me:s%3@host http://me:s%3@host",
        "compare F1 --data https://me:s%3@host/set.tgz",
        "compare F1 --data me:s%3@host/set.tgz",
        "compare F1 --data https://host/set.tgz?token=s%3",
        "evaluate --network F1 --weights https://me:s%3@host/w.safetensors",
        "data fetch https://me:s%3@host/mnist",
        "data inspect https://me:s%3@host/mnist",
        "train --network F1 --out https://me:s%3@host/x/w",
        "https://me:s%3@host",
      })
  void passwordsInAddresses(String command) {
    for (String word : List.of("s3-kret", "s3@kret", "x's3 kret", "s3#?kret")) {
      List<String> words =
          List.of(command.split(" ")).stream().map(each -> each.replace("s%3", word)).toList();
      Run run = Run.of(words);
      assertThat(run.code()).as(run.toString()).isPositive();
      assertThat(run.out() + run.err()).doesNotContain("s3").doesNotContain("kret");
      assertThat(run.err()).startsWith("basin: ");
    }
  }
}
