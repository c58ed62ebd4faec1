/**
 * Silences the monitoring of a host, one file for each kind of monitoring. It knows nothing of task
 * kinds.
 */
@NullMarked
package dev.drover.silence;

import org.jspecify.annotations.NullMarked;
