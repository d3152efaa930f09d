package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Litmus;
import org.weft.planner.sql.parse.WeftConformance;
import org.weft.planner.sql.rewrite.OrderKeys;

/** Calcite's validator with the dialect's settings. One per query. */
final class WeftValidator extends SqlValidatorImpl {
  private static final SqlValidator.Config CONFIG =
      SqlValidator.Config.DEFAULT
          .withConformance(WeftConformance.INSTANCE)
          .withIdentifierExpansion(true)
          .withTypeCoercionEnabled(true)
          .withTypeCoercionFactory(DialectCoercion::new)
          .withDefaultNullCollation(NullCollation.HIGH);

  /** The columns, in lower case, that joins which were USING them have merged. */
  private final Map<SqlJoin, Set<String>> merged = new IdentityHashMap<>();

  WeftValidator(CalciteCatalogReader reader) {
    super(Operators.TABLE, reader, SqlTypes.INSTANCE, CONFIG);
  }

  /**
   * The first clause to be validated after FROM; so it is where names of the others are looked at.
   */
  @Override
  protected void validateWhereClause(SqlSelect select) {
    new ClauseNames(this, select).resolve();
    if (select.getWhere() != null && Conditions.mayBeOther(select.getWhere())) {
      SqlValidatorScope scope = getWhereScope(select);
      select.setWhere(conditions().condition(scope, expand(select.getWhere(), scope)));
    }
    super.validateWhereClause(select);
  }

  @Override
  protected void validateHavingClause(SqlSelect select) {
    if (select.getHaving() != null && Conditions.mayBeOther(select.getHaving())) {
      select.setHaving(conditions().condition(getSelectScope(select), select.getHaving()));
    }
    super.validateHavingClause(select);
  }

  private Conditions conditions() {
    return new Conditions(this);
  }

  /** Mixed values of a column become those of one type. */
  @Override
  protected void validateValues(SqlCall values, RelDataType target, SqlValidatorScope scope) {
    new UnitedValues((DialectCoercion) getTypeCoercion(), scope)
        .uniteColumns(values.getOperandList());
    super.validateValues(values, target, scope);
  }

  /**
   * SELECT DISTINCT may be ordered by all its items; by functions over windows too, of which
   * Calcite demands that their arguments are items.
   */
  @Override
  protected void validateOrderList(SqlSelect select) {
    SqlNodeList keys = select.getOrderList();
    if (keys == null || !select.isDistinct()) {
      super.validateOrderList(select);
      return;
    }
    List<SqlNode> others = keys.stream().filter(key -> !isItem(key, select)).toList();
    select.setOrderBy(new SqlNodeList(others, keys.getParserPosition()));
    super.validateOrderList(select);
    Iterator<SqlNode> valid = select.getOrderList().iterator();
    List<SqlNode> all = new ArrayList<>();
    for (SqlNode key : keys) {
      all.add(
          others.contains(key) ? valid.next() : typed(expand(key, getOrderScope(select)), select));
    }
    select.setOrderBy(new SqlNodeList(all, keys.getParserPosition()));
  }

  /** A key that is found again among the items has the casts that they have. */
  private SqlNode typed(SqlNode key, SqlSelect select) {
    deriveType(getOrderScope(select), OrderKeys.bare(key));
    return key;
  }

  private boolean isItem(SqlNode key, SqlSelect select) {
    SqlNode bare = OrderKeys.bare(key);
    SqlNode meaning = expandOrderExpr(select, bare);
    return meaning != bare
        && select.getSelectList().stream()
            .anyMatch(item -> SqlUtil.stripAs(item).equalsDeep(meaning, Litmus.IGNORE));
  }

  /**
   * Behind FILTER, Calcite forgets the keys of an aggregate that orders its rows. Conditions may be
   * numbers or texts.
   */
  @Override
  public RelDataType deriveType(SqlValidatorScope scope, SqlNode expression) {
    if (expression instanceof SqlCase choice) {
      conditions().take(scope, Operand.all(choice.getWhenOperands()));
    } else if (expression.getKind() == SqlKind.FILTER) {
      conditions().take(scope, List.of(Operand.of((SqlCall) expression, 1)));
    }
    if (expression.getKind() == SqlKind.FILTER
        && ((SqlCall) expression).operand(0) instanceof SqlCall ordered
        && ordered.getKind() == SqlKind.WITHIN_GROUP) {
      for (SqlNode key : (SqlNodeList) ordered.operand(1)) {
        super.deriveType(scope, key);
      }
    }
    return super.deriveType(scope, expression);
  }

  /** As for windows that stand at their function. */
  @Override
  protected void validateWindowClause(SqlSelect select) {
    for (SqlNode named : select.getWindowList()) {
      if (named instanceof SqlWindow window && !window.isRows()) {
        FrameDistances.rewrite(window, node -> deriveType(getFromScope(select), node));
      }
    }
    super.validateWindowClause(select);
  }

  /** Numbers in RANGE frames over dates are days, texts over numbers are numbers. */
  @Override
  public void validateWindow(SqlNode windowOrId, SqlValidatorScope scope, SqlCall call) {
    if (windowOrId instanceof SqlWindow window && !window.isRows()) {
      FrameDistances.rewrite(window, node -> deriveType(scope, node));
    }
    super.validateWindow(windowOrId, scope, call);
  }

  /**
   * The columns that a join merges, in lower case. Nothing if it is NATURAL, and merges all that
   * both sides have.
   */
  Optional<Set<String>> merged(SqlJoin join) {
    if (merged.containsKey(join)) {
      return Optional.of(merged.get(join));
    }
    if (join.isNatural()) {
      return Optional.empty();
    }
    boolean isUsing = join.getConditionType() == JoinConditionType.USING;
    return Optional.of(isUsing ? names((SqlNodeList) join.getCondition()) : Set.of());
  }

  /** True if some join in it got a condition instead of its USING: Calcite's star knows not. */
  boolean isRewritten(SqlNode from) {
    return from instanceof SqlJoin join
        && (merged.containsKey(join)
            || isRewritten(join.getLeft())
            || isRewritten(join.getRight()));
  }

  private static Set<String> names(SqlNodeList columns) {
    return columns.stream()
        .map(column -> ((SqlIdentifier) column).getSimple().toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  /**
   * Columns that RIGHT and FULL joins merged are compared as merged by the next join USING them;
   * Calcite would compare the first one, which may be null.
   */
  @Override
  protected void validateJoin(SqlJoin join, SqlValidatorScope scope) {
    List<String> common = usingNames(join);
    if (common != null
        && (join.getLeft() instanceof SqlJoin || join.getRight() instanceof SqlJoin)) {
      withCondition(join, common);
    }
    super.validateJoin(join, scope);
  }

  private static SqlNode and(SqlNode left, SqlNode right) {
    return left == null
        ? right
        : SqlStdOperatorTable.AND.createCall(left.getParserPosition(), left, right);
  }

  private void withCondition(SqlJoin join, List<String> common) {
    FromColumns left = new FromColumns(this, join.getLeft());
    FromColumns right = new FromColumns(this, join.getRight());
    SqlParserPos pos = join.getParserPosition();
    List<SqlNode> terms = new ArrayList<>();
    boolean isOther = false;
    for (String name : common) {
      SqlIdentifier column = new SqlIdentifier(name, pos);
      Optional<SqlNode> a = left.only(column);
      Optional<SqlNode> b = right.only(column);
      if (a.isEmpty() || b.isEmpty()) {
        return; // missing or ambiguous, which validation tells
      }
      isOther |= left.isMergedOtherwise(column) || right.isMergedOtherwise(column);
      terms.add(SqlStdOperatorTable.EQUALS.createCall(pos, a.get(), b.get()));
    }
    if (!isOther) {
      return;
    }
    Set<String> names =
        common.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    merged.put(join, names);
    join.setOperand(1, SqlLiteral.createBoolean(false, pos));
    join.setOperand(4, JoinConditionType.ON.symbol(pos));
    join.setOperand(5, terms.stream().reduce(null, WeftValidator::and));
  }

  /** The dialect's operators say what a bare NULL beside a date or interval is. */
  @Override
  protected void inferUnknownTypes(
      RelDataType inferredType, SqlValidatorScope scope, SqlNode node) {
    if (node instanceof SqlBasicCall call) {
      Operators.ofDialect(call.getOperator()).ifPresent(call::setOperator);
    }
    super.inferUnknownTypes(inferredType, scope, node);
  }
}
