/**
 * Looks at hosts, clusters and balancers for what a run will need, and says what to do where
 * something is missing. It only reads, and knows no task kind.
 */
@NullMarked
package dev.drover.doctor;

import org.jspecify.annotations.NullMarked;
