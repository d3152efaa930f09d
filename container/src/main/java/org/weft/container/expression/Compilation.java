package org.weft.container.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.weft.container.expression.cast.Casts;
import org.weft.container.expression.dictionary.PerEntryNode;
import org.weft.container.expression.dictionary.PerEntryPredicate;
import org.weft.container.expression.logic.Conditions;
import org.weft.container.expression.logic.Conjunction;
import org.weft.container.expression.logic.Terms;
import org.weft.container.expression.logic.Terms.Term;
import org.weft.container.expression.numeric.Functions;
import org.weft.container.expression.numeric.Numbers;
import org.weft.container.expression.text.Texts;
import org.weft.container.expression.time.Times;
import org.weft.container.expression.tree.ColumnNode;
import org.weft.container.expression.tree.Failures;
import org.weft.container.expression.tree.LiteralNode;
import org.weft.container.expression.tree.Parts;
import org.weft.container.expression.tree.Predicate;
import org.weft.container.expression.tree.Sense;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.container.function.FunctionKernels;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.ExpressionVisitor;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Literal;
import org.weft.planner.type.SimpleType;

/** Turns expressions into nodes that share one workspace and their common parts. */
final class Compilation implements Parts, ExpressionVisitor<ValueNode> {
  private final Workspace memory;
  private final Dictionaries dictionaries;
  private final Map<Expression, ValueNode> nodes = new HashMap<>();
  private Compilation rowByRow;

  /** Whether the largest parts over one column look for a dictionary. */
  enum Dictionaries {
    USED,
    IGNORED
  }

  Compilation(Workspace memory, Dictionaries dictionaries) {
    this.memory = memory;
    this.dictionaries = dictionaries;
    if (dictionaries == Dictionaries.IGNORED) {
      rowByRow = this;
    }
  }

  @Override
  public Workspace memory() {
    return memory;
  }

  @Override
  public ValueNode value(Expression expression) {
    ValueNode node = nodes.get(expression);
    if (node == null) {
      try {
        node = make(expression);
      } catch (WeftException e) {
        throw Failures.at(expression.place(), e);
      }
      node.writtenAt(expression.place());
      if (!Columns.isVolatile(expression)) {
        nodes.put(expression, node);
      }
    }
    return node;
  }

  private ValueNode make(Expression expression) {
    Optional<Column> column = perEntry(expression);
    if (column.isEmpty()) {
      return expression.accept(this);
    }
    PerEntryNode.Nulls nulls =
        Columns.isStrict(expression) ? PerEntryNode.Nulls.STAY : PerEntryNode.Nulls.CHANGE;
    return new PerEntryNode(
        column.get(),
        nulls,
        rowByRow().value(expression),
        () -> forEntries().value(Columns.moveToFirst(expression)),
        memory);
  }

  @Override
  public Predicate condition(Expression expression, Sense sense) {
    try {
      return predicate(expression, sense);
    } catch (WeftException e) {
      throw Failures.at(expression.place(), e);
    }
  }

  private Predicate predicate(Expression expression, Sense sense) {
    Optional<Column> column = perEntry(expression);
    if (column.isPresent()) {
      return new PerEntryPredicate(
          column.get(),
          rowByRow().condition(expression, sense),
          () -> forEntries().condition(Columns.moveToFirst(expression), sense),
          memory);
    }
    if (Terms.isConjunction(expression, sense)) {
      return all(Terms.conjuncts(expression, sense));
    }
    if (Terms.isDisjunction(expression, sense)) {
      return Terms.any(Terms.disjuncts(expression, sense), this);
    }
    return Texts.isCondition(expression)
        ? Texts.condition((Call) expression, sense, this)
        : Conditions.of(expression, sense, this);
  }

  /**
   * All of the conditions. Those that cannot fail are brought together by column, so that several
   * of one column become one look at its dictionary or one range.
   */
  Conjunction all(List<Term> terms) {
    Map<Integer, List<Term>> byColumn = new LinkedHashMap<>();
    List<Predicate> safe = new ArrayList<>();
    List<Predicate> others = new ArrayList<>();
    for (Term term : terms) {
      Optional<Column> column = perEntry(term.expression());
      if (Columns.mayFail(term.expression())) {
        others.add(condition(term.expression(), term.sense()));
      } else if (column.isPresent()) {
        byColumn.computeIfAbsent(column.get().ordinal(), o -> new ArrayList<>()).add(term);
      } else {
        safe.add(condition(term.expression(), term.sense()));
      }
    }
    for (List<Term> sameColumn : byColumn.values()) {
      Expression joined =
          sameColumn.size() == 1
              ? asTrue(sameColumn.get(0))
              : new Call(
                  Function.AND,
                  sameColumn.stream().map(Compilation::asTrue).toList(),
                  SimpleType.BOOLEAN);
      safe.add(condition(joined, Sense.TRUE));
    }
    return Terms.all(safe, others);
  }

  private static Expression asTrue(Term term) {
    return term.sense() == Sense.TRUE
        ? term.expression()
        : Call.of(Function.NOT, SimpleType.BOOLEAN, term.expression());
  }

  /**
   * The column whose dictionary could carry the expression. What may be long is computed for few
   * rows at a time, see {@link RowPace}, so not for all entries.
   */
  private Optional<Column> perEntry(Expression expression) {
    boolean leaf = expression.inputs().isEmpty();
    return leaf
            || dictionaries == Dictionaries.IGNORED
            || Columns.isVolatile(expression)
            || Columns.lengthens(expression)
        ? Optional.empty()
        : Columns.only(expression);
  }

  private Compilation rowByRow() {
    if (rowByRow == null) {
      rowByRow = new Compilation(memory, Dictionaries.IGNORED);
    }
    return rowByRow;
  }

  @Override
  public ValueNode overElements(Expression expression) {
    return forEntries().value(expression);
  }

  private Compilation forEntries() {
    return new Compilation(memory, Dictionaries.IGNORED);
  }

  @Override
  public ValueNode column(Column column) {
    return new ColumnNode(column);
  }

  @Override
  public ValueNode literal(Literal literal) {
    return new LiteralNode(literal, memory);
  }

  @Override
  public ValueNode cast(Cast cast) {
    return Casts.of(cast, this);
  }

  @Override
  public ValueNode library(LibraryCall call) {
    return FunctionKernels.make(call, this);
  }

  @Override
  public ValueNode call(Call call) {
    return switch (call.function()) {
      case CASE -> Conditions.choose(call, this);
      case COALESCE -> Conditions.coalesce(call, this);
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO -> Numbers.arithmetic(call, this);
      default -> {
        if (Conditions.isCondition(call) || Texts.isCondition(call)) {
          yield Conditions.value(call, this);
        }
        if (Texts.isValue(call.function())) {
          yield Texts.value(call, this);
        }
        if (Times.isValue(call.function())) {
          yield Times.value(call, this);
        }
        if (Functions.isValue(call.function())) {
          yield Functions.value(call, this);
        }
        throw new IllegalArgumentException("cannot compute " + call);
      }
    };
  }
}
