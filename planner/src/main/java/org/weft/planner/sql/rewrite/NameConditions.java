package org.weft.planner.sql.rewrite;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.sql.parse.StarSyntax;

/** Conditions on the names of columns, decided while the query is planned. */
final class NameConditions {
  private final DialectRewrite rewrite;

  NameConditions(DialectRewrite rewrite) {
    this.rewrite = rewrite;
  }

  /** What {@code COLUMNS(x)} selects: of a pattern, a list of names or a lambda. */
  Predicate<String> of(SqlNode what) {
    if (what instanceof SqlLambda lambda) {
      SqlIdentifier name = (SqlIdentifier) lambda.getParameters().get(0);
      return condition(lambda.getExpression(), name.getSimple());
    }
    if (what instanceof SqlLiteral) {
      Pattern pattern = pattern(what);
      return column -> pattern.matcher(column).find();
    }
    List<String> names;
    if (what instanceof SqlIdentifier name) {
      names = List.of(name.names.get(name.names.size() - 1));
    } else if (what instanceof SqlCall list
        && list.getOperandList().stream().allMatch(this::isText)) {
      names = list.getOperandList().stream().map(this::text).toList();
    } else {
      throw unknown(what);
    }
    return column -> names.stream().anyMatch(column::equalsIgnoreCase);
  }

  /** The regular expression that names have to match, if it is one. */
  Optional<Pattern> pattern(SqlNode what, SqlNode condition) {
    if (what instanceof SqlLiteral) {
      return Optional.of(pattern(what));
    }
    boolean isRegex =
        condition instanceof SqlCall call
            && call.operandCount() > 1
            && isText(call.operand(1))
            && call.getOperator().getName().toLowerCase(Locale.ROOT).startsWith("regexp_");
    return isRegex ? Optional.of(pattern(((SqlCall) condition).operand(1))) : Optional.empty();
  }

  private Pattern pattern(SqlNode written) {
    String text = text(written);
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw rewrite
          .error(ErrorCode.INVALID_VALUE, "no regular expression: " + e.getDescription(), written)
          .hint("a special character as itself has a backslash in front of it");
    }
  }

  /** What stands behind a star: {@code * LIKE 'a%'}. */
  Predicate<String> ofStar(SqlNode condition) {
    return condition(condition, StarSyntax.NAME);
  }

  private Predicate<String> condition(SqlNode node, String parameter) {
    if (!(node instanceof SqlCall call)) {
      throw unknown(node);
    }
    switch (call.getKind()) {
      case NOT -> {
        return condition(call.operand(0), parameter).negate();
      }
      case AND -> {
        return condition(call.operand(0), parameter).and(condition(call.operand(1), parameter));
      }
      case OR -> {
        return condition(call.operand(0), parameter).or(condition(call.operand(1), parameter));
      }
      default -> {
        return comparison(call, parameter);
      }
    }
  }

  private Predicate<String> comparison(SqlCall call, String parameter) {
    boolean isAboutName =
        call.operandCount() > 1
            && call.operand(0) instanceof SqlIdentifier name
            && name.isSimple()
            && name.getSimple().equalsIgnoreCase(parameter);
    if (!isAboutName) {
      throw unknown(call);
    }
    String operator = call.getOperator().getName().toLowerCase(Locale.ROOT);
    if (operator.equals("in") || operator.equals("not in")) {
      List<String> names = ((SqlNodeList) call.operand(1)).stream().map(this::text).toList();
      Predicate<String> isOne = names::contains;
      return operator.equals("in") ? isOne : isOne.negate();
    }
    String text = text(call.operand(1));
    return switch (operator) {
      case "=" -> text::equals;
      case "<>" -> column -> !text.equals(column);
      case "like" -> like(text, 0).asMatchPredicate();
      case "not like" -> like(text, 0).asMatchPredicate().negate();
      case "ilike" -> like(text, Pattern.CASE_INSENSITIVE).asMatchPredicate();
      case "not ilike" -> like(text, Pattern.CASE_INSENSITIVE).asMatchPredicate().negate();
      case "glob" ->
          Pattern.compile(quotedBut(text).replace("*", ".*").replace("?", ".")).asMatchPredicate();
      case "regexp_full_match" -> pattern(call.operand(1)).asMatchPredicate();
      case "regexp_matches" -> pattern(call.operand(1)).asPredicate();
      case "starts_with" -> column -> column.startsWith(text);
      case "ends_with" -> column -> column.endsWith(text);
      case "contains" -> column -> column.contains(text);
      default -> throw unknown(call);
    };
  }

  private static Pattern like(String pattern, int flags) {
    return Pattern.compile(quotedBut(pattern).replace("%", ".*").replace("_", "."), flags);
  }

  /** The text with what means something in a regular expression escaped, wildcards excepted. */
  private static String quotedBut(String pattern) {
    return pattern.replaceAll("([\\\\.\\[\\]{}()+^$|])", "\\\\$1");
  }

  private boolean isText(SqlNode node) {
    return node instanceof SqlLiteral literal
        && literal.getValue() instanceof org.apache.calcite.util.NlsString;
  }

  private String text(SqlNode node) {
    if (!isText(node)) {
      throw unknown(node);
    }
    return ((SqlLiteral) node).getValueAs(String.class);
  }

  private RuntimeException unknown(SqlNode node) {
    return rewrite
        .error(
            ErrorCode.UNSUPPORTED_FEATURE,
            "columns cannot be chosen by this condition on their names",
            node)
        .hint("use LIKE, IN, = or a regular expression");
  }
}
