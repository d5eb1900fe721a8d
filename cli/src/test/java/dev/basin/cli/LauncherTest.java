package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell script that starts Basin, where users' shells, paths and machines are odd. */
@DisabledOnOs(OS.WINDOWS)
final class LauncherTest {
  @TempDir private Path scratch;
  private Launcher launcher;

  @BeforeEach
  void launcher() throws IOException {
    launcher = new Launcher(scratch);
  }

  /** The shells of this machine, each as the words that start it. */
  private static List<List<String>> shells() {
    List<List<String>> shells = new ArrayList<>();
    for (String words : List.of("sh", "bash", "bash --posix", "ksh", "mksh", "busybox sh")) {
      List<String> shell = List.of(words.split(" "));
      if (isHere(shell.get(0))) {
        shells.add(shell);
      }
    }
    return shells;
  }

  private static boolean isHere(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  private static List<String> words(List<String> first, String... more) {
    List<String> words = new ArrayList<>(first);
    words.addAll(List.of(more));
    return words;
  }

  private static void assertStarted(Launcher.Start start, Path home) {
    assertThat(start.err()).as(start.toString()).isEmpty();
    assertThat(start.code()).as(start.toString()).isZero();
    assertThat(start.has("-Djava.library.path=" + home + "/lib")).as(start.toString()).isTrue();
    assertThat(start.has("-cp", home + "/lib/*")).as(start.toString()).isTrue();
  }

  private static void assertRefused(Launcher.Start start, int code, String... words) {
    assertThat(start.err()).as(start.toString()).startsWith("basin: ").contains(words);
    assertThat(start.err().lines()).as(start.toString()).hasSize(1);
    assertThat(start.out()).isEmpty();
    assertThat(start.code()).isEqualTo(code);
  }

  @Test
  void argumentsArriveAsTheyAre() throws Exception {
    Path script = launcher.release("basin");
    String[] odd = {"two  words", "", "*", "$HOME", "a\nb", "-n", "\\", "'", "ü"};
    for (List<String> shell : shells()) {
      Launcher.Start start =
          launcher.run(launcher.directory(), words(words(shell, script.toString()), odd));
      assertStarted(start, launcher.directory().resolve("basin"));
      StringBuilder expected = new StringBuilder("<dev.basin.cli.Main>\n");
      for (String word : odd) {
        expected.append('<').append(word).append(">\n");
      }
      assertThat(start.out()).as(shell.toString()).endsWith(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "two words",
        "new\nline",
        "ends in line\n",
        "*",
        "[a]",
        "q?",
        "$HOME",
        "`id`",
        "it's",
        "\"",
        "a;b",
        "a&b",
        "back\\slash",
        "-dash",
        "~",
        "100%",
        "bang!",
        "Фото",
        "#"
      })
  void directoriesMayHaveAnyName(String name) throws Exception {
    launcher.release(name);
    Path home = launcher.directory().resolve(name);
    assertStarted(launcher.run(home + "/bin/basin"), home);
    assertStarted(launcher.run("sh", "./" + name + "/bin/basin"), home);
    assertStarted(launcher.run(home.resolve("bin"), List.of("sh", "basin")), home);
  }

  @Test
  void extensionsComeLastOnTheClassPath() throws Exception {
    Path script = launcher.release("basin");
    Launcher.Start start =
        launcher.run(
            launcher.directory(),
            List.of("env", "BASIN_EXTENSIONS=my classes:b.jar", script.toString(), "x"));
    assertThat(start.has("-cp", launcher.directory().resolve("basin") + "/lib/*:my classes:b.jar"))
        .as(start.toString())
        .isTrue();
  }

  @Test
  void aColonInThePathIsRefused() throws Exception {
    Path script = launcher.release("a:b");
    assertRefused(launcher.run(script.toString()), 1, "a:b", "colon", "Move");
  }

  @Test
  void aPathForChangesOfDirectoryLeadsNowhereElse() throws Exception {
    launcher.release("here/basin");
    launcher.release("elsewhere/bin");
    launcher.release("elsewhere/basin");
    Path here = launcher.directory().resolve("here");
    launcher.with("CDPATH", launcher.directory().resolve("elsewhere") + ":..:/");
    for (List<String> shell : shells()) {
      assertStarted(launcher.run(here, words(shell, "basin/bin/basin")), here.resolve("basin"));
      assertStarted(
          launcher.run(here.resolve("basin"), words(shell, "bin/basin")), here.resolve("basin"));
    }
  }

  @Test
  void linksAreFollowed() throws Exception {
    Path home = launcher.release("opt/basin 1").getParent().getParent();
    Path tools = Files.createDirectories(launcher.directory().resolve("opt/tools"));
    // relative to the directory that the link is really in, though that is reached by a link
    Files.createSymbolicLink(tools.resolve("second"), Path.of("../basin 1/bin/basin"));
    Files.createSymbolicLink(tools.resolve("basin"), Path.of("second"));
    Path bin = launcher.directory().resolve("far/away/bin");
    Files.createDirectories(bin.getParent());
    Files.createSymbolicLink(bin, tools);
    assertStarted(launcher.run(tools + "/basin"), home);
    assertStarted(launcher.run(bin + "/basin"), home);
    assertStarted(launcher.run(bin, List.of("./basin")), home);
    assertStarted(launcher.run(bin.getParent(), List.of("sh", "bin/basin")), home);
    assertStarted(launcher.onPath(bin).shell("basin"), home);
    Path release = launcher.directory().resolve("linked");
    Files.createSymbolicLink(release, home);
    assertStarted(launcher.run(release + "/bin/basin"), home);
  }

  @Test
  void aShellThatFindsTheScriptOnThePathDoesNotSayWhere() throws Exception {
    assumeTrue(isHere("bash"), "no bash");
    Path script = launcher.release("basin");
    launcher.onPath(script.getParent());
    assertStarted(
        launcher.run(script.resolve("../../lib").normalize(), List.of("bash", "basin")),
        launcher.directory().resolve("basin"));
  }

  @Test
  void optionsOfShellsChangeNothing() throws Exception {
    Path script = launcher.release("basin");
    Path home = launcher.directory().resolve("basin");
    for (List<String> shell : shells()) {
      for (String options : List.of("-e", "-efCau")) {
        assertStarted(
            launcher.run(launcher.directory(), words(shell, options, script.toString())), home);
      }
    }
    launcher
        .with(
            "SHELLOPTS", "braceexpand:errexit:hashall:noclobber:noglob:nounset:pipefail:allexport")
        .with("POSIXLY_CORRECT", "1")
        .with("GREP_OPTIONS", "--color=always -v")
        .with("IFS", "/abin")
        .with("ENV", "/nonexistent");
    for (List<String> shell : shells()) {
      assertStarted(launcher.run(launcher.directory(), words(shell, script.toString())), home);
    }
  }

  @Test
  void aliasesAndFunctionsOfTheUserAreNotCalled() throws Exception {
    assumeTrue(isHere("bash"), "no bash");
    Path script = launcher.release("basin");
    Path home = launcher.directory().resolve("basin");
    String names = "cd pwd printf command readlink sed head uname locale ulimit java test";
    String functions =
        "for name in "
            + names
            + "; do eval \"function $name { echo mine; return 1; }\"; done;"
            + " export -f "
            + names
            + "; exec \"$@\"";
    for (List<String> shell : shells()) {
      List<String> command = new ArrayList<>(List.of("bash", "-c", functions, "bash"));
      command.addAll(words(shell, script.toString()));
      assertStarted(launcher.run(launcher.directory(), command), home);
    }
    Path startup = launcher.directory().resolve("startup");
    Files.writeString(
        startup,
        "shopt -s expand_aliases\nalias cd='echo mine' pwd='echo mine' printf='echo mine'"
            + " readlink='readlink -x' java='java -x'\nset -efu\nIFS=/\nCDPATH=/\n");
    launcher.with("BASH_ENV", startup.toString());
    assertStarted(launcher.run("bash", script.toString()), home);
  }

  @Test
  void javaIsFoundOnThePathThroughLinks() throws Exception {
    Path script = launcher.release("basin");
    Path jdk = launcher.directory().resolve("a jdk");
    Path bin = Files.createDirectories(launcher.directory().resolve("links"));
    Files.createSymbolicLink(bin.resolve("java"), Path.of("../a jdk/bin/java"));
    launcher.without("JAVA_HOME").onPath(bin);
    assertStarted(launcher.run(script.toString()), launcher.directory().resolve("basin"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
    assertRefused(launcher.run(script.toString()), 1, "Java 11.0.2", "17 or later");
  }

  @Test
  void theEnvironmentsHomeIsJavas() throws Exception {
    Path script = launcher.release("basin");
    assertThat(
            launcher.run(script.toString()).has("-Duser.home=" + launcher.directory() + "/a home"))
        .isTrue();
    assertThat(launcher.with("HOME", "/").run(script.toString()).has("-Duser.home=/")).isTrue();
    for (String home : List.of("", "relative", "?")) {
      assertThat(launcher.with("HOME", home).run(script.toString()).out())
          .doesNotContain("user.home");
    }
    assertThat(launcher.without("HOME").run(script.toString()).out()).doesNotContain("user.home");
    launcher.with("HOME", "/a").with("BASIN_JAVA_OPTS", "-Duser.home=/b");
    assertThat(launcher.run(script.toString()).out())
        .as("what the user says comes last")
        .containsSubsequence("-Duser.home=/a", "-Duser.home=/b", "dev.basin.cli.Main");
  }

  /**
   * Java takes names of files in the locale's encoding: ASCII for C, and for one that is not there.
   */
  @ParameterizedTest
  @CsvSource({
    "C, '', '', C.UTF-8, ''",
    "POSIX, '', '', C.UTF-8, ''",
    "'', C, '', '', C.UTF-8",
    "'', '', C, '', C.UTF-8",
    "'', '', '', '', C.UTF-8",
    "'', '', xx_YY.UTF-8, '', C.UTF-8",
    "xx_YY.UTF-8, '', '', C.UTF-8, ''",
    "C.UTF-8, C, C, C.UTF-8, C",
    "'', C.UTF-8, C, '', C.UTF-8",
  })
  @EnabledOnOs(OS.LINUX)
  void withoutAnEncodingItIsUtf8(
      String all, String type, String language, String allThen, String typeThen) throws Exception {
    Path script = launcher.release("basin");
    launcher.without("LC_ALL");
    for (String[] variable :
        new String[][] {{"LC_ALL", all}, {"LC_CTYPE", type}, {"LANG", language}}) {
      if (!variable[1].isEmpty()) {
        launcher.with(variable[0], variable[1]);
      }
    }
    Launcher.Start start = launcher.run(script.toString());
    assertThat(start.out()).startsWith("LC_ALL=" + allThen + "\nLC_CTYPE=" + typeThen + "\n");
    assertThat(start.err()).isEmpty();
  }

  /** Old systems have no C.UTF-8, and small ones no program that tells of locales. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void whereNoLocaleIsUtf8NamesInAsciiPass() throws Exception {
    Path script = launcher.release("basin");
    Path bin = launcher.directory().resolve("programs");
    Launcher.program(bin.resolve("locale"), "#!/bin/sh\necho ANSI_X3.4-1968\n");
    launcher.with("LC_ALL", "C").onPath(bin);
    assertStarted(launcher.run(script.toString(), "plain"), launcher.directory().resolve("basin"));
    assertRefused(
        launcher.shell("exec \"$1\" train --data \"$(printf '\\320\\244')\"", script.toString()),
        1,
        "UTF-8",
        "LC_ALL",
        "locale -a");
    Launcher.program(
        bin.resolve("locale"),
        "#!/bin/sh\ncase $LC_ALL in en_US.UTF-8) echo UTF-8 ;; *) echo ANSI_X3.4-1968 ;; esac\n");
    assertThat(launcher.run(script.toString()).out()).startsWith("LC_ALL=en_US.UTF-8\n");
    Launcher.program(bin.resolve("locale"), "#!/bin/sh\nexit 127\n");
    assertThat(launcher.run(script.toString()).out()).startsWith("LC_ALL=C.UTF-8\n");
    launcher.with("LC_ALL", "de_DE.ISO-8859-1");
    assertThat(launcher.run(script.toString()).out()).startsWith("LC_ALL=de_DE.ISO-8859-1\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {500_000, 2_600_000, 3_000_000})
  void anAddressSpaceThatEndsJavaIsRefused(int kilobytes) throws Exception {
    Path script = launcher.release("basin");
    for (List<String> shell : shells()) {
      List<String> command =
          words(
              List.of("sh", "-c", "ulimit -v " + kilobytes + " && exec \"$@\"", "sh"),
              words(shell, script.toString()).toArray(new String[0]));
      Launcher.Start start = launcher.run(launcher.directory(), command);
      assumeTrue(!start.err().contains("ulimit: "), "this system sets no such limit");
      assertRefused(start, 6, "ulimit -v", kilobytes + " kB", "unlimited");
    }
  }

  @Test
  void aStreamThatIsClosedIsNotTakenByAFile() throws Exception {
    Path script = launcher.release("basin");
    Path told = launcher.directory().resolve("told");
    Launcher.program(
        launcher.directory().resolve("a jdk/bin/java"),
        "#!/bin/sh\nfor n in 0 1 2; do"
            + " if eval \"(: <&$n)\" 2>/dev/null; then echo open; else echo closed; fi; done >\""
            + told
            + "\"\n(echo x) 2>/dev/null && echo written >>\""
            + told
            + "\"\nexit 0\n");
    for (List<String> shell : shells()) {
      List<String> command =
          words(
              List.of("sh", "-c", "exec \"$@\" <&- >&- 2>&-", "sh"),
              words(shell, script.toString()).toArray(new String[0]));
      assertThat(launcher.run(launcher.directory(), command).code()).isZero();
      assertThat(told).as(shell.toString()).hasContent("open\nopen\nopen\n");
    }
  }

  // --- In a source tree
  // ---------------------------------------------------------------------------

  /** A Maven that builds in no time. */
  private void maven(String body) throws IOException {
    Path bin = launcher.directory().resolve("maven");
    Launcher.program(
        bin.resolve("mvn"),
        """
        #!/bin/sh
        case "$*" in
          *" -v")
            echo 'Apache Maven 3.9.6 (x)'
            echo 'Java version: 17.0.15, vendor: x, runtime: /nonexistent'
            exit 0 ;;
        esac
        """
                .replace(", runtime: /nonexistent", "")
            + body);
    launcher.onPath(bin);
  }

  private static final String BUILDS =
      """
      printf '%s\\n' "options ${JDK_JAVA_OPTIONS-}"
      mkdir -p core/target cli/target
      echo jar >cli/target/basin-cli-0.1.0.jar
      echo jar >core/target/basin-core-0.1.0.jar
      echo jar >"$JARS/other.jar"
      printf '%s\\n' "$PWD/core/target/basin-core-0.1.0.jar:$JARS/other.jar" >cli/target/classpath
      """;

  @Test
  void aSourceTreeIsBuiltOnceWhateverTheShell() throws Exception {
    Path home = launcher.sources("a *tree* [x]").getParent();
    Path jars = Files.createDirectories(launcher.directory().resolve("some jars"));
    maven(BUILDS);
    launcher
        .with("JARS", jars.toString())
        .with("CDPATH", "/:..")
        .with("POSIXLY_CORRECT", "1")
        .with("GREP_OPTIONS", "--color=always");
    String built = home + "/cli/target/basin/lib/";
    String classpath =
        built + "basin-cli-0.1.0.jar:" + built + "basin-core-0.1.0.jar:" + jars + "/other.jar";
    for (String options : List.of("-e", "-efC", "-f")) {
      Launcher.Start start = launcher.run("sh", options, home + "/basin", "hello");
      assertThat(start.code()).as(start.toString()).isZero();
      assertThat(start.has("-cp", classpath)).as(start.toString()).isTrue();
      if (options.equals("-e")) {
        assertThat(start.err()).contains("building Basin, once");
      } else {
        assertThat(start.err()).as("it is built already").isEmpty();
      }
    }
    Files.delete(home.resolve("cli/target/basin/stamp"));
    assertThat(launcher.run("sh", "-efC", home + "/basin").err()).contains("have changed");
    assertThat(home.resolve("cli/target/basin/stamp")).exists();
  }

  @Test
  void librariesInADirectoryWithAColonAreSaid() throws Exception {
    Path script = launcher.sources("tree");
    maven(BUILDS);
    Path jars = Files.createDirectories(launcher.directory().resolve("a:b"));
    Launcher.Start start = launcher.with("JARS", jars.toString()).run(script.toString());
    assertThat(start.err()).contains("colon", "localRepository");
    assertThat(start.code()).isEqualTo(1);
    assertThat(start.out()).isEmpty();
  }

  @Test
  void mavenIsToldTheHomeWhereTheUsersNumberHasNoName() throws Exception {
    Path home = launcher.sources("tree").getParent();
    maven(BUILDS);
    Launcher.program(launcher.directory().resolve("maven/id"), "#!/bin/sh\nexit 1\n");
    Path jars = Files.createDirectories(launcher.directory().resolve("jars"));
    Launcher.Start start = launcher.with("JARS", jars.toString()).run(home + "/basin");
    assertThat(start.code()).as(start.toString()).isZero();
    assertThat(home.resolve("cli/target/basin/build.log"))
        .content()
        .contains("options  \"-Duser.home=" + launcher.directory() + "/a home\"");
  }

  @Test
  void aFailedBuildRepeatsNoPassword() throws Exception {
    Path script = launcher.sources("tree");
    maven(
        "echo '[ERROR] Could not transfer from http://me:ge@heim@proxy:3128/x: refused'; exit 1\n");
    Launcher.Start start = launcher.run(script.toString());
    assertThat(start.err()).contains("http://***@proxy:3128/x", "could not download");
    assertThat(start.err()).doesNotContain("heim");
    assertThat(start.code()).isEqualTo(1);
  }

  // --- The measurements
  // -----------------------------------------------------------------------------

  @Test
  void measurementsAreFoundFromAnywhereToo() throws Exception {
    assumeTrue(isHere("bash"), "no bash");
    Path home = Files.createDirectories(launcher.directory().resolve("my tree"));
    Path script = Files.createDirectories(home.resolve("bench")).resolve("run");
    Files.copy(Path.of("..", "bench", "run"), script, StandardCopyOption.COPY_ATTRIBUTES);
    Path links = Files.createDirectories(launcher.directory().resolve("links"));
    Files.createSymbolicLink(links.resolve("measure"), Path.of("../my tree/bench/run"));
    maven("mkdir -p bench/target && echo x.jar >bench/target/classpath.txt\n");
    Path startup = launcher.directory().resolve("startup");
    Files.writeString(
        startup,
        """
        shopt -s expand_aliases
        alias cd='echo mine' java='java -x'
        set -f
        IFS=/
        CDPATH=/:..
        pwd() { echo mine; }
        """);
    launcher
        .onPath(launcher.directory().resolve("a jdk/bin"))
        .with("CDPATH", "/:..")
        .with("POSIXLY_CORRECT", "1")
        .with("BASH_ENV", startup.toString())
        .with("BASIN_BENCH_JAVA_OPTIONS", "-Done=1 -Dtwo=2");
    for (Launcher.Start start :
        List.of(
            launcher.run(script.toString(), "c2", "two words"),
            launcher.run(home, List.of("bench/run", "c2", "two words")),
            launcher.run(home.resolve("bench"), List.of("bash", "run", "c2", "two words")),
            launcher.run(links + "/measure", "c2", "two words"))) {
      assertThat(start.err()).isEmpty();
      assertThat(start.has("-cp", home + "/bench/target/classes:x.jar")).as(start.out()).isTrue();
      assertThat(start.has("--bench", home + "/bench")).as(start.out()).isTrue();
      assertThat(start.has("-Done=1", "-Dtwo=2")).isTrue();
      assertThat(start.out()).endsWith("<c2>\n<two words>\n");
    }
  }
}
