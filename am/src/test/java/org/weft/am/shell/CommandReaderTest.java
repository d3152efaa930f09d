package org.weft.am.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.weft.am.shell.Command.Toggle;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** Commands and what they take. */
class CommandReaderTest {
  @Test
  void commandsAreReadWithTheirArguments() {
    assertThat(CommandReader.read("d")).isEqualTo(new Command.ListTables());
    assertThat(CommandReader.read("d 'my file.csv'"))
        .isEqualTo(new Command.DescribeTable("my file.csv"));
    assertThat(CommandReader.read("timing ON"))
        .isEqualTo(new Command.Timing(Optional.of(Toggle.ON)));
    assertThat(CommandReader.read("x;")).isEqualTo(new Command.Expanded(Optional.empty()));
    assertThat(CommandReader.read("rows 0")).isEqualTo(new Command.Rows(Optional.of(0)));
    assertThat(CommandReader.read("set a.b = 1 2"))
        .isEqualTo(new Command.ChangeSetting("a.b", "1 2"));
    assertThat(CommandReader.read("set")).isEqualTo(new Command.ShowSettings(Optional.empty()));
    assertThat(CommandReader.read("o")).isEqualTo(new Command.Output(Optional.empty()));
    assertThat(CommandReader.read("exit")).isEqualTo(new Command.Quit());
  }

  @Test
  void wrongOnesSayWhatIsRight() {
    refused("timng", "use \\timing, the nearest name, or \\? for all");
    refused("i", "\\i FILE");
    refused("x perhaps", "\\x [on|off]");
    refused("rows -1", "\\rows [N]");
    refused("q now", "\\q");
    refused("set a =", "\\set [NAME [VALUE]]");
  }

  private static void refused(String line, String hint) {
    assertThatThrownBy(() -> CommandReader.read(line))
        .isInstanceOfSatisfying(
            WeftException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.USAGE);
              assertThat(e.hint()).contains(hint);
            });
  }

  @Test
  void everyCommandOfTheHelpCanBeRead() {
    for (CommandReader.Name name : CommandReader.Name.values()) {
      String argument = name == CommandReader.Name.ROWS ? " 5" : " on";
      boolean needsOne = name.usage().matches(".* [A-Z]+");
      String line = name.typed().substring(1) + (needsOne ? argument : "");
      assertThat(CommandReader.read(line)).as(line).isNotNull();
    }
  }
}
