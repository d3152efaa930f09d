package org.weft.planner.function;

import static org.weft.planner.type.SimpleType.BOOLEAN;

import java.util.List;
import org.weft.planner.expr.Function;
import org.weft.planner.type.SimpleType;

/** Functions that choose between values. */
final class ConditionFunctions {
  private ConditionFunctions() {}

  static List<FunctionEntry> entries() {
    Entries entries = new Entries(FunctionFamily.CONDITION);
    entries.add("coalesce", "The first value that is not null.").written("coalesce(value, ...)");
    entries
        .add("ifnull", "The value, the other one if it is null.")
        .alias("nvl", "fill_null")
        .core("value SAME, other SAME", ResultRule.argument(0), Function.COALESCE)
        .is(Trait.TAKES_NULLS, Trait.TOTAL, Trait.CHOOSES);
    entries
        .add("num_nulls", "How many of the values are null.")
        .form("value ANY...", SimpleType.INT32)
        .is(Trait.TAKES_NULLS, Trait.NEVER_NULL, Trait.TOTAL);
    entries
        .add("num_nonnulls", "How many of the values are not null.")
        .form("value ANY...", SimpleType.INT32)
        .is(Trait.TAKES_NULLS, Trait.NEVER_NULL, Trait.TOTAL);
    entries
        .add("nullif", "The value, null if it equals the other.")
        .written("nullif(value, other)");
    entries
        .add("nvl2", "The second value if the first is not null, else the third.")
        .form("tested ANY, value SAME, other SAME", ResultRule.argument(1))
        .is(Trait.TAKES_NULLS, Trait.TOTAL, Trait.CHOOSES);
    entries
        .add("if", "The second value if the condition is true, else the third.")
        .alias("iff", "ifelse")
        .core("condition BOOLEAN, value ANY", ResultRule.argument(1), Function.CASE)
        .core("condition BOOLEAN, value SAME, other SAME", ResultRule.argument(1), Function.CASE)
        .is(Trait.TAKES_NULLS, Trait.TOTAL, Trait.CHOOSES);
    entries
        .add("greatest", "The largest value; nulls do not count.")
        .alias("columns_max")
        .form("value SAME...", ResultRule.argument(0))
        .is(Trait.TAKES_NULLS, Trait.TOTAL);
    entries
        .add("least", "The smallest value; nulls do not count.")
        .alias("columns_min")
        .form("value SAME...", ResultRule.argument(0))
        .is(Trait.TAKES_NULLS, Trait.TOTAL);
    entries
        .add("zeroifnull", "The number, 0 if it is null.")
        .form("x NUMBER", ResultRule.argument(0))
        .is(Trait.TAKES_NULLS, Trait.NEVER_NULL, Trait.TOTAL);
    entries
        .add("nullifzero", "The number, null if it is 0.")
        .form("x NUMBER", ResultRule.argument(0))
        .is(Trait.GIVES_NULL, Trait.TOTAL);
    entries
        .add(
            "try",
            "The value of the expression, null where values make it fail: by overflow, division by"
                + " zero, a bad cast or a bad argument.")
        .form("expression ANY", ResultRule.argument(0))
        .is(Trait.TAKES_NULLS, Trait.TOTAL);
    entries
        .add("to_unsigned", "The number, which must be from 0 to 2 to the power of bits less one.")
        .form("x NUMBER, bits INTEGER", ResultRule.argument(0));
    entries
        .add("constant_or_null", "The first value, null if one of the others is.")
        .written("constant_or_null(value, other, ...)");
    entries
        .add("isnull", "True if the value is null.")
        .alias("is_null")
        .core("value ANY", BOOLEAN, Function.IS_NULL)
        .is(Trait.TAKES_NULLS, Trait.NEVER_NULL, Trait.TOTAL);
    entries
        .add("isnotnull", "True if the value is not null.")
        .alias("is_not_null", "not_null")
        .core("value ANY", BOOLEAN, Function.IS_NOT_NULL)
        .is(Trait.TAKES_NULLS, Trait.NEVER_NULL, Trait.TOTAL);
    entries
        .add("equal_null", "True if both values are equal or both are null.")
        .alias("eq_null_safe")
        .core("a SAME, b SAME", BOOLEAN, Function.IS_NOT_DISTINCT)
        .is(Trait.TAKES_NULLS, Trait.NEVER_NULL, Trait.TOTAL);
    return entries.list();
  }
}
