package org.weft.planner.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.type.Field;

/** The lines beneath a physical scan. */
final class ScanTexts {
  /** Of long lists the first and the last few are shown. */
  private static final int SHOWN = 3;

  private ScanTexts() {}

  static List<String> of(PhysicalPlan.Scan scan) {
    List<String> lines = new ArrayList<>();
    int tasks = scan.tasks().size();
    lines.add("Num Scan Tasks = " + tasks);
    long bytes = scan.tasks().stream().mapToLong(ScanTask::estimatedBytes).sum();
    lines.add("Estimated Scan Bytes = " + bytes);
    lines.add("Clustering spec = { Num partitions = " + tasks + " }");
    lines.add("Pushdowns: {" + pushdowns(scan) + "}");
    lines.add("Schema: {" + String.join(", ", map(scan.schema().fields(), Field::toString)) + "}");
    lines.add("Scan Tasks: [");
    lines.addAll(shortened(scan.tasks(), ScanTexts::task));
    lines.add("]");
    return lines;
  }

  private static String pushdowns(PhysicalPlan.Scan scan) {
    List<String> parts = new ArrayList<>();
    parts.add("projection: [" + String.join(", ", scan.schema().names()) + "]");
    scan.pushdowns().filter().ifPresent(filter -> parts.add("filter: " + filter));
    scan.pushdowns().limit().ifPresent(limit -> parts.add("limit: " + limit));
    return String.join(", ", parts);
  }

  private static String task(ScanTask task) {
    return "{" + String.join(", ", shortened(task.sources(), ScanTexts::source)) + "}";
  }

  private static String source(ScanTask.Source source) {
    return "File {" + source.path() + ", row groups " + ranges(source.splits()) + "}";
  }

  /** Ascending numbers, consecutive ones as a range: 0-3, 7. */
  private static String ranges(List<Integer> numbers) {
    List<String> ranges = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < numbers.size(); i++) {
      boolean last = i + 1 == numbers.size() || numbers.get(i + 1) != numbers.get(i) + 1;
      if (last) {
        ranges.add(
            first == i ? numbers.get(i).toString() : numbers.get(first) + "-" + numbers.get(i));
        first = i + 1;
      }
    }
    return String.join(", ", ranges);
  }

  private static <T> List<String> shortened(List<T> items, Function<T, String> text) {
    if (items.size() <= 2 * SHOWN) {
      return map(items, text);
    }
    List<String> texts = new ArrayList<>(map(items.subList(0, SHOWN), text));
    texts.add("...");
    texts.addAll(map(items.subList(items.size() - SHOWN, items.size()), text));
    return texts;
  }

  private static <T> List<String> map(List<T> items, Function<T, String> text) {
    return items.stream().map(text).toList();
  }
}
