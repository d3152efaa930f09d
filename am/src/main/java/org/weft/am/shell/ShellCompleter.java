package org.weft.am.shell;

import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Hands what {@link ShellParser} found to JLine. */
final class ShellCompleter implements Completer {
  @Override
  public void complete(LineReader reader, ParsedLine parsed, List<Candidate> candidates) {
    for (Suggestion each : ((ShellParser.Line) parsed).completion().fitting()) {
      boolean isWhole = each.end() == Suggestion.End.BLANK;
      candidates.add(new Candidate(each.text(), each.text(), null, null, null, null, isWhole, 0));
    }
  }
}
