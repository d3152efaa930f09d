package org.weft.container.join;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.weft.container.hash.TestRows;
import org.weft.planner.physical.HashJoinType;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.HashJoin.NullKeys;

/** What a join should give, computed with two loops. */
final class JoinModel {
  private JoinModel() {}

  static List<List<Object>> expected(
      PhysicalPlan.HashJoin node, List<List<Object>> probe, List<List<Object>> build) {
    List<Object> noProbe = Collections.nCopies(node.probe().schema().size(), null);
    List<Object> noBuild = Collections.nCopies(node.build().schema().size(), null);
    boolean[] buildMatched = new boolean[build.size()];
    List<List<Object>> out = new ArrayList<>();
    for (List<Object> left : probe) {
      boolean matched = false;
      for (int b = 0; b < build.size(); b++) {
        List<Object> pair = pair(left, build.get(b));
        if (keysMatch(node, left, build.get(b))
            && node.residual().map(r -> TestResidual.holds(r, pair)).orElse(true)) {
          matched = true;
          buildMatched[b] = true;
          if (node.type().emitsPairs()) {
            out.add(pair);
          }
        }
      }
      switch (node.type()) {
        case PROBE_OUTER, FULL -> {
          if (!matched) {
            out.add(pair(left, noBuild));
          }
        }
        case PROBE_SEMI, PROBE_ANTI -> {
          if (matched == (node.type() == HashJoinType.PROBE_SEMI)) {
            out.add(left);
          }
        }
        case PROBE_MARK -> out.add(pair(left, List.of(matched)));
        case INNER, BUILD_OUTER, BUILD_SEMI, BUILD_ANTI -> {}
      }
    }
    for (int b = 0; b < build.size(); b++) {
      switch (node.type()) {
        case BUILD_OUTER, FULL -> {
          if (!buildMatched[b]) {
            out.add(pair(noProbe, build.get(b)));
          }
        }
        case BUILD_SEMI, BUILD_ANTI -> {
          if (buildMatched[b] == (node.type() == HashJoinType.BUILD_SEMI)) {
            out.add(build.get(b));
          }
        }
        case INNER, PROBE_OUTER, PROBE_SEMI, PROBE_ANTI, PROBE_MARK -> {}
      }
    }
    return out;
  }

  private static List<Object> pair(List<Object> left, List<Object> right) {
    List<Object> pair = new ArrayList<>(left);
    pair.addAll(right);
    return pair;
  }

  private static boolean keysMatch(
      PhysicalPlan.HashJoin node, List<Object> left, List<Object> right) {
    for (int k = 0; k < node.probeKeys().size(); k++) {
      Object a = TestRows.normal(left.get(node.probeKeys().get(k)));
      Object b = TestRows.normal(right.get(node.buildKeys().get(k)));
      boolean nulls = a == null && b == null;
      if (node.nullKeys() == NullKeys.MATCH_EVERYTHING && (a == null || b == null)) {
        continue;
      }
      if (nulls ? node.nullKeys() == NullKeys.MATCH_NOTHING : a == null || !a.equals(b)) {
        return false;
      }
    }
    return true;
  }
}
