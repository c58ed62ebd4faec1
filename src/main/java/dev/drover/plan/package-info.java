/**
 * Compiles a runbook for an inventory into a graph of steps, by a list of small passes, and looks
 * at what each would change. It changes nothing anywhere.
 */
@NullMarked
package dev.drover.plan;

import org.jspecify.annotations.NullMarked;
