package org.weft.container.run;

import org.weft.container.pipeline.Cancellation;
import org.weft.planner.setting.Settings;

/**
 * A query to run.
 *
 * @param id unique in the process; appears in logs and file names
 * @param settings as they were when it was planned
 * @param cancellation set by whoever asked, to stop it
 */
public record QueryRequest(String id, Settings settings, Cancellation cancellation) {}
