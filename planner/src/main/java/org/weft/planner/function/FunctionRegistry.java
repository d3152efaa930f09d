package org.weft.planner.function;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every function by every one of its names. */
public final class FunctionRegistry {
  private static final List<FunctionEntry> ALL = all();
  private static final Map<String, FunctionEntry> BY_NAME = byName();

  private FunctionRegistry() {}

  private static List<FunctionEntry> all() {
    List<FunctionEntry> all = new ArrayList<>();
    all.addAll(StringFunctions.entries());
    all.addAll(DistanceFunctions.entries());
    all.addAll(PatternFunctions.entries());
    all.addAll(NumberFunctions.entries());
    all.addAll(BitFunctions.entries());
    all.addAll(ConditionFunctions.entries());
    all.addAll(TimeFunctions.entries());
    all.addAll(BinaryFunctions.entries());
    all.addAll(CodeFunctions.entries());
    all.addAll(CipherFunctions.entries());
    all.addAll(UrlFunctions.entries());
    all.addAll(CsvFunctions.entries());
    all.addAll(JsonFunctions.entries());
    all.addAll(ListFunctions.entries());
    all.addAll(LambdaFunctions.entries());
    all.addAll(IntervalFunctions.entries());
    all.addAll(NestedFunctions.entries());
    all.addAll(MapFunctions.entries());
    all.addAll(EnumFunctions.entries());
    all.addAll(DefinedFunctions.entries());
    all.addAll(DefinedTimes.entries());
    all.addAll(DefinedConversions.entries());
    all.addAll(AggregateFunctions.entries());
    return Collections.unmodifiableList(all);
  }

  private static Map<String, FunctionEntry> byName() {
    Map<String, FunctionEntry> byName = new TreeMap<>();
    for (FunctionEntry entry : ALL) {
      for (String name : entry.names()) {
        if (byName.put(name, entry) != null) {
          throw new IllegalStateException("two functions are called " + name);
        }
      }
    }
    return Collections.unmodifiableMap(byName);
  }

  /** All functions, family by family. */
  public static List<FunctionEntry> entries() {
    return ALL;
  }

  /** All names, aliases included, sorted. */
  public static Collection<String> names() {
    return BY_NAME.keySet();
  }

  /** The function of a name, written in any case. */
  public static Optional<FunctionEntry> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The function that a call in a plan names. */
  public static FunctionEntry get(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("no function " + name));
  }
}
