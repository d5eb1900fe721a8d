package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What --help says is true and fits a terminal. */
final class HelpTest {
  private static final int WIDTH = 100;

  static List<CommandLine> commands() {
    List<CommandLine> found = new ArrayList<>();
    collect(Main.commandLine(), found);
    return found;
  }

  private static void collect(CommandLine command, List<CommandLine> found) {
    found.add(command);
    command.getSubcommands().values().forEach(below -> collect(below, found));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void fitsAndIsFilledIn(CommandLine command) {
    String help = command.getUsageMessage();
    assertThat(help.lines()).allMatch(line -> line.length() <= WIDTH);
    assertThat(help).startsWith("Usage: " + command.getCommandSpec().qualifiedName());
    assertThat(help).doesNotContain("${").doesNotContain("%%").doesNotContain("%n");
  }

  /** A percent sign that is not escaped makes picocli warn. */
  @ParameterizedTest
  @MethodSource("commands")
  void warnsOfNothing(CommandLine command) {
    List<String> words =
        new ArrayList<>(List.of(command.getCommandSpec().qualifiedName().split(" ")));
    words.remove(0);
    words.add("--help");
    assertThat(Run.of(words).err()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void saysEveryDefault(CommandLine command) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      String description = String.join(" ", option.description());
      if (option.defaultValue() != null && !option.arity().toString().equals("0")) {
        assertThat(description)
            .as(command.getCommandSpec().qualifiedName() + " " + option.longestName())
            .containsPattern(
                "\\(default:? "
                    + java.util.regex.Pattern.quote(option.defaultValue())
                    + "|\\$\\{DEFAULT-VALUE}|"
                    + java.util.regex.Pattern.quote(option.defaultValue())
                    + " \\(default\\)");
      }
    }
  }

  @Test
  void listsEveryExitCode() throws IllegalAccessException {
    String help = Run.of("--help").out();
    for (Field field : ExitCode.class.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
        assertThat(help).containsPattern("(?m)^  " + field.getInt(null) + " +\\w");
      }
    }
    assertThat(help).contains("Exit codes:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "compare --help", "data fetch --help", "--version"})
  void goesToStandardOutput(String command) {
    Run run = Run.of(command.split(" "));
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "compare --version", "data list -V"})
  void versionNamesTheCommit(String command) {
    assertThat(Run.of(command.split(" ")).out())
        .matches("basin \\d+\\.\\d+\\.\\d+ \\([0-9a-z-]+\\)\\R");
  }
}
