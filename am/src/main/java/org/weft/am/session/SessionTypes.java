package org.weft.am.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.NearestName;
import org.weft.planner.error.WeftException;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.sql.Catalog;
import org.weft.planner.sql.Definitions;
import org.weft.planner.sql.SqlPlanner;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.parse.CheckedTypes;
import org.weft.planner.sql.parse.Quoted;
import org.weft.planner.sql.translate.TableRows;
import org.weft.planner.type.DataType;
import org.weft.planner.type.EnumType;

/**
 * The types of a session that have names. A name stands for a type: columns and views that were
 * made with it keep the type when it goes.
 */
final class SessionTypes {
  private final SqlPlanner planner;
  private final SessionCatalog catalog;
  private final StoredTables.Runs runs;

  SessionTypes(SqlPlanner planner, SessionCatalog catalog, StoredTables.Runs runs) {
    this.planner = planner;
    this.catalog = catalog;
    this.runs = runs;
  }

  PreparedSql create(Statement.CreateType create) {
    boolean isTaken = catalog.now().definitions().type(create.name()).isPresent();
    if (isTaken && create.ifTaken() == Statement.IfTaken.KEEP) {
      return LocalStatement.nothing();
    }
    if ((isTaken && create.ifTaken() == Statement.IfTaken.FAIL) || isBuiltIn(create)) {
      throw WeftException.of(
              ErrorCode.NAME_IN_USE, "there is already a type '" + create.name() + "'")
          .at(create.position())
          .hint(isTaken ? "use CREATE OR REPLACE TYPE, or another name" : "use another name");
    }
    if (create.form() == Statement.CreateType.Form.ENUM_OF_QUERY) {
      return ofQuery(create);
    }
    String written = create.type().text().trim();
    if (CheckedTypes.isChecked(written)) {
      throw WeftException.of(
              ErrorCode.UNSUPPORTED_FEATURE, "another name for " + written + " is not supported")
          .at(create.type().position())
          .hint("write " + written + " where it is meant");
    }
    DataType type = planner.type(create.type(), catalog.now());
    return LocalStatement.change(() -> catalog.change(now -> now.withType(create.name(), type)));
  }

  /** True for a name that casts know anyway. */
  private boolean isBuiltIn(Statement.CreateType create) {
    Statement.Query name = new Statement.Query(Quoted.name(create.name()), create.position());
    try {
      planner.type(name, Catalog.EMPTY);
      return true;
    } catch (WeftException e) {
      return e.code() == ErrorCode.UNSUPPORTED_FEATURE;
    }
  }

  /** The query is run once, when the statement is. */
  private PreparedSql ofQuery(Statement.CreateType create) {
    LogicalPlan plan = runs.plan(create.type());
    if (plan.schema().size() != 1) {
      throw WeftException.of(
              ErrorCode.INVALID_QUERY,
              "the values of an enum are one column, not " + plan.schema().size())
          .at(create.type().position());
    }
    PreparedSql texts = runs.prepare(TableRows.texts(plan));
    return LocalStatement.change(
        () -> {
          EnumType type = new EnumType(values(RowTexts.of(texts)));
          catalog.change(now -> now.withType(create.name(), type));
        });
  }

  /** Each value once, where it comes first; nulls are none. */
  private static List<String> values(List<List<String>> rows) {
    return rows.stream().map(row -> row.get(0)).filter(Objects::nonNull).distinct().toList();
  }

  PreparedSql drop(Statement.DropType drop) {
    Definitions definitions = catalog.now().definitions();
    if (definitions.type(drop.name()).isEmpty()) {
      if (drop.ifMissing() == Statement.IfMissing.IGNORE) {
        return LocalStatement.nothing();
      }
      List<String> names = new ArrayList<>();
      definitions.types().values().forEach(type -> names.add(type.name()));
      WeftException error =
          WeftException.of(
                  ErrorCode.TYPE_MISMATCH, "no type '" + drop.name() + "' was made by CREATE TYPE")
              .at(drop.position());
      Optional<String> nearest = NearestName.of(drop.name(), names);
      throw nearest.map(name -> error.hint("use " + name + ", the nearest name")).orElse(error);
    }
    return LocalStatement.change(() -> catalog.change(now -> now.withoutType(drop.name())));
  }
}
