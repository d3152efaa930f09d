package org.weft.planner.sql.statistics;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.CyclicMetadataException;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.DelegatingMetadataRel;
import org.apache.calcite.rel.metadata.MetadataHandler;
import org.apache.calcite.rel.metadata.MetadataHandlerProvider;
import org.apache.calcite.rel.metadata.NullSentinel;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.runtime.FlatLists;

/**
 * Answers what Calcite's rules ask about nodes: by our estimates where we have them, else by
 * Calcite's own handlers. Calcite generates and compiles a class for each kind of question when it
 * is first asked; that would cost a fresh process a good part of its first query, so calls are
 * dispatched here by reflection, with the same cache and the same protection against cycles.
 */
public final class Metadata implements MetadataHandlerProvider {
  private static final Metadata INSTANCE = new Metadata();

  private static final List<MetadataHandler<?>> OWN =
      List.of(
          new RowCounts.Rows(),
          new RowCounts.Selectivities(),
          new RowCounts.DistinctRows(),
          new SetPredicates());

  private final Map<Class<?>, Object> handlers = new ConcurrentHashMap<>();

  private Metadata() {}

  /** Something to ask, with its own cache: for one planning. */
  public static RelMetadataQuery query() {
    return new RelMetadataQuery(INSTANCE);
  }

  @Override
  public <H extends MetadataHandler<?>> H handler(Class<H> handlerClass) {
    return handlerClass.cast(handlers.computeIfAbsent(handlerClass, Metadata::dispatcher));
  }

  @SuppressWarnings("unchecked") // only handler classes are asked for
  private static Object dispatcher(Class<?> handlerClass) {
    return Proxy.newProxyInstance(
        Metadata.class.getClassLoader(),
        new Class<?>[] {handlerClass},
        new Dispatcher((Class<? extends MetadataHandler<?>>) handlerClass));
  }

  /** A method of an object that answers for nodes of one class. */
  private record Target(Object object, Method method) {}

  private static final class Dispatcher implements InvocationHandler {
    private final Class<? extends MetadataHandler<?>> handlerClass;
    private final Map<Method, Map<Class<?>, Target>> targets = new ConcurrentHashMap<>();
    private List<Object> objects;

    Dispatcher(Class<? extends MetadataHandler<?>> handlerClass) {
      this.handlerClass = handlerClass;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      boolean isQuestion =
          arguments != null && arguments.length > 1 && arguments[1] instanceof RelMetadataQuery;
      if (!isQuestion) {
        return method.getDeclaringClass() == Object.class
            ? method.invoke(this, arguments)
            : unsupported(method);
      }
      RelNode node = (RelNode) arguments[0];
      while (node instanceof DelegatingMetadataRel stand) {
        node = stand.getMetadataDelegateRel();
      }
      return cached(method, node, (RelMetadataQuery) arguments[1], arguments);
    }

    private static Object unsupported(Method method) {
      throw new UnsupportedOperationException(method.toString());
    }

    private Object cached(Method method, RelNode node, RelMetadataQuery query, Object[] arguments)
        throws Throwable {
      List<Object> rest = new ArrayList<>(arguments.length);
      rest.add(method);
      for (int i = 2; i < arguments.length; i++) {
        rest.add(NullSentinel.mask(arguments[i]));
      }
      Object key = FlatLists.copyOf(rest.toArray());
      Object known = query.map.get(node, key);
      if (known == NullSentinel.ACTIVE) {
        throw new CyclicMetadataException();
      }
      if (known != null) {
        return known == NullSentinel.INSTANCE ? null : known;
      }
      query.map.put(node, key, NullSentinel.ACTIVE);
      try {
        Object answer = ask(method, node, arguments);
        query.map.put(node, key, NullSentinel.mask(answer));
        return answer;
      } catch (Throwable e) {
        query.map.row(node).clear();
        throw e;
      }
    }

    private Object ask(Method method, RelNode node, Object[] arguments) throws Throwable {
      Target target =
          targets
              .computeIfAbsent(method, m -> new ConcurrentHashMap<>())
              .computeIfAbsent(node.getClass(), type -> find(method, type));
      arguments[0] = node;
      try {
        return target.method().invoke(target.object(), arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    private synchronized List<Object> objects() {
      if (objects == null) {
        objects = new ArrayList<>();
        for (MetadataHandler<?> own : OWN) {
          if (own.getDef().handlerClass == handlerClass) {
            objects.add(own);
          }
        }
        objects.addAll(DefaultRelMetadataProvider.INSTANCE.handlers(handlerClass));
      }
      return objects;
    }

    /** The method with the narrowest class of node that takes nodes of this type; ours first. */
    private Target find(Method question, Class<?> type) {
      Target best = null;
      for (Object object : objects()) {
        for (Method method : object.getClass().getMethods()) {
          boolean answers =
              method.getName().equals(question.getName())
                  && !method.isBridge()
                  && method.getParameterCount() == question.getParameterCount()
                  && method.getParameterTypes()[0].isAssignableFrom(type);
          if (answers && (best == null || isNarrower(method, best.method()))) {
            best = new Target(object, method);
          }
        }
      }
      if (best == null) {
        throw new IllegalStateException("nobody answers " + question + " for " + type);
      }
      return best;
    }

    private static boolean isNarrower(Method method, Method than) {
      Class<?> a = method.getParameterTypes()[0];
      Class<?> b = than.getParameterTypes()[0];
      return a != b && b.isAssignableFrom(a);
    }
  }
}
