package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.DefinedText;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.parse.QueryParser;
import org.weft.planner.sql.parse.QueryText;
import org.weft.planner.sql.rewrite.DialectRewrite;

/** Parses a query and finds out what its names, types and functions are. */
public final class QueryValidator {
  private static final CalciteConnectionConfig READER_CONFIG = readerConfig();

  private QueryValidator() {}

  /**
   * A query over these tables.
   *
   * @throws WeftException for what is wrong with it, at its place in the whole text
   */
  public static ValidQuery validate(Statement.Query query, QueryTables tables) {
    return DefinedText.of(query, tables.scoped().definitions())
        .map(meant -> meant.read(text -> validated(text, tables)))
        .orElseGet(() -> validated(query, tables));
  }

  private static ValidQuery validated(Statement.Query query, QueryTables tables) {
    SqlNode tree = QueryParser.parse(query, tables.orderDefaults());
    QueryRelations relations = new QueryRelations(query, tables);
    SqlNode rewritten = DialectRewrite.apply(tree, new QueryText(query), relations);
    return validate(rewritten, query, tables);
  }

  /**
   * A tree of such a query, or of a part of it.
   *
   * @param tree free of marks; it is not changed
   */
  static ValidQuery validate(SqlNode tree, Statement.Query query, QueryTables tables) {
    Learnt learnt = new Learnt(new StructPaths(), new DefaultNames(), new LateralQueries());
    WeftException first = null;
    while (true) {
      Attempt attempt = attempt(tree, query, tables, learnt);
      if (attempt.valid() != null) {
        return attempt.valid();
      }
      first = first == null ? attempt.error() : first;
      if (!attempt.again()) {
        throw isAboutStart(attempt.error(), first) ? first : attempt.error();
      }
    }
  }

  /** An attempt that gave a valid query or an error. */
  private record Attempt(ValidQuery valid, WeftException error, boolean again) {}

  /** What attempts have shown of what names mean. */
  private record Learnt(StructPaths paths, DefaultNames names, LateralQueries laterals) {
    SqlNode apply(SqlNode tree) {
      SqlNode applied = paths.apply(tree);
      names.apply(applied);
      laterals.apply(applied);
      return applied;
    }

    boolean learn(Throwable failure, SqlNode tree) {
      return names.learn(failure, tree)
          || laterals.learn(failure, tree)
          || paths.learn(failure, tree);
    }
  }

  /** True if a name is no column either, after it was found to be no table. */
  private static boolean isAboutStart(WeftException last, WeftException first) {
    return last.code() == ErrorCode.COLUMN_NOT_FOUND && last.position().equals(first.position());
  }

  private static Attempt attempt(
      SqlNode original, Statement.Query query, QueryTables tables, Learnt learnt) {
    QueryText text = new QueryText(query);
    SqlNode tree = ScalarMacros.apply(learnt.apply(DialectRewrite.copy(original)), text);
    tree = SessionFunctions.apply(tree, tables.scoped());
    AggregateSyntax.apply(tree, query);
    QueryRewrite.apply(tree, query, tables);
    tree = LambdaClosing.apply(ListAggregates.apply(tree, text), text);
    Set<String> aliases = aliases(tree);
    CalciteCatalogReader reader =
        new CalciteCatalogReader(
            CalciteSchema.createRootSchema(false, false, "", tables),
            List.of(),
            SqlTypes.INSTANCE,
            READER_CONFIG) {
          @Override
          public RelDataType getNamedType(SqlIdentifier name) {
            return name.isSimple() ? tables.namedType(name.getSimple()) : null;
          }
        };
    WeftValidator validator = new WeftValidator(reader);
    ValidationErrors errors = new ValidationErrors(query, tree, tables);
    try {
      SqlNode valid = validator.validate(tree);
      OuterColumn.unmark(valid);
      RelDataType rowType = validator.getValidatedNodeType(valid);
      List<String> names = names(validator, valid, rowType, aliases);
      checkStorable(rowType, names);
      return new Attempt(
          new ValidQuery(query, valid, validator, reader, names, rowType), null, false);
    } catch (RuntimeException | Error e) {
      return new Attempt(null, errors.translate(e), learnt.learn(e, tree));
    }
  }

  private static void checkStorable(RelDataType rowType, List<String> names) {
    for (RelDataTypeField field : rowType.getFieldList()) {
      if (!SqlTypes.isStorable(field.getType())) {
        throw WeftException.of(
                ErrorCode.UNSUPPORTED_FEATURE,
                "column '"
                    + names.get(field.getIndex())
                    + "' would be of type "
                    + field.getType().getSqlTypeName().getName())
            .hint("cast it to another type");
      }
    }
  }

  /** The names given by AS in the outermost select list, which keep their spelling. */
  private static Set<String> aliases(SqlNode tree) {
    Set<String> aliases = new HashSet<>();
    SqlNode node = tree;
    while (!(node instanceof SqlSelect)) {
      if (node instanceof SqlOrderBy orderBy) {
        node = orderBy.query;
      } else if (node instanceof SqlWith with) {
        node = with.body;
      } else if (node instanceof SqlCall call && call.isA(SqlKind.SET_QUERY)) {
        node = call.operand(0);
      } else {
        return aliases;
      }
    }
    for (SqlNode item : ((SqlSelect) node).getSelectList()) {
      if (item.getKind() == SqlKind.AS
          && ((SqlCall) item).operand(1) instanceof SqlIdentifier alias) {
        aliases.add(alias.getSimple());
      }
    }
    return aliases;
  }

  /** A column that is only passed on keeps the spelling of its file, unless it was given a name. */
  private static List<String> names(
      WeftValidator validator, SqlNode tree, RelDataType rowType, Set<String> aliases) {
    List<List<String>> origins = origins(validator, tree);
    List<String> names = new ArrayList<>();
    for (RelDataTypeField field : rowType.getFieldList()) {
      String name = field.getName();
      List<String> origin =
          field.getIndex() < origins.size() ? origins.get(field.getIndex()) : null;
      String declared = origin == null || origin.isEmpty() ? name : origin.get(origin.size() - 1);
      if (name.startsWith("EXPR$")) {
        name = "column" + (field.getIndex() + 1);
      } else if (!aliases.contains(name) && declared.equalsIgnoreCase(name)) {
        name = declared;
      }
      names.add(name);
    }
    return names;
  }

  /** Where columns come from, as far as it is known. */
  private static List<List<String>> origins(WeftValidator validator, SqlNode tree) {
    try {
      return validator.getFieldOrigins(tree);
    } catch (CalciteContextException e) {
      // looks for the list of an UNNEST by its bare name, which several tables may have
      return List.of();
    }
  }

  private static CalciteConnectionConfig readerConfig() {
    Properties properties = new Properties();
    properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
    return new CalciteConnectionConfigImpl(properties);
  }
}
