package org.weft.shuffle.fetch;

import java.util.List;
import java.util.stream.Collectors;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.shuffle.exchange.MapOutput;

/** Map outputs that could not be fetched: a SHUFFLE_LOST error that names them. */
public final class FetchFailure extends WeftException {
  private static final long serialVersionUID = 1L;
  private static final int NAMED = 5;

  private final transient List<MapOutput> lost;

  public FetchFailure(List<MapOutput> lost, String why, Throwable cause) {
    super(ErrorCode.SHUFFLE_LOST, "could not fetch " + name(lost) + ": " + why, cause);
    this.lost = List.copyOf(lost);
  }

  private static String name(List<MapOutput> lost) {
    String first =
        lost.stream()
            .limit(NAMED)
            .map(out -> out.stage() + "." + out.task() + "#" + out.attempt())
            .collect(Collectors.joining(", "));
    int more = lost.size() - NAMED;
    return "map outputs " + first + (more > 0 ? " and " + more + " more" : "");
  }

  /** The outputs that must be made again. */
  public List<MapOutput> lost() {
    return lost;
  }
}
