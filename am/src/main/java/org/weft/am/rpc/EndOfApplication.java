package org.weft.am.rpc;

import org.weft.am.cluster.FinalStatus;

/**
 * How an application ends.
 *
 * @param diagnostics for whoever asks YARN; the first line is the cause
 */
public record EndOfApplication(FinalStatus status, String diagnostics) {}
