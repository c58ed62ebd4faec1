/**
 * Runs a plan by the real engine in a simulated world and in virtual time, with each fault at each
 * place, and tells what became of it. It knows no runbook's text and prints nothing.
 */
@NullMarked
package dev.drover.rehearse;

import org.jspecify.annotations.NullMarked;
