/**
 * The vocabulary of user errors: sources, spans, codes, diagnostics and their collector. It knows
 * nothing of what is being read.
 */
@NullMarked
package dev.drover.diag;

import org.jspecify.annotations.NullMarked;
