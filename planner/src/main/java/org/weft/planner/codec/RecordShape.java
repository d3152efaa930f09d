package org.weft.planner.codec;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A record class taken apart: its components, and how to get at and make them. */
final class RecordShape {
  private final Class<?> type;
  private final Optional<String> memberName;
  private final List<Component> components = new ArrayList<>();
  private final Map<String, Integer> ordinals = new HashMap<>();
  private final Constructor<?> constructor;

  /** One component. */
  record Component(String name, JavaType type, Method accessor) {}

  RecordShape(Class<?> type) {
    this.type = type;
    this.memberName = SealedFamily.memberName(type);
    RecordComponent[] parts = type.getRecordComponents();
    Class<?>[] signature = new Class<?>[parts.length];
    for (int i = 0; i < parts.length; i++) {
      Method accessor = parts[i].getAccessor();
      accessor.setAccessible(true);
      JavaType partType = TypeFactory.defaultInstance().constructType(parts[i].getGenericType());
      components.add(new Component(parts[i].getName(), partType, accessor));
      ordinals.put(parts[i].getName(), i);
      signature[i] = parts[i].getType();
    }
    try {
      constructor = type.getDeclaredConstructor(signature);
      constructor.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record without its constructor: " + type, e);
    }
  }

  Class<?> type() {
    return type;
  }

  /** What the property {@code @} says, if the record belongs to a sealed family. */
  Optional<String> memberName() {
    return memberName;
  }

  List<Component> components() {
    return components;
  }

  /** The position of a component, or -1. */
  int ordinal(String name) {
    return ordinals.getOrDefault(name, -1);
  }

  Object read(Object value, Component component) {
    try {
      return component.accessor().invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read " + component.name() + " of " + type, e);
    }
  }

  /**
   * The record of these components.
   *
   * @throws IllegalArgumentException if the record refuses them
   */
  Object make(Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          type.getSimpleName() + " refused: " + e.getCause().getMessage(), e.getCause());
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException("cannot make " + type, e);
    }
  }
}
