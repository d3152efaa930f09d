package org.weft.planner.sql.validate;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlNode;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.function.FunctionRegistry;
import org.weft.planner.function.Trait;
import org.weft.planner.sql.Catalog;
import org.weft.planner.sql.ListedColumn;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.TableName;
import org.weft.planner.sql.parse.QueryText;
import org.weft.planner.sql.rewrite.Relations;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/** What rewrites of a query ask of its tables: answered by validating parts of it. */
final class QueryRelations implements Relations {
  private final Statement.Query query;
  private final QueryTables tables;

  QueryRelations(Statement.Query query, QueryTables tables) {
    this.query = query;
    this.tables = tables;
  }

  @Override
  public List<String> columns(SqlNode part) {
    return QueryValidator.validate(part, query, tables).names();
  }

  @Override
  public List<DataType> types(SqlNode part) {
    return QueryValidator.validate(part, query, tables).schema().fields().stream()
        .map(Field::type)
        .toList();
  }

  @Override
  public Optional<NamedTable> table(List<String> name) {
    return tables
        .scoped()
        .find(new TableName(name))
        .map(entry -> new NamedTable(entry.schema(), entry.id()));
  }

  @Override
  public WeftException tableNotFound(List<String> name) {
    return tables.scoped().notFound(new TableName(name));
  }

  @Override
  public Optional<List<ListedColumn>> description(List<String> name) {
    return tables.describe(new TableName(name));
  }

  @Override
  public List<ListedColumn> description(SqlNode part) {
    return ListedColumn.ofQuery(QueryValidator.validate(part, query, tables).schema());
  }

  @Override
  public List<List<String>> listedTables() {
    return tables.scoped().entriesInUse().stream()
        .map(entry -> List.of(entry.name(), Catalog.isView(entry) ? "view" : "table"))
        .toList();
  }

  @Override
  public boolean isAggregate(String function) {
    return Operators.isAggregate(function);
  }

  @Override
  public boolean isVolatile(String function) {
    return FunctionRegistry.find(function).filter(entry -> entry.has(Trait.VOLATILE)).isPresent();
  }

  @Override
  public String common(SqlNode part) {
    ValidQuery valid = QueryValidator.validate(part, query, tables);
    int number = tables.nextRecursion();
    String name = "common table " + number;
    RelDataTypeFactory.Builder row = SqlTypes.INSTANCE.builder();
    for (RelDataTypeField field : valid.rowType().getFieldList()) {
      row.add(valid.names().get(field.getIndex()), field.getType());
    }
    tables.add(new CommonTable(name, number, row.build(), valid));
    return name;
  }

  @Override
  public Recursion recursion(List<String> names, SqlNode first, SqlNode place) {
    ValidQuery start = QueryValidator.validate(first, query, tables);
    RelDataType rowType = rowType(start, names, place);
    int number = tables.nextRecursion();
    String working = "round of recursion " + number;
    tables.add(new WorkingTable(working, number, rowType));
    return new Recursion() {
      @Override
      public String workingTable() {
        return working;
      }

      @Override
      public String table(SqlNode recursive, Duplicates duplicates) {
        ValidQuery round = QueryValidator.validate(recursive, query, tables);
        int given = round.names().size();
        if (given != rowType.getFieldCount()) {
          throw error(
              "the recursive part gives "
                  + given
                  + " columns, the first one "
                  + rowType.getFieldCount(),
              place);
        }
        String name = "recursion " + number;
        RecursiveTable.Parts parts = new RecursiveTable.Parts(start, round, duplicates);
        tables.add(new RecursiveTable(name, number, rowType, parts));
        return name;
      }
    };
  }

  /** As the first part says, whatever the recursive one would give; any round may give null. */
  private RelDataType rowType(ValidQuery first, List<String> names, SqlNode place) {
    if (!names.isEmpty() && names.size() != first.names().size()) {
      throw error(
          "there are " + names.size() + " names for " + first.names().size() + " columns", place);
    }
    SqlTypes types = SqlTypes.INSTANCE;
    RelDataTypeFactory.Builder row = types.builder();
    Schema schema = first.schema();
    for (int i = 0; i < schema.size(); i++) {
      String name = names.isEmpty() ? schema.field(i).name() : names.get(i);
      // a null without a type is an integer, as in DuckDB
      DataType type = schema.type(i) == SimpleType.NULL ? SimpleType.INT32 : schema.type(i);
      row.add(name, types.of(type, Field.Nullability.NULLABLE));
    }
    return row.build();
  }

  private WeftException error(String sentence, SqlNode place) {
    return new QueryText(query).at(WeftException.of(ErrorCode.INVALID_QUERY, sentence), place);
  }

  @Override
  public List<List<String>> rows(SqlNode part) {
    ValidQuery valid = QueryValidator.validate(part, query, tables);
    try {
      return tables.rows(valid);
    } catch (WeftException e) {
      throw e.position().isPresent() ? e : new QueryText(query).at(e, part);
    }
  }
}
