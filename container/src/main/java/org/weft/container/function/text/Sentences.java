package org.weft.container.function.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The words of a text, sentence by sentence, as Java finds them in English. */
public final class Sentences {
  private Sentences() {}

  /** A list of words for every sentence, without punctuation. */
  public static List<List<String>> of(String text) {
    List<List<String>> sentences = new ArrayList<>();
    each(
        BreakIterator.getSentenceInstance(Locale.US),
        text,
        sentence -> {
          List<String> words = new ArrayList<>();
          each(
              BreakIterator.getWordInstance(Locale.US),
              sentence,
              word -> {
                if (Character.isLetterOrDigit(word.codePointAt(0))) {
                  words.add(word);
                }
              });
          sentences.add(words);
        });
    return sentences;
  }

  private static void each(BreakIterator pieces, String text, Consumer<String> taker) {
    pieces.setText(text);
    int start = pieces.first();
    for (int end = pieces.next(); end != BreakIterator.DONE; end = pieces.next()) {
      taker.accept(text.substring(start, end));
      start = end;
    }
  }
}
