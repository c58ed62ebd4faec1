/**
 * Walks a plan: takes hosts by window and order, runs their steps, keeps the journal and the
 * brackets. It never reads YAML and knows no task kind.
 */
@NullMarked
package dev.drover.run;

import org.jspecify.annotations.NullMarked;
