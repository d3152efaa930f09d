package org.weft.tests.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of a query: text with parts in it.
 *
 * @param kind what may be done to it when the query is made smaller
 * @param sort the type of an expression
 * @param parts text ({@link String}) and parts ({@link Tree}) in order
 */
record Tree(Kind kind, Optional<Sort> sort, List<Object> parts) {
  /** What a part may be replaced by. */
  enum Kind {
    /** Any expression of its type. */
    EXPRESSION,
    /** Nothing. */
    OPTIONAL,
    /** Its parts but one; they have commas between them. */
    LIST,
    /** A query within it. */
    QUERY,
    /** Something in FROM: one of those within it. */
    RELATION,
    /** Stays as it is. */
    FIXED
  }

  static Tree expression(Sort sort, Object... parts) {
    return new Tree(Kind.EXPRESSION, Optional.of(sort), List.of(parts));
  }

  static Tree optional(Object... parts) {
    return new Tree(Kind.OPTIONAL, Optional.empty(), List.of(parts));
  }

  static Tree list(List<Tree> parts) {
    return new Tree(Kind.LIST, Optional.empty(), List.copyOf(parts));
  }

  static Tree query(Object... parts) {
    return new Tree(Kind.QUERY, Optional.empty(), List.of(parts));
  }

  static Tree relation(Object... parts) {
    return new Tree(Kind.RELATION, Optional.empty(), List.of(parts));
  }

  static Tree fixed(Object... parts) {
    return new Tree(Kind.FIXED, Optional.empty(), List.of(parts));
  }

  /** The SQL. */
  String text() {
    StringBuilder text = new StringBuilder();
    write(text);
    return text.toString();
  }

  private void write(StringBuilder text) {
    boolean isFirst = true;
    for (Object part : parts) {
      if (kind == Kind.LIST && !isFirst) {
        text.append(", ");
      }
      isFirst = false;
      if (part instanceof Tree tree) {
        tree.write(text);
      } else {
        text.append(part);
      }
    }
  }

  /** All trees that are one small step smaller, the largest steps first. */
  List<Tree> smaller() {
    List<Tree> found = new ArrayList<>(ownSmaller());
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Tree part) {
        for (Tree each : part.smaller()) {
          List<Object> changed = new ArrayList<>(parts);
          changed.set(i, each);
          found.add(new Tree(kind, sort, List.copyOf(changed)));
        }
      }
    }
    return found;
  }

  private List<Tree> ownSmaller() {
    List<Tree> found = new ArrayList<>();
    switch (kind) {
      case EXPRESSION -> {
        below(found, Kind.EXPRESSION);
        found.removeIf(tree -> !tree.sort.equals(sort));
        if (parts.size() > 1 || parts.get(0) instanceof Tree) {
          found.add(expression(sort.orElseThrow(), "NULL::" + sort.orElseThrow().sql()));
        }
      }
      case OPTIONAL -> {
        if (!parts.isEmpty()) {
          found.add(optional());
        }
      }
      case LIST -> {
        for (int i = 0; parts.size() > 1 && i < parts.size(); i++) {
          List<Object> fewer = new ArrayList<>(parts);
          fewer.remove(i);
          found.add(new Tree(kind, sort, List.copyOf(fewer)));
        }
      }
      case QUERY -> below(found, Kind.QUERY);
      case RELATION -> below(found, Kind.RELATION);
      case FIXED -> {
        // only what is in it
      }
    }
    return found;
  }

  /** Trees of a kind below this one, not below one of them. */
  private void below(List<Tree> found, Kind wanted) {
    for (Object part : parts) {
      if (part instanceof Tree tree) {
        if (tree.kind == wanted) {
          found.add(tree);
        } else {
          tree.below(found, wanted);
        }
      }
    }
  }
}
