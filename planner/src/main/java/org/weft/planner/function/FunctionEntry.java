package org.weft.planner.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.type.DataType;

/**
 * A function of SQL.
 *
 * @param name in lower case; calls of it carry this name, whichever alias was written
 * @param aliases other names, in lower case
 * @param sentence what it does, for the reference page
 * @param forms how it may be called; the first that takes the arguments counts. Empty if an
 *     operator of its own checks the arguments
 * @param syntax how it is written where that is not a name with arguments, or is not told by forms
 * @param definitions what calls of it stand for, by the number of arguments, if it is said with
 *     other functions
 */
public record FunctionEntry(
    String name,
    List<String> aliases,
    FunctionFamily family,
    String sentence,
    List<Form> forms,
    Set<Trait> traits,
    Optional<String> syntax,
    List<Definition> definitions) {
  public FunctionEntry {
    aliases = List.copyOf(aliases);
    forms = List.copyOf(forms);
    traits = Set.copyOf(traits);
    definitions = List.copyOf(definitions);
  }

  /**
   * A call with its types.
   *
   * @param arguments as which types the arguments are given
   */
  public record Binding(Form form, List<DataType> arguments, DataType result) {}

  /** True if it is special in this way. */
  public boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** True if some form of it is computed by a kernel of the library. */
  public boolean needsKernel() {
    boolean hasKernels = forms.stream().anyMatch(form -> form.core().isEmpty());
    return has(Trait.OPERATOR) || (family.isScalar() && hasKernels && !has(Trait.STABLE));
  }

  /** The name, then the aliases. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    names.add(name);
    names.addAll(aliases);
    return names;
  }

  /**
   * The form that takes arguments of these types.
   *
   * @return nothing if none does
   */
  public Optional<Binding> bind(List<DataType> arguments) {
    for (Form form : forms) {
      Optional<List<DataType>> given = form.accept(arguments);
      if (given.isPresent()) {
        return Optional.of(new Binding(form, given.get(), form.result().of(given.get())));
      }
    }
    return Optional.empty();
  }

  /** How it is called, such as {@code lpad(text, length, [fill])}; forms are separated by "or". */
  public String usage() {
    return syntax.orElseGet(
        () ->
            Stream.concat(
                    forms.stream().map(form -> form.written(name)),
                    definitions.stream().map(definition -> definition.written(name)))
                .collect(Collectors.joining(" or ")));
  }

  /** What a call with so many arguments stands for, if it is said with other functions. */
  public Optional<Definition> definition(int arguments) {
    return definitions.stream().filter(d -> d.parameters().size() == arguments).findFirst();
  }

  /** How it is called, with the kinds of the arguments. */
  public String explainedUsage(String calledAs) {
    return syntax.orElseGet(
        () ->
            Stream.concat(
                    forms.stream().map(form -> form.explained(calledAs)),
                    definitions.stream().map(definition -> definition.written(calledAs)))
                .collect(Collectors.joining(" or ")));
  }

  /** The error for a call with more or fewer arguments than it takes, without its place. */
  public WeftException wrongCount(String calledAs, int given) {
    return notTaken(calledAs, given == 1 ? "1 argument" : given + " arguments");
  }

  /** The error for a call with what it does not take, without its place. */
  public WeftException notTaken(String calledAs, String given) {
    return WeftException.of(
            ErrorCode.TYPE_MISMATCH, "function " + calledAs + " does not take " + given)
        .hint("use " + explainedUsage(calledAs));
  }
}
