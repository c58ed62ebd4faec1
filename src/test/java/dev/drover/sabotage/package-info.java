/**
 * What is done to a controller from within: an agent in its JVM that strikes at exact moments, and
 * steps its clock. It knows the journal and the clock by name only, so the tool that is struck is
 * the one that users get.
 */
@NullMarked
package dev.drover.sabotage;

import org.jspecify.annotations.NullMarked;
