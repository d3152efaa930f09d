package org.weft.container.compile;

import java.util.List;
import org.weft.container.keys.ToldValues;
import org.weft.container.pipeline.Source;
import org.weft.container.write.WriteAttempt;
import org.weft.io.scan.Narrowing;
import org.weft.planner.physical.PhysicalPlan;

/** Where the rows of a plan's leaves come from. Asked when their pipeline starts. */
public interface LeafSources {
  /**
   * The rows of a table.
   *
   * @param narrowing what the scan may use to read less: its own, and what is found out meanwhile
   */
  Source scan(PhysicalPlan.Scan scan, Narrowing narrowing);

  /** The rows another stage wrote. */
  Source shuffleRead(PhysicalPlan.ShuffleRead read);

  /** What is known, from other stages, of the rows of a table that are wanted. */
  List<ToldValues> told(PhysicalPlan.Scan scan);

  /** Who writes the files of a plan that ends in them. */
  WriteAttempt attempt();
}
