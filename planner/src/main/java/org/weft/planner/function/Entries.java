package org.weft.planner.function;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.weft.planner.expr.Function;
import org.weft.planner.type.DataType;

/** Writes down the entries of one family, one after the other. */
final class Entries {
  private final FunctionFamily family;
  private final List<Draft> drafts = new ArrayList<>();

  Entries(FunctionFamily family) {
    this.family = family;
  }

  /** The entries of a family that a part of it writes down. */
  static List<FunctionEntry> of(FunctionFamily family, Consumer<Entries> part) {
    Entries entries = new Entries(family);
    part.accept(entries);
    return entries.list();
  }

  /** Starts an entry. The sentence ends with a full stop. */
  Draft add(String name, String sentence) {
    Draft draft = new Draft(name, sentence);
    drafts.add(draft);
    return draft;
  }

  List<FunctionEntry> list() {
    return drafts.stream().map(draft -> draft.entry(family)).toList();
  }

  /** An entry being written. */
  static final class Draft {
    private final String name;
    private final String sentence;
    private final List<String> aliases = new ArrayList<>();
    private final List<Form> forms = new ArrayList<>();
    private final List<Definition> definitions = new ArrayList<>();
    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
    private Optional<String> syntax = Optional.empty();

    private Draft(String name, String sentence) {
      this.name = name;
      this.sentence = sentence;
    }

    /** Other names. */
    Draft alias(String... names) {
      aliases.addAll(List.of(names));
      return this;
    }

    /**
     * A form computed by a kernel of the library, such as {@code "text TEXT, [length INTEGER]"}.
     */
    Draft form(String parameters, ResultRule result) {
      forms.add(new Form(Form.parameters(parameters), result, Optional.empty()));
      return this;
    }

    /** A form with one type of result. */
    Draft form(String parameters, DataType result) {
      return form(parameters, arguments -> result);
    }

    /** A form that is a function of the expressions' own. */
    Draft core(String parameters, ResultRule result, Function function) {
      forms.add(new Form(Form.parameters(parameters), result, Optional.of(function)));
      return this;
    }

    /** A form that is a function of the expressions' own, with one type of result. */
    Draft core(String parameters, DataType result, Function function) {
      return core(parameters, arguments -> result, function);
    }

    /** What a call with these arguments stands for: see {@link Definition}. */
    Draft means(String parameters, String sql) {
      definitions.add(Definition.of(parameters, sql));
      return this;
    }

    /** What is special about it. */
    Draft is(Trait... special) {
      traits.addAll(List.of(special));
      return this;
    }

    /** How it is written, for an entry that an operator of its own stands for. */
    Draft written(String usage) {
      syntax = Optional.of(usage);
      return this;
    }

    private FunctionEntry entry(FunctionFamily family) {
      return new FunctionEntry(name, aliases, family, sentence, forms, traits, syntax, definitions);
    }
  }
}
