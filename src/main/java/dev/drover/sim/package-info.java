/**
 * The simulated world: hosts with files and processes, clusters and balancers, reached through the
 * same doors as real ones. It knows no task kind.
 */
@NullMarked
package dev.drover.sim;

import org.jspecify.annotations.NullMarked;
