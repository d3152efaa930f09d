package org.weft.planner.function;

import java.util.List;
import org.weft.planner.type.ListType;
import org.weft.planner.type.SimpleType;

/** Functions of enums: of their types, not of the values, which may be null. */
final class EnumFunctions {
  private EnumFunctions() {}

  static List<FunctionEntry> entries() {
    Entries entries = new Entries(FunctionFamily.ENUM);
    ListType texts = new ListType(SimpleType.STRING);
    entries
        .add("enum_range", "The values of the enum that the argument is of.")
        .form("value ENUM", arguments -> texts)
        .is(Trait.TAKES_NULLS, Trait.NEVER_NULL, Trait.TOTAL);
    entries
        .add(
            "enum_range_boundary",
            "The values of an enum from one to another; null means its first or its last.")
        .form("from ENUM, to ENUM", arguments -> texts)
        .is(Trait.TAKES_NULLS, Trait.NEVER_NULL);
    entries
        .add("enum_first", "The first value of the enum that the argument is of.")
        .form("value ENUM", SimpleType.STRING)
        .is(Trait.TAKES_NULLS, Trait.GIVES_NULL);
    entries
        .add("enum_last", "The last value of the enum that the argument is of.")
        .form("value ENUM", SimpleType.STRING)
        .is(Trait.TAKES_NULLS, Trait.GIVES_NULL);
    entries
        .add("enum_code", "The place of the value among those of its enum, from 0.")
        .form("value ENUM", SimpleType.INT32)
        .is(Trait.TOTAL);
    return entries.list();
  }
}
