package org.weft.planner.sql.validate;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.TableReference;
import org.weft.planner.sql.Catalog;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.parse.QueryText;

/**
 * What is changed in a parsed query before validation: expressions without a name are named by how
 * they are written, {@code read_parquet('…')} and paths become tables, and features without an
 * operator behind them are refused while their place is known. Changes the tree in place.
 */
final class QueryRewrite extends SqlBasicVisitor<Void> {
  /** Names with dots between them; the group is the last one. */
  private static final Pattern PATH = Pattern.compile("\\w+(?:\\.\\w+)*\\.(\\w+)");

  /** Functions that mean {@code struct[field]}. */
  private static final Set<String> FIELD_FUNCTIONS =
      Set.of("struct_extract", "struct_extract_at", "get_field");

  /** With a text they reach into a struct or a map. */
  private static final Set<String> ELEMENT_FUNCTIONS = Set.of("array_extract", "list_extract");

  private final QueryText text;
  private final QueryTables tables;
  private final WindowRewrite windows;
  private final Set<String> namedQueries = new HashSet<>();

  private QueryRewrite(Statement.Query query, QueryTables tables) {
    this.text = new QueryText(query);
    this.windows = new WindowRewrite(text);
    this.tables = tables;
  }

  static void apply(SqlNode tree, Statement.Query query, QueryTables tables) {
    tree.accept(new QueryRewrite(query, tables));
  }

  @Override
  public Void visit(SqlCall call) {
    boolean isField =
        FIELD_FUNCTIONS.contains(call.getOperator().getName().toLowerCase(Locale.ROOT))
            && call.operandCount() == 2;
    boolean isNamedElement =
        ELEMENT_FUNCTIONS.contains(call.getOperator().getName().toLowerCase(Locale.ROOT))
            && call.operandCount() == 2
            && DialectCoercion.isTextLiteral(call.operand(1));
    if (isField || isNamedElement) {
      ((SqlBasicCall) call).setOperator(SqlStdOperatorTable.ITEM);
    }
    refuse(call);
    if (call.getKind() == SqlKind.OVER) {
      windows.over(call);
    } else if (call instanceof SqlWindow window) {
      windows.check(window);
    } else if (call instanceof SqlOrderBy ordered && ordered.query instanceof SqlSelect select) {
      ordered.orderList.accept(NamedWindows.complete(select, text));
    } else if (call instanceof SqlSelect select) {
      NamedWindows.complete(select, text);
      nameItems(select);
      if (select.getFrom() != null) {
        select.setFrom(from(select.getFrom()));
      }
      HintedTables.apply(select, tables, namedQueries);
    } else if (call instanceof SqlJoin join) {
      join.setLeft(from(join.getLeft()));
      join.setRight(from(join.getRight()));
    } else if (call instanceof SqlWith with) {
      for (SqlNode item : with.withList) {
        String name = ((SqlWithItem) item).name.getSimple();
        namedQueries.add(name.toLowerCase(Locale.ROOT));
      }
    }
    return super.visit(call);
  }

  @Override
  public Void visit(SqlDynamicParam parameter) {
    throw unsupported("the parameter '?'", parameter);
  }

  private void refuse(SqlCall call) {
    switch (call.getKind()) {
      case CAST -> ((SqlBasicCall) call).setOperator(CastOperator.CAST);
      case DOT -> dotted((SqlBasicCall) call);
      case ITEM -> ((SqlBasicCall) call).setOperator(ElementOperator.INSTANCE);
      case MATCH_RECOGNIZE -> throw unsupported("MATCH_RECOGNIZE", call);
      case ARRAY_VALUE_CONSTRUCTOR -> ((SqlBasicCall) call).setOperator(NestedOperator.LIST);
      case MAP_VALUE_CONSTRUCTOR -> ((SqlBasicCall) call).setOperator(NestedOperator.MAP);
      case MULTISET_VALUE_CONSTRUCTOR -> throw unsupported("the MULTISET value", call);
      default -> {}
    }
  }

  /** {@code (struct).field} as {@code struct['field']}: Calcite takes the field for a column. */
  private static void dotted(SqlBasicCall call) {
    if (call.operand(1) instanceof SqlIdentifier field && field.isSimple() && !field.isStar()) {
      call.setOperand(1, SqlLiteral.createCharString(field.getSimple(), field.getParserPosition()));
      call.setOperator(SqlStdOperatorTable.ITEM);
    }
  }

  private WeftException unsupported(String what, SqlNode node) {
    return text.at(
        WeftException.of(ErrorCode.UNSUPPORTED_FEATURE, what + " is not supported"), node);
  }

  private void nameItems(SqlSelect select) {
    SqlNodeList items = select.getSelectList();
    for (int i = 0; i < items.size(); i++) {
      SqlNode item = items.get(i);
      boolean isNamed =
          item == null || item instanceof SqlIdentifier || item.getKind() == SqlKind.AS;
      String written = isNamed ? "" : name(item);
      if (!written.isEmpty() && !isStar(item)) {
        SqlParserPos pos = item.getParserPosition();
        items.set(
            i,
            SqlStdOperatorTable.AS.createCall(
                pos, item, new SqlIdentifier(written, SqlParserPos.ZERO)));
      }
    }
  }

  /** How an item is written; of a path to a struct's field the last name. */
  private String name(SqlNode item) {
    String written = text.of(item);
    Matcher path = PATH.matcher(written);
    return item.getKind() == SqlKind.ITEM && path.matches() ? path.group(1) : written;
  }

  /** True for {@code * EXCLUDE (…)} and its like. */
  private static boolean isStar(SqlNode item) {
    return item.getKind().name().startsWith("STAR")
        || (item instanceof SqlCall call
            && !call.getOperandList().isEmpty()
            && call.getOperandList().get(0) instanceof SqlIdentifier name
            && name.isStar()
            && call.getKind() != SqlKind.COUNT
            && !(call.getFunctionQuantifier() != null)
            && !call.getOperator().isAggregator()
            && call.getKind() != SqlKind.OTHER_FUNCTION);
  }

  /** A table reference with paths and table functions replaced by tables. */
  private SqlNode from(SqlNode from) {
    return switch (from.getKind()) {
      case COLLECTION_TABLE, LATERAL -> {
        SqlNode inner = ((SqlCall) from).operand(0);
        if (from.getKind() == SqlKind.LATERAL && inner.getKind() != SqlKind.COLLECTION_TABLE) {
          yield from;
        }
        TableReference files =
            files(
                inner.getKind() == SqlKind.COLLECTION_TABLE ? ((SqlCall) inner).operand(0) : inner);
        yield named(files, tables.inline(files), from);
      }
      case TABLE_REF -> {
        SqlNode name = ((SqlCall) from).operand(0);
        yield name instanceof SqlIdentifier ? from(name) : from;
      }
      case IDENTIFIER -> {
        SqlIdentifier name = (SqlIdentifier) from;
        boolean isPath =
            name.isSimple()
                && !tables.isKnown(name.getSimple())
                && Catalog.path(name.getSimple()).isPresent();
        yield isPath ? named(Catalog.path(name.getSimple()).get(), name.getSimple(), from) : from;
      }
      case AS -> {
        SqlBasicCall as = (SqlBasicCall) from;
        SqlNode inner = from(as.operand(0));
        as.setOperand(0, inner.getKind() == SqlKind.AS ? ((SqlCall) inner).operand(0) : inner);
        yield as;
      }
      default -> from;
    };
  }

  /** Files under the short name that columns can be qualified with. */
  private static SqlNode named(TableReference files, String table, SqlNode place) {
    SqlParserPos pos = place.getParserPosition();
    return SqlStdOperatorTable.AS.createCall(
        pos, new SqlIdentifier(table, pos), new SqlIdentifier(files.name(), SqlParserPos.ZERO));
  }

  private TableReference files(SqlNode function) {
    if (!(function instanceof SqlCall call)) {
      throw unsupported("this table function", function);
    }
    return new FileFunctions(text, tables).files(call);
  }
}
