package org.weft.planner.function;

import java.util.Locale;

/** What functions are about: the chapters of the reference page, in its order. */
public enum FunctionFamily {
  STRING("Text"),
  PATTERN("Patterns"),
  NUMBER("Numbers"),
  BIT("Bits"),
  TIME("Dates and times"),
  CONDITION("Conditions"),
  BINARY("Bytes and encodings"),
  HASH("Hashing and random values"),
  URL("Addresses (URLs)"),
  JSON("JSON"),
  LIST("Lists"),
  STRUCT("Structs"),
  MAP("Maps"),
  ENUM("Enums"),
  PARTITION("Partition transforms"),
  SYSTEM("System"),
  AGGREGATE("Aggregates"),
  WINDOW("Window functions"),
  TABLE("Table functions");

  private final String title;

  FunctionFamily(String title) {
    this.title = title;
  }

  /** The heading of the chapter. */
  public String title() {
    return title;
  }

  /** True if a call gives one value per row, whatever the other rows hold. */
  public boolean isScalar() {
    return this != AGGREGATE && this != WINDOW && this != TABLE;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
