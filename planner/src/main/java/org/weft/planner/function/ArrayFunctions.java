package org.weft.planner.function;

import static org.weft.planner.type.SimpleType.INT64;

import java.util.List;
import org.weft.planner.type.ListType;

/** Functions of lists that PostgreSQL and DataFusion have and DuckDB has not. */
final class ArrayFunctions {
  private ArrayFunctions() {}

  static List<FunctionEntry> entries() {
    Entries lists = new Entries(FunctionFamily.LIST);
    replacing(lists);
    shapes(lists);
    return lists.list();
  }

  private static void replacing(Entries entries) {
    entries
        .add(
            "list_replace",
            "The list with another element in the place of every one that equals the first, which"
                + " may be null.")
        .alias("array_replace", "list_replace_all", "array_replace_all")
        .form("list LIST, element ELEMENT, replacement ELEMENT", ResultRule.argument(0))
        .is(Trait.TAKES_NULLS, Trait.TOTAL);
    entries
        .add(
            "list_replace_n",
            "The list with another element in the place of so many, from its start, that equal the"
                + " first, which may be null.")
        .alias("array_replace_n")
        .form(
            "list LIST, element ELEMENT, replacement ELEMENT, count INTEGER",
            ResultRule.argument(0))
        .is(Trait.TAKES_NULLS, Trait.TOTAL);
    entries
        .add("list_remove_n", "The list without the first so many elements that equal the element.")
        .alias("array_remove_n")
        .form("list LIST, element ELEMENT, count INTEGER", ResultRule.argument(0))
        .is(Trait.TOTAL);
    entries
        .add("list_positions", "All places where the element, or a null, lies in the list.")
        .alias("array_positions")
        .form("list LIST, element ELEMENT", new ListType(INT64))
        .is(Trait.TAKES_NULLS, Trait.TOTAL);
  }

  private static void shapes(Entries entries) {
    entries
        .add(
            "fixed_list",
            "The list, which must have so many elements, and the lists in it as many as the numbers"
                + " behind say; 0 stands for any.")
        .form("list ANY_LIST, length INTEGER...", ResultRule.argument(0));
    entries
        .add(
            "list_length",
            "The number of elements; with a dimension that of the first list at this depth.")
        .alias("array_length")
        .form("list ANY_LIST, [dimension INTEGER]", INT64)
        .is(Trait.GIVES_NULL, Trait.TOTAL);
    entries
        .add(
            "list_dims",
            "The numbers of elements of the list and of the first list at each depth in it; null if"
                + " it is empty.")
        .alias("array_dims")
        .form("list ANY_LIST", new ListType(INT64))
        .is(Trait.GIVES_NULL, Trait.TOTAL);
    entries
        .add("list_ndims", "How deep the list is: 1 if its elements are no lists.")
        .alias("array_ndims")
        .form("list ANY_LIST", INT64)
        .is(Trait.TOTAL);
  }
}
