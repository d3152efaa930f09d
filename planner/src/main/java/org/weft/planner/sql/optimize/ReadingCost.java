package org.weft.planner.sql.optimize;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.metadata.RelMetadataQuery;

/**
 * Weighs computing rows for each place that reads them against computing once what any place wants.
 * The unit is about the time of one value read from a file; the weights are orders of magnitude, no
 * more.
 */
final class ReadingCost {
  private static final double DECODED = 1;
  private static final double COLUMNS_READ = 2;
  private static final double LOOKED_UP = 4;
  private static final double KEPT = 1;

  private ReadingCost() {}

  /** False if the rows are not to be computed once, whatever it takes to compute them. */
  static boolean mayBeWorthwhile(ReadConditions reads) {
    return reads.different() > 1
        && reads.each().stream().mapToDouble(ReadConditions.Place::part).sum() > 1;
  }

  /**
   * True if the rows are to be computed once. TPC-DS q11, whose places are joined by customers,
   * took half as long again so: three of its four places group a tenth of their rows if they are
   * apart.
   */
  static boolean isWorthwhile(RelNode all, ReadConditions reads) {
    if (!mayBeWorthwhile(reads)) {
      return false;
    }
    RelMetadataQuery mq = all.getCluster().getMetadataQuery();
    double rows = mq.getRowCount(all);
    double reading = reading(all, mq);
    double processing = processing(all, mq);
    double apart = 0;
    for (ReadConditions.Place place : reads.each()) {
      apart += place.part() * (reading + processing * mq.getRowCount(place.rows()) / rows);
    }
    double kept = mq.getRowCount(reads.needed()) * (1 + all.getRowType().getFieldCount());
    double once =
        reading
            + processing * mq.getRowCount(reads.byKeys()) / rows
            // written once, read in every place
            + KEPT * kept * (1 + reads.reads());
    return once < apart;
  }

  private static double reading(RelNode node, RelMetadataQuery mq) {
    double cost = node instanceof TableScan ? DECODED * COLUMNS_READ * mq.getRowCount(node) : 0;
    for (RelNode input : node.getInputs()) {
      cost += reading(input, mq);
    }
    return cost;
  }

  private static double processing(RelNode node, RelMetadataQuery mq) {
    double cost = 0;
    for (RelNode input : node.getInputs()) {
      cost += LOOKED_UP * mq.getRowCount(input) + processing(input, mq);
    }
    return cost;
  }
}
