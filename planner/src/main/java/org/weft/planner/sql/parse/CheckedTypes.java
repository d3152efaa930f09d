package org.weft.planner.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Casts to types that another type of ours holds, which has more values than they: unsigned
 * integers, and lists of a fixed length. What is cast to them is checked.
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

  /** The length of lists that may have any. */
  static final int ANY_LENGTH = 0;

  private static final Pattern LISTS =
      Pattern.compile("(\\s*(array\\b)?\\s*\\[\\s*\\d*\\s*\\])+\\s*$", Pattern.CASE_INSENSITIVE);

  private static final Pattern LENGTH = Pattern.compile("\\[\\s*(\\d*)\\s*\\]");

  private CheckedTypes() {}

  /**
   * A type as it is written.
   *
   * @param name its first word, which says more than the type
   * @param lengths of lists, the outer ones first; {@link #ANY_LENGTH} where none is written
   */
  record Written(String name, SqlDataTypeSpec type, List<Integer> lengths) {
    Written {
      lengths = List.copyOf(lengths);
    }

    boolean hasLength() {
      return lengths.stream().anyMatch(length -> length != ANY_LENGTH);
    }
  }

  /**
   * The lengths of the lists of a type, the outer ones first, 0 where it is not written; empty if
   * none is.
   */
  public static List<Integer> lengths(String written) {
    Matcher lists = LISTS.matcher(written);
    List<Integer> lengths = new ArrayList<>();
    if (lists.find()) {
      Matcher length = LENGTH.matcher(lists.group());
      while (length.find()) {
        lengths.add(0, length.group(1).isEmpty() ? ANY_LENGTH : Integer.parseInt(length.group(1)));
      }
    }
    return lengths.stream().anyMatch(each -> each != ANY_LENGTH) ? lengths : List.of();
  }

  /**
   * A type with the lengths of the lists of another.
   *
   * @param type as it is named, its lists have no lengths
   * @param written the same type, which may be written with other names
   */
  public static String withLengths(String type, String written) {
    List<Integer> lengths = lengths(written);
    StringBuilder lists = new StringBuilder();
    for (int length : lengths) {
      lists.insert(0, length == ANY_LENGTH ? "[]" : "[" + length + "]");
    }
    return type.substring(0, type.length() - lengths.size() * "[]".length()) + lists;
  }

  /** True for a type, as it is written, to which values are cast by more than a cast. */
  public static boolean isChecked(String written) {
    return bits(written).isPresent()
        || !lengths(written).isEmpty()
        || written.trim().equalsIgnoreCase("json");
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

  /** A cast. */
  static SqlNode cast(SqlOperator operator, SqlNode value, Written to, SqlParserPos pos) {
    SqlNode cast = operator.createCall(pos, value, to.type());
    boolean isBasic = to.type().getTypeNameSpec() instanceof SqlBasicTypeNameSpec;
    OptionalInt bits = isBasic ? bits(to.name()) : OptionalInt.empty();
    if (bits.isEmpty() && !to.hasLength()) {
      return cast;
    }
    List<Integer> sizes = bits.isPresent() ? List.of(bits.getAsInt()) : to.lengths();
    List<SqlNode> operands = new ArrayList<>(List.of(cast));
    sizes.forEach(size -> operands.add(SqlLiteral.createExactNumeric(size.toString(), pos)));
    String check = bits.isPresent() ? "to_unsigned" : "fixed_list";
    SqlNode checked = NamedCalls.of(check, pos, operands.toArray(SqlNode[]::new));
    return operator.getKind() == SqlKind.SAFE_CAST ? NamedCalls.of("try", pos, checked) : checked;
  }
}
