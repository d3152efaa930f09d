package org.weft.container.aggregate;

import org.weft.container.hash.ColumnBuffer;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/** States of several words on their way to the next phase: views of them where they lie. */
final class StateBytes {
  private StateBytes() {}

  static void point(EmittedGroups groups, int offset, int width, ColumnBuffer out, Vector vector) {
    long views = out.values();
    for (int i = 0; i < groups.count(); i++) {
      int p = groups.positions()[i];
      Views.put(views + 16L * p, groups.at()[p] + offset, width);
    }
    vector.pointFlat(out.layout(), views, 0);
  }
}
