package org.weft.planner.physical;

import java.util.List;
import java.util.Optional;
import org.weft.planner.physical.PhysicalPlan.HashJoin.JoinDistribution;
import org.weft.planner.setting.KnownSettings;

/** Brings the rows of two join sides that may match to the same tasks, moving as few as it can. */
final class JoinMeeting {
  private final PlanTarget target;
  private final Exchanges exchanges;

  JoinMeeting(PlanTarget target, Exchanges exchanges) {
    this.target = target;
    this.exchanges = exchanges;
  }

  /** The sides where they can be joined task by task. */
  record Met(Lowered probe, Lowered build, JoinDistribution distribution) {}

  /** Whether a side that may be sent to every task is. */
  enum Broadcast {
    IF_SMALL,
    NEVER
  }

  Met meet(JoinInput probe, JoinInput build, HashJoinType type, Broadcast broadcast) {
    boolean probeIsOne = exchanges.isOne(probe.lowered());
    boolean buildIsOne = exchanges.isOne(build.lowered());
    if (probeIsOne && buildIsOne) {
      return partitioned(probe.lowered(), build.lowered());
    }
    boolean keyless = probe.keys().isEmpty();
    boolean canBroadcast =
        !type.emitsBuildRowsAtEnd() && (keyless || broadcast == Broadcast.IF_SMALL);
    if (canBroadcast && (keyless || isSmall(build))) {
      return new Met(
          probe.lowered(), exchanges.broadcast(build.lowered()), JoinDistribution.BROADCAST);
    }
    boolean oneIsNear = probeIsOne && isSmall(build) || buildIsOne && isSmall(probe);
    return keyless || oneIsNear
        ? partitioned(exchanges.gather(probe.lowered()), exchanges.gather(build.lowered()))
        : hashed(probe, build);
  }

  /** Brings the whole build side to wherever probe rows are. */
  Met meetEverything(JoinInput probe, JoinInput build) {
    return exchanges.isOne(probe.lowered()) && exchanges.isOne(build.lowered())
        ? partitioned(probe.lowered(), build.lowered())
        : new Met(
            probe.lowered(), exchanges.broadcast(build.lowered()), JoinDistribution.BROADCAST);
  }

  private boolean isSmall(JoinInput input) {
    return input.lowered().bytes()
        <= target.settings().get(KnownSettings.BROADCAST_JOIN_SIZE_BYTES_THRESHOLD);
  }

  private static Met partitioned(Lowered probe, Lowered build) {
    return new Met(probe, build, JoinDistribution.PARTITIONED);
  }

  private Met hashed(JoinInput probe, JoinInput build) {
    Optional<Present> ofProbe = present(probe);
    Optional<Present> ofBuild = present(build);
    if (ofProbe.isPresent() && ofBuild.isPresent() && ofProbe.get().equals(ofBuild.get())) {
      return partitioned(probe.lowered(), build.lowered());
    }
    boolean probeIsLarger = probe.lowered().bytes() >= build.lowered().bytes();
    if (ofProbe.isPresent() && (probeIsLarger || ofBuild.isEmpty())) {
      return partitioned(probe.lowered(), ofProbe.get().applied(build, exchanges));
    }
    if (ofBuild.isPresent()) {
      return partitioned(ofBuild.get().applied(probe, exchanges), build.lowered());
    }
    int partitions = exchanges.partitions(probe.lowered().bytes() + build.lowered().bytes());
    return partitioned(
        exchanges.hash(probe.lowered(), probe.keys(), partitions),
        exchanges.hash(build.lowered(), build.keys(), partitions));
  }

  /**
   * A distribution that is there already and fits the join.
   *
   * @param keys positions among the join keys, in the order of the hash
   */
  private record Present(List<Integer> keys, int partitions) {
    Lowered applied(JoinInput side, Exchanges exchanges) {
      return exchanges.hash(
          side.lowered(), keys.stream().map(side.keys()::get).toList(), partitions);
    }
  }

  /** Rows that are equal in all keys are equal in some: a hash of fewer keys serves too. */
  private Optional<Present> present(JoinInput side) {
    if (!(exchanges.placement(side.lowered()) instanceof Placement.Hashed hashed)) {
      return Optional.empty();
    }
    return hashed.keys().stream()
        .filter(side.keys()::containsAll)
        .findFirst()
        .map(
            list ->
                new Present(list.stream().map(side.keys()::indexOf).toList(), hashed.partitions()));
  }
}
