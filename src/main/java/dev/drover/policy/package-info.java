/**
 * The policies that a plan is judged by, those that are built in and those that people write. It
 * only judges; what must hold during a run is kept by the engine and by the kinds, as each policy
 * says.
 */
@NullMarked
package dev.drover.policy;

import org.jspecify.annotations.NullMarked;
