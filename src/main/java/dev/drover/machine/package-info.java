/**
 * What one read-only probe tells of a machine: its system, processors, memory, disks, Java, clock.
 * It knows neither runbooks nor who asks.
 */
@NullMarked
package dev.drover.machine;

import org.jspecify.annotations.NullMarked;
