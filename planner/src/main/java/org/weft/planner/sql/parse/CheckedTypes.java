package org.weft.planner.sql.parse;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Casts to types that another type of ours holds, which has more values than they: unsigned
 * integers. What is cast to them is checked.
 */
public final class CheckedTypes {
  private static final Map<String, Integer> BITS =
      Map.ofEntries(
          Map.entry("utinyint", 8),
          Map.entry("uint8", 8),
          Map.entry("usmallint", 16),
          Map.entry("uint16", 16),
          Map.entry("uinteger", 32),
          Map.entry("uint", 32),
          Map.entry("uint32", 32),
          Map.entry("ubigint", 64),
          Map.entry("uint64", 64),
          Map.entry("uhugeint", 128),
          Map.entry("uint128", 128));

  private CheckedTypes() {}

  /** True for a type, as it is written, to which values are cast by more than a cast. */
  public static boolean isChecked(String written) {
    return bits(written).isPresent() || written.trim().equalsIgnoreCase("json");
  }

  /** The bits of an unsigned type, as it is written; nothing for other types. */
  public static OptionalInt bits(String written) {
    String type = written.trim().toLowerCase(Locale.ROOT);
    if (type.matches("\\w+\\s+unsigned")) {
      return OptionalInt.of(
          switch (type.split("\\s")[0]) {
            case "tinyint", "int1" -> 8;
            case "smallint", "int2" -> 16;
            case "bigint" -> 64;
            default -> 32;
          });
    }
    Integer bits = BITS.get(type);
    return bits == null ? OptionalInt.empty() : OptionalInt.of(bits);
  }

  /**
   * A cast.
   *
   * @param name the type's name as it is written, which says more than the type
   */
  static SqlNode cast(
      SqlOperator operator, SqlNode value, String name, SqlDataTypeSpec type, SqlParserPos pos) {
    SqlNode cast = operator.createCall(pos, value, type);
    if (!(type.getTypeNameSpec() instanceof SqlBasicTypeNameSpec)) {
      return cast;
    }
    OptionalInt bits = bits(name);
    if (bits.isEmpty()) {
      return cast;
    }
    SqlNode size = SqlLiteral.createExactNumeric(Integer.toString(bits.getAsInt()), pos);
    SqlNode checked = NamedCalls.of("to_unsigned", pos, cast, size);
    return operator.getKind() == SqlKind.SAFE_CAST ? NamedCalls.of("try", pos, checked) : checked;
  }
}
