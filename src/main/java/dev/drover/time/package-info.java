/**
 * The clock, the waiter and the crew of threads, real and stepped. Nothing else in the project asks
 * the machine for the time.
 */
@NullMarked
package dev.drover.time;

import org.jspecify.annotations.NullMarked;
