package org.weft.container.function.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text as what is seen as its characters: a letter with its accents, an emoji with its skin. */
public final class Graphemes {
  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  private final List<String> characters;

  private Graphemes(List<String> characters) {
    this.characters = characters;
  }

  public static Graphemes of(String text) {
    List<String> characters = new ArrayList<>();
    Matcher matcher = GRAPHEME.matcher(text);
    while (matcher.find()) {
      characters.add(matcher.group());
    }
    return new Graphemes(characters);
  }

  public long count() {
    return characters.size();
  }

  /** The first characters; for a negative count all but so many of the last. */
  public String left(long count) {
    return part(0, count < 0 ? characters.size() + count : count);
  }

  /** The last characters; for a negative count all but so many of the first. */
  public String right(long count) {
    long size = characters.size();
    return part(count < 0 ? -Math.max(-size, count) : size - Math.min(size, count), size);
  }

  /** From a position on, from the end if negative; a negative length goes backwards. */
  public String substring(int start, int length) {
    long first = start < 0 ? characters.size() + (long) start : start == 0 ? 0 : start - 1L;
    long wanted = start == 0 && length > 0 ? length - 1L : length;
    return wanted < 0 ? part(first + wanted, first) : part(first, first + wanted);
  }

  /** All characters, the last one first. */
  public String reversed() {
    StringBuilder reversed = new StringBuilder();
    for (int i = characters.size() - 1; i >= 0; i--) {
      reversed.append(characters.get(i));
    }
    return reversed.toString();
  }

  private String part(long from, long to) {
    int first = (int) Math.max(0, Math.min(characters.size(), from));
    int end = (int) Math.max(first, Math.min(characters.size(), to));
    return String.join("", characters.subList(first, end));
  }
}
