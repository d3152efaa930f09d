package org.weft.tests.suite;

import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.Lexer;
import org.weft.planner.sql.parse.Lexer.Kind;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/** What Spark means by a text where Weft means something else on purpose. */
final class SparkDialect {
  private SparkDialect() {}

  /** True for statements about Spark itself: its settings, its plans, its catalog. */
  static boolean isOfSpark(String sql) {
    String text = sql.strip().toLowerCase(java.util.Locale.ROOT);
    return text.startsWith("set ")
        || text.startsWith("reset ")
        || text.startsWith("explain")
        || text.startsWith("cache ")
        || text.startsWith("uncache ")
        || text.startsWith("analyze ")
        || text.startsWith("refresh ")
        || text.startsWith("describe ")
        || text.startsWith("desc ")
        || text.startsWith("show ")
        || text.startsWith("add jar");
  }

  /** In double quotes is a text there, a name here. */
  static String adapted(String sql) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    try {
      for (Lexeme lexeme : Lexer.lexemes(sql)) {
        if (lexeme.kind() == Kind.NAME && lexeme.text().startsWith("\"")) {
          text.append(sql, from, lexeme.start());
          text.append('\'').append(lexeme.unquoted().replace("'", "''")).append('\'');
          from = lexeme.end();
        }
      }
    } catch (WeftException e) {
      // it will be told of when the statement is run
      return sql;
    }
    return text.append(sql.substring(from)).toString();
  }
}
