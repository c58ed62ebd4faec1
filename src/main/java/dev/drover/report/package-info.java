/**
 * Renders diagnostics, plans and runs for people and programs. It computes nothing that is not in
 * what it renders.
 */
@NullMarked
package dev.drover.report;

import org.jspecify.annotations.NullMarked;
