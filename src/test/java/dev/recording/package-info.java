/**
 * Plays what was recorded of a real cluster to whatever claims to behave like one. It knows neither
 * the bundled server nor the simulation, which are compared by it.
 */
@NullMarked
package dev.recording;

import org.jspecify.annotations.NullMarked;
