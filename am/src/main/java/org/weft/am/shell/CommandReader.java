package org.weft.am.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.weft.am.shell.Command.Toggle;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.NearestName;
import org.weft.planner.error.WeftException;

/** Reads what stands behind a backslash. */
final class CommandReader {
  /** Names of commands with what they take and do, in the order of the help. */
  enum Name {
    TABLES("d", "[NAME]", "tables and views; with a name or a quoted path, its columns"),
    TABLES_ONLY("dt", "", "tables and views"),
    FUNCTIONS("df", "[PATTERN]", "functions, such as \\df %date%"),
    TIMING("timing", "[on|off]", "tells how long each statement took"),
    EXPANDED("x", "[on|off]", "shows each column on a line of its own"),
    ROWS("rows", "[N]", "shows the first N rows of a result, 0 for all"),
    OUTPUT(
        "o",
        "[FILE]",
        "writes results to a file (.csv, .json, .arrow, else a table); without a name to the"
            + " screen"),
    INCLUDE("i", "FILE", "runs the statements and commands of a file"),
    SET("set", "[NAME [VALUE]]", "shows or changes settings"),
    UNSET("unset", "NAME", "gives a setting the value it started with"),
    HELP("?", "", "this list"),
    QUIT("q", "", "leaves; so do Ctrl-D, quit and exit");

    private final String word;
    private final String usage;
    private final String meaning;

    Name(String word, String usage, String meaning) {
      this.word = word;
      this.usage = usage;
      this.meaning = meaning;
    }

    /** As it is typed, with the backslash. */
    String typed() {
      return "\\" + word;
    }

    /** As it is typed, with what it takes. */
    String usage() {
      return (typed() + " " + usage).strip();
    }

    String meaning() {
      return meaning;
    }
  }

  private final Name name;
  private final List<String> arguments;

  private CommandReader(Name name, List<String> arguments) {
    this.name = name;
    this.arguments = arguments;
  }

  /**
   * The command of a line without its backslash.
   *
   * @throws WeftException USAGE if there is no such command or it takes something else
   */
  static Command read(String line) {
    List<String> words = words(line.strip());
    String word = words.isEmpty() ? "" : words.get(0).toLowerCase(Locale.ROOT);
    if (word.endsWith(";")) {
      word = word.substring(0, word.length() - 1);
    }
    List<String> rest = words.isEmpty() ? List.of() : words.subList(1, words.size());
    return new CommandReader(named(word), rest).command();
  }

  private static Name named(String word) {
    switch (word) {
      case "quit", "exit" -> {
        return Name.QUIT;
      }
      case "help", "h" -> {
        return Name.HELP;
      }
      default -> {
        // one of the commands below
      }
    }
    List<String> known = new ArrayList<>();
    for (Name name : Name.values()) {
      if (name.word.equals(word)) {
        return name;
      }
      known.add(name.typed());
    }
    WeftException error = WeftException.of(ErrorCode.USAGE, "there is no command '\\" + word + "'");
    throw NearestName.of("\\" + word, known)
        .map(nearest -> error.hint("use " + nearest + ", the nearest name, or \\? for all"))
        .orElse(error.hint("\\? lists them"));
  }

  private Command command() {
    return switch (name) {
      case TABLES ->
          argument().<Command>map(Command.DescribeTable::new).orElseGet(Command.ListTables::new);
      case TABLES_ONLY -> nothing(new Command.ListTables());
      case FUNCTIONS -> new Command.ListFunctions(argument());
      case TIMING -> new Command.Timing(argument().map(this::toggle));
      case EXPANDED -> new Command.Expanded(argument().map(this::toggle));
      case ROWS -> new Command.Rows(argument().map(this::count));
      case OUTPUT -> new Command.Output(argument());
      case INCLUDE -> new Command.Include(argument().orElseThrow(this::wrong));
      case SET -> set();
      case UNSET -> new Command.ResetSetting(argument().orElseThrow(this::wrong));
      case HELP -> nothing(new Command.Help());
      case QUIT -> nothing(new Command.Quit());
    };
  }

  private Command set() {
    if (arguments.size() < 2) {
      return new Command.ShowSettings(argument());
    }
    int from = arguments.get(1).equals("=") ? 2 : 1;
    if (from == arguments.size()) {
      throw wrong();
    }
    return new Command.ChangeSetting(
        arguments.get(0), String.join(" ", arguments.subList(from, arguments.size())));
  }

  private Command nothing(Command command) {
    if (!arguments.isEmpty()) {
      throw wrong();
    }
    return command;
  }

  private Optional<String> argument() {
    if (arguments.size() > 1) {
      throw wrong();
    }
    return arguments.stream().findFirst();
  }

  private Toggle toggle(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "on", "true" -> Toggle.ON;
      case "off", "false" -> Toggle.OFF;
      default -> throw wrong();
    };
  }

  private int count(String word) {
    try {
      int count = Integer.parseInt(word);
      if (count >= 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      throw wrong();
    }
    throw wrong();
  }

  private WeftException wrong() {
    return WeftException.of(ErrorCode.USAGE, "\\" + name.word + " takes something else")
        .hint(name.usage());
  }

  /** Words between blanks; quotes keep blanks together and are taken away, save for paths. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    boolean started = false;
    for (char c : line.toCharArray()) {
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        started = true;
      } else if (Character.isWhitespace(c)) {
        if (started || word.length() > 0) {
          words.add(word.toString());
          word.setLength(0);
          started = false;
        }
      } else {
        word.append(c);
      }
    }
    if (started || word.length() > 0) {
      words.add(word.toString());
    }
    return words;
  }
}
