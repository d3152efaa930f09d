package org.weft.planner.codec;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The records beneath a sealed interface, by simple name. */
record SealedFamily(Class<?> root, Map<String, Class<?>> members) {
  /** Property that names the member. No Java component can have this name. */
  static final String MEMBER = "@";

  /**
   * The family of an interface.
   *
   * @throws IllegalArgumentException if two members have the same simple name
   */
  static SealedFamily of(Class<?> root) {
    Map<String, Class<?>> members = new TreeMap<>();
    collect(root, members);
    return new SealedFamily(root, members);
  }

  private static void collect(Class<?> type, Map<String, Class<?>> members) {
    if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        collect(permitted, members);
      }
    } else if (type.isRecord()) {
      Class<?> other = members.put(type.getSimpleName(), type);
      if (other != null && other != type) {
        throw new IllegalArgumentException("two members of one name: " + other + " and " + type);
      }
    }
  }

  /** The name that a record has in its family; absent if it belongs to none. */
  static Optional<String> memberName(Class<?> type) {
    for (Class<?> parent : type.getInterfaces()) {
      if (parent.isSealed()) {
        return Optional.of(type.getSimpleName());
      }
    }
    return Optional.empty();
  }
}
